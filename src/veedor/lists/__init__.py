"""Sanctions lists: publishers' files to records, records to parties, names to matches."""

from veedor.lists.force import in_force
from veedor.lists.formats import load
from veedor.lists.index import Index
from veedor.lists.merging import merge
from veedor.lists.names import Comparison, compare
from veedor.lists.version import ListVersion

__all__ = ["Comparison", "Index", "ListVersion", "compare", "in_force", "load", "merge"]
