"""Terms of office: who held a post on the days an article may be of, by the packs' tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from veedor.link.known import body_key, known, slug
from veedor.model import Dating, Post, Reading
from veedor.regimes import OfficeTable, Pack, TermHolder

__all__ = ["Days", "Term", "days_of", "holders_on"]

Days = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Term:
    """Somebody's time in an office, with the pack that says so."""

    key: str
    holder: TermHolder
    country: str | None
    pack: str


def days_of(dating: Dating) -> Days | None:
    """The first and last day an article may be of; None if neither is known."""
    if not dating.earliest and not dating.latest:
        return None
    return dating.earliest or "0001-01-01", dating.latest or "9999-12-31"


def holders_on(
    post: Post, reading: Reading, days: Days | None, packs: Mapping[str, Pack]
) -> list[Term]:
    """Everyone who held a post on one of those days; nobody if the days are unknown."""
    if days is None:
        return []
    terms: dict[str, Term] = {}
    for pack in packs.values():
        for table in _tables(post, reading, pack):
            for holder in table.on(*days):
                person = known(packs).person(holder.name)
                key = person.key if person else slug(holder.name)
                terms.setdefault(key, Term(key, holder, table.country, pack.id))
    return list(terms.values())


def _tables(post: Post, reading: Reading, pack: Pack) -> Iterator[OfficeTable]:
    organization = None
    if post.organization is not None:
        organization = body_key(reading.referents[post.organization].label)
    for table in pack.offices:
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
