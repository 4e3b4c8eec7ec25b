"""Who is said to have said what: quotations, reported clauses, their speakers and relays."""

from __future__ import annotations

from veedor.model import Quote, Referent
from veedor.read.parse import Parsed
from veedor.read.referents import Mentions

__all__ = ["find_quotes"]


def find_quotes(
    parsed: Parsed, mentions: Mentions
) -> tuple[tuple[Quote, ...], tuple[Referent, ...]]:
    """The quotes of an article in order, and its referents with unnamed sources added."""
    return (), mentions.referents
