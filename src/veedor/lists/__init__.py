"""Sanctions lists: publishers' files to records, records to parties, names to matches."""

from veedor.lists.force import in_force
from veedor.lists.formats import load
from veedor.lists.history import Change, diff, history
from veedor.lists.index import Index
from veedor.lists.merging import Judgement, judge, merge
from veedor.lists.names import Comparison, compare
from veedor.lists.version import ListVersion

__all__ = [
    "Change",
    "Comparison",
    "Index",
    "Judgement",
    "ListVersion",
    "compare",
    "diff",
    "history",
    "in_force",
    "judge",
    "load",
    "merge",
]
