"""Terms of office: who held a post on the days an article may be of.

The packs' tables come first, which somebody has checked; where they are silent, the lists'."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from veedor.link.known import body_key, known, slug
from veedor.model import Dating, Post, Reading
from veedor.regimes import OfficeTable, Pack, TermHolder

__all__ = ["Days", "Term", "days_of", "holders_on"]

Days = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Term:
    """Somebody's time in an office, with who says so: a pack's or a list's table."""

    key: str
    holder: TermHolder
    country: str | None
    source: Literal["pack", "list"]
    note: str


def days_of(dating: Dating) -> Days | None:
    """The first and last day an article may be of; None if neither is known."""
    if not dating.earliest and not dating.latest:
        return None
    return dating.earliest or "0001-01-01", dating.latest or "9999-12-31"


def holders_on(
    post: Post,
    reading: Reading,
    days: Days | None,
    packs: Mapping[str, Pack],
    listed: Sequence[OfficeTable] = (),
) -> list[Term]:
    """Everyone who held a post on one of those days; nobody if the days are unknown."""
    if days is None:
        return []
    terms: dict[str, Term] = {}
    for pack in packs.values():
        for table in _tables(post, reading, pack.offices):
            for holder in table.on(*days):
                note = f"{pack.id} pack: {holder.told('en')}"
                term = Term(_key(holder, packs), holder, table.country, "pack", note)
                terms.setdefault(term.key, term)
    if not terms:
        for table in _tables(post, reading, listed):
            for holder in table.on(*days):
                term = Term(_key(holder, packs), holder, table.country, "list", holder.told("en"))
                terms.setdefault(term.key, term)
    return list(terms.values())


def _key(holder: TermHolder, packs: Mapping[str, Pack]) -> str:
    person = known(packs).person(holder.name)
    return person.key if person else slug(holder.name)


def _tables(post: Post, reading: Reading, tables: Sequence[OfficeTable]) -> Iterator[OfficeTable]:
    organization = None
    if post.organization is not None:
        organization = body_key(reading.referents[post.organization].label)
    for table in tables:
        if table.office != post.office:
            continue
        if _of_state(table, post, organization) and _of_body(table, organization):
            yield table


def _of_state(table: OfficeTable, post: Post, organization: str | None) -> bool:
    if post.country is not None:
        return table.country == post.country
    # *El director del Departamento de Municiones* names the body, not the state.
    return table.organization is not None and organization is not None


def _of_body(table: OfficeTable, organization: str | None) -> bool:
    if table.organization is None:
        return True
    if organization is None:
        return False
    return any(
        body_key(name) == organization for names in table.organization.values() for name in names
    )
