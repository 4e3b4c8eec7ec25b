"""A reading held against lists, packs and the calendar: pure, and article by article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from veedor.model import Article, Dating, Linked, Reading

if TYPE_CHECKING:
    from veedor.lists import Index
    from veedor.regimes import OfficeTable, Pack

__all__ = ["Context", "link"]


@dataclass(frozen=True, slots=True)
class Context:
    """What readings are held against: the listed parties, the regime packs by id, and the
    tables of offices that lists give."""

    index: Index
    packs: Mapping[str, Pack]
    offices: tuple[OfficeTable, ...] = ()


def link(
    article: Article,
    reading: Reading,
    dating: Dating,
    context: Context,
    before: Linked | None = None,
) -> Linked:
    """Place an article's times on the calendar, its people on the lists, its clauses in law.

    Args:
        before: what the same reading and dating were linked to with the same packs, whatever the
            lists. Statements speak of people and offices as linked, not of lists: where those are
            the same, so are they, and they are not made again.
    """
    from veedor.link.calendar import resolve
    from veedor.link.identity import with_identity
    from veedor.link.offices import link_offices
    from veedor.link.parties import link_subjects
    from veedor.link.statements import find_statements

    times = before.times if before is not None else resolve(reading.times, dating)
    subjects = link_subjects(reading, dating, context.index, context.packs)
    subjects = with_identity(
        reading, dating, subjects, context.index, context.packs, context.offices
    )
    holders = link_offices(reading, dating, subjects, context.index, context.packs, context.offices)
    if before is not None and (subjects, holders) == (before.subjects, before.holders):
        statements = before.statements
    else:
        statements = find_statements(article, reading, subjects, holders, times, context.packs)
    return Linked(
        article=article.id, subjects=subjects, times=times, holders=holders, statements=statements
    )
