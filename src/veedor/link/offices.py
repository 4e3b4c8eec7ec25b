"""Who the offices of an article are held by: as the text says, else as tables of holders say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from veedor.link.terms import Days, Term, days_of, holders_on
from veedor.lists import Index
from veedor.model import Dating, Holder, Match, Office, Post, Reading, Subject
from veedor.regimes import OfficeTable, Pack

__all__ = ["link_offices"]

#: A holder's own listing must be as sure as this: a full name with a patronymic left out has
#: 0.88 to 0.92, and `records` in the tables say whom it may be.
_IDENTIFIED = 0.85


@dataclass(frozen=True, slots=True)
class _Tables:
    """What offices are looked up in: the listed parties, the packs, the tables of lists."""

    index: Index
    packs: Mapping[str, Pack]
    listed: Sequence[OfficeTable]


def link_offices(
    reading: Reading,
    dating: Dating,
    subjects: Sequence[Subject],
    index: Index,
    packs: Mapping[str, Pack],
    listed: Sequence[OfficeTable] = (),
) -> tuple[tuple[Holder, ...], ...]:
    """The holders of each office of the reading, in order; none where nobody can be told.

    Where the tables have two holders within the interval of the dating, nobody is named.
    """
    days = days_of(dating)
    return tuple(
        tuple(_holders(office, reading, subjects, days, _Tables(index, packs, listed)))
        for office in reading.offices
    )


def _holders(
    office: Office,
    reading: Reading,
    subjects: Sequence[Subject],
    days: Days | None,
    tables: _Tables,
) -> list[Holder]:
    found: dict[str, Holder] = {}
    named = [post.holder for post in office.posts if post.holder is not None]
    for referent in dict.fromkeys((*named, *office.holders)):
        subject = subjects[referent]
        own = next((post.office for post in office.posts if post.holder == referent), None)
        only = office.posts[0].office if len(office.posts) == 1 else None
        holder = Holder(
            key=subject.key,
            source="text",
            label=subject.label,
            post=own or only,
            matches=subject.matches,
        )
        found.setdefault(holder.key, holder)
    if office.holders:
        return list(found.values())
    for post in office.posts:
        if post.holder is None:
            for holder in _from_tables(post, reading, days, tables):
                found.setdefault(holder.key, holder)
    return list(found.values())


def _from_tables(post: Post, reading: Reading, days: Days | None, tables: _Tables) -> list[Holder]:
    terms = holders_on(post, reading, days, tables.packs, tables.listed)
    if len(terms) != 1:
        return []
    term = terms[0]
    return [
        Holder(
            key=term.key,
            source=term.source,
            label=term.holder.name,
            note=term.note,
            post=post.office,
            matches=_matches(term, tables.index, days),
        )
    ]


def _matches(term: Term, index: Index, days: Days | None) -> tuple[Match, ...]:
    found: dict[tuple[str, str], Match] = {}
    for name in (term.holder.name, *term.holder.aliases):
        for match in index.screen(name, type="person", country=term.country, as_of=days):
            if match.score >= _IDENTIFIED:
                key = match.list, match.record
                by_office = replace(match, via="office", identity="context", grounds=(term.note,))
                found.setdefault(key, by_office)
    if term.holder.records:
        cited = set(term.holder.records)
        parties = {m.party for m in found.values() if f"{m.list} {m.record}" in cited}
        found = {key: match for key, match in found.items() if match.party in parties}
    return tuple(found.values())
