"""Who the referents of an article are: one key for the whole collection, and list matches.

A full name is screened as it stands. A bare surname is never screened: it takes the full
name that the article, its office or a pack gives it, or stays what it is. Those who are only
credited (photographers, reporters, authors), and places, are never matched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from veedor.link.known import Known, Person, known, name_key, slug
from veedor.link.listings import listed_by
from veedor.link.terms import Days, days_of, holders_on
from veedor.lists import Index
from veedor.lists.names import parts
from veedor.lists.names.fold import fold
from veedor.lists.names.parts import common_body, syllables
from veedor.model import Dating, Match, Reading, Referent, Subject
from veedor.regimes import Pack

__all__ = ["link_subjects"]

#: A listed party gives its name as key to a referent that matches it this well.
_IDENTIFIED = 0.9
#: A record is of the name that an alias stands for only if nothing but spelling differs.
_ALIKE = 0.96
_SCREENED = frozenset({"person", "organization", "vessel", "facility"})


@dataclass(slots=True)
class _Article:
    """What linking one article's referents works with."""

    reading: Reading
    days: Days | None
    index: Index
    packs: Mapping[str, Pack]
    known: Known
    states: frozenset[str] = field(default_factory=frozenset)


def link_subjects(
    reading: Reading, dating: Dating, index: Index, packs: Mapping[str, Pack]
) -> tuple[Subject, ...]:
    """A subject for each referent of the reading, in order.

    `in_force` of each match is judged over the whole interval that the dating gives.
    """
    states = frozenset(
        referent.country
        for referent in reading.referents
        if referent.country and referent.type in {"country", "government"}
    )
    article = _Article(reading, days_of(dating), index, packs, known(packs), states)
    return tuple(
        _subject(number, referent, article) for number, referent in enumerate(reading.referents)
    )


def _subject(number: int, referent: Referent, article: _Article) -> Subject:
    if not referent.subject or referent.unnamed:
        return _aside(referent)
    if referent.type == "person":
        return _person(number, referent, article)
    matches = _body_matches(referent, article) if referent.type in _SCREENED else []
    return Subject(
        key=referent.gazetteer or _body_key(referent, matches, article),
        label=referent.label,
        type=referent.type,
        country=referent.country,
        matches=tuple(matches),
    )


def _body_key(referent: Referent, matches: Sequence[Match], article: _Article) -> str:
    if matches and matches[0].score >= _IDENTIFIED:
        party = article.index.party(matches[0].party)
        return slug(party.label if party else matches[0].name)
    key = slug(referent.label)
    # Every state has such a body: the state is part of which one it is.
    if not common_body(referent.label):
        return key
    if referent.country:
        return f"{key}-{referent.country.lower()}"
    # *The Congress* of a text that does not say whose is no other text's.
    return key if "-" in key else f"{key}-{article.reading.article[:8]}"


def _aside(referent: Referent) -> Subject:
    if referent.unnamed:
        reason = "no name is given"
    else:
        reason = f"only credited ({referent.credit or 'not part of the report'}), not reported on"
    key = referent.gazetteer or slug(referent.label)
    if referent.credit and not referent.gazetteer:
        key = f"{key}-{slug(referent.credit)}"
    return Subject(
        key=key,
        label=referent.label,
        type=referent.type,
        country=referent.country,
        set_aside=reason,
    )


def _person(number: int, referent: Referent, article: _Article) -> Subject:
    full = sum(part.kind == "name" for part in parts(referent.label)) > 1
    person = (
        article.known.person(referent.label) if full else _by_surname(number, referent, article)
    )
    name = referent.label if full else person.name if person else None
    country = referent.country or (person.country if person else None)
    matches = (
        article.index.screen(name, type="person", country=country, as_of=article.days)
        if name
        else []
    )
    return Subject(
        key=referent.gazetteer or _key(referent, person, matches, article, full=full),
        label=referent.label,
        type="person",
        country=country,
        matches=tuple(matches),
    )


def _by_surname(number: int, referent: Referent, article: _Article) -> Person | None:
    """Whom a bare surname means: by the office it stands with, or as the only one of a state."""
    names = article.known.by_surname(referent.label, referent.country)
    # *No*, *An*, *Son* are Korean surnames and common words: only an office tells.
    if len(names) == 1 and not syllables(fold(referent.label)):
        return names[0]
    offices = {
        holder.key
        for office in article.reading.offices
        for post in office.posts
        if post.holder == number or number in office.holders
        for holder in holders_on(post, article.reading, article.days, article.packs)
    }
    held = [person for person in names if person.key in offices]
    return held[0] if len(held) == 1 else None


def _key(
    referent: Referent,
    person: Person | None,
    matches: Sequence[Match],
    article: _Article,
    *,
    full: bool,
) -> str:
    if person:
        return person.key
    if matches and matches[0].score >= _IDENTIFIED:
        party = article.index.party(matches[0].party)
        return name_key(party.label) if party else name_key(matches[0].name)
    return name_key(referent.label) if full else slug(referent.label)


def _body_matches(referent: Referent, article: _Article) -> list[Match]:
    record = article.known.alias(referent.label)
    if record:
        matches = _by_alias(record, referent, article)
    else:
        matches = article.index.screen(
            referent.label, type=referent.type, country=referent.country, as_of=article.days
        )
    return [match for match in matches if _is_body_of(match, referent, article)]


def _by_alias(record: str, referent: Referent, article: _Article) -> list[Match]:
    """The records of the party that a pack's alias means, and others of just its listed name.

    A list without states (OFAC's tables) gives no ground to make its record one party with it.
    """
    how = "alias in a regime pack"
    matches = article.index.record_matches(record, referent.label, how, article.days)
    party = article.index.cited(record)
    if party is None:
        return matches
    held = {(match.list, match.record) for match in matches}
    alike = article.index.screen(
        party.label, type=referent.type, country=referent.country, as_of=article.days, accept=_ALIKE
    )
    return matches + [match for match in alike if (match.list, match.record) not in held]


def _is_body_of(match: Match, referent: Referent, article: _Article) -> bool:
    """Whether a body's name that is only a description can mean this record here.

    Every state has a ministry of defence: one must be said to be of the record's state. A
    rarer description (*Munitions Industry Department*) needs only a report about that state.
    """
    states = article.index.states(match.party)
    if not states:
        return True
    if referent.country:
        return referent.country in states or not common_body(referent.label)
    if common_body(referent.label):
        return False
    if referent.type == "vessel" and (
        _gives_number(match, article) or listed_by(article.reading, _number(referent, article))
    ):
        return True  # A ship that is said to be listed sails past any number of states.
    return match.score < 1 or bool(states & article.states) or not article.states


def _number(referent: Referent, article: _Article) -> int:
    return next(n for n, other in enumerate(article.reading.referents) if other is referent)


def _gives_number(match: Match, article: _Article) -> bool:
    """Whether the text gives the number that a ship keeps for life as the list does."""
    party = article.index.party(match.party)
    numbers = {record.imo for record in party.records if record.imo} if party else set()
    return any(number in s.text for number in numbers for s in article.reading.sentences)
