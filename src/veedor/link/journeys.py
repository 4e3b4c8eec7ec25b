"""Journeys of listed persons: what touches a travel ban.

A finding needs a traveller whom the text names, who was on a list that binds on the day the
article speaks of, and a border crossed. Where the text names an office only and a table
tells who held it, or where the text alone says that somebody is on such a list, the journey is a
lead that says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from veedor.link.listings import authority_of, listed_by, listed_there
from veedor.link.wording import words_of
from veedor.model import Argument, Clause, Holder, Kind, Match, Reading, Subject
from veedor.regimes import Pack, TravelBan

__all__ = ["Journey", "journeys"]

_ARRIVALS = ("goal", "place", "recipient", "patient")
#: *Was in Minsk*, *was back in Hanoi*: to be somewhere is no more than that.
_THERE = re.compile(r"\s+(?:back |again |present |seen )?(?:in|at)\s")
#: *Ninguno de los dos*: whom nothing is told of.
_NOBODY = re.compile(r"(?:ning[uú]n|nadie|nobody|none|neither|no one)", re.IGNORECASE)
_AS_TOLD = {
    "es": "la noticia dice que figura en la lista; ninguna de las cargadas lo muestra",
    "en": "the report says that the traveller is on the list; none of those loaded shows it",
}


@dataclass(frozen=True, slots=True)
class Journey:
    """A journey of people on a list, abroad."""

    clause: int
    measure: str
    kind: Kind
    travellers: tuple[str, ...]
    where: tuple[str, ...]
    direction: str | None
    matches: tuple[Match, ...]
    note: str | None = None


def journeys(
    reading: Reading,
    pack: Pack,
    subjects: Sequence[Subject],
    holders: Sequence[Sequence[Holder]],
) -> Iterator[Journey]:
    """The journeys of an article on which somebody listed was, one a sentence at most."""
    ban = pack.header.travel_ban
    if ban is None:
        return
    seen: set[int] = set()
    for index, clause in enumerate(reading.clauses):
        if clause.sentence in seen or clause.negated or clause.hypothetical:
            continue
        sighted = clause.lemma in words_of(pack, reading.language, ban.sighted).single
        if not sighted and not _is_journey(reading, clause, pack, ban):
            continue
        where = _abroad(clause, pack, ("place", "goal") if sighted else _ARRIVALS)
        if not where:
            continue
        roles = ("patient",) if sighted else ("agent", "companion")
        trip = _Trip(reading, index, where, ban, pack, roles)
        found = trip.named(subjects) or trip.by_office(holders) or trip.as_told(subjects)
        if found is not None:
            seen.add(clause.sentence)
            yield found


def _is_journey(reading: Reading, clause: Clause, pack: Pack, ban: TravelBan) -> bool:
    """Whether a traveller is told to go somewhere, or to be there."""
    if clause.lemma in words_of(pack, reading.language, ban.present).single:
        sentence = reading.sentences[clause.sentence]
        after = sentence.text[clause.predicate.end - sentence.start :]
        return reading.language != "en" or _THERE.match(after) is not None
    return clause.lemma in words_of(pack, reading.language, ban.acts).single


def _abroad(clause: Clause, pack: Pack, roles: Sequence[str]) -> tuple[str, ...]:
    """The states that the journey leads to, other than the target itself."""
    bound = pack.header.bound
    return tuple(
        dict.fromkeys(
            country
            for argument in clause.arguments
            if argument.role in roles
            for country in argument.countries
            if country != pack.target and (not bound or country in bound)
        )
    )


def _binding(matches: Sequence[Match], ban: TravelBan) -> tuple[Match, ...]:
    return tuple(
        match
        for match in matches
        if match.list in ban.lists and match.in_force != "no" and match.established
    )


@dataclass(frozen=True, slots=True)
class _Trip:
    """A clause that tells a journey; those on it stand in it in one of some roles."""

    reading: Reading
    index: int
    where: tuple[str, ...]
    ban: TravelBan
    pack: Pack
    roles: Sequence[str]

    @property
    def clause(self) -> Clause:
        """The clause."""
        return self.reading.clauses[self.index]

    def named(self, subjects: Sequence[Subject]) -> Journey | None:
        """Travellers whom the text names and a list that binds has."""
        people: dict[str, tuple[Match, ...]] = {}
        for argument in self._travellers():
            for referent in argument.referents:
                matches = _binding(subjects[referent].matches, self.ban)
                if matches and self.reading.referents[referent].subject:
                    people[subjects[referent].key] = matches
        if not people:
            return None
        certain = {who: found for who, found in people.items() if any(_stands(m) for m in found)}
        firm = self.clause.modality in ("done", "ongoing") and bool(certain)
        people = certain if firm else people
        matches = tuple(match for found in people.values() for match in found)
        return self._journey(tuple(people), matches, firm=firm)

    def by_office(self, holders: Sequence[Sequence[Holder]]) -> Journey | None:
        """Office holders in the journey's sentence who are listed, by the pack's table."""
        sentence = self.reading.sentences[self.clause.sentence]
        people: dict[str, Holder] = {}
        for office, known in zip(self.reading.offices, holders, strict=False):
            if not sentence.start <= office.start < sentence.end:
                continue
            for holder in known:
                if holder.source != "text" and _binding(holder.matches, self.ban):
                    people[holder.key] = holder
        if not people:
            return None
        return self._journey(
            tuple(people),
            tuple(m for holder in people.values() for m in _binding(holder.matches, self.ban)),
            note="; ".join(f"{h.label}: {h.note or h.source}" for h in people.values()),
        )

    def as_told(self, subjects: Sequence[Subject]) -> Journey | None:
        """Travellers of whom the text says that they are on a list that binds."""
        binding = {authority_of(name) for name in self.ban.lists}
        travellers: list[str] = []
        told = False
        for argument in self._travellers():
            named = _people(self.reading, argument, subjects)
            said = (n for n in named if listed_by(self.reading, n) & binding)
            travellers.extend(subjects[number].key for number in said)
            if not named and self.pack.target in argument.countries:
                told |= bool(listed_there(self.reading, argument) & binding)
        if not travellers and not told:
            return None
        return self._journey(tuple(travellers), (), note=_AS_TOLD[self.reading.language])

    def _travellers(self) -> Iterator[Argument]:
        for argument in self.clause.arguments:
            if argument.role in self.roles and not _NOBODY.match(argument.text):
                yield argument

    def _journey(
        self,
        travellers: tuple[str, ...],
        matches: tuple[Match, ...],
        *,
        firm: bool = False,
        note: str | None = None,
    ) -> Journey:
        return Journey(
            clause=self.index,
            measure=self.ban.measure,
            kind=_kind(self.clause, firm),
            travellers=travellers,
            where=self.where,
            direction=_direction(self.pack, self.where),
            matches=matches,
            note=note,
        )


def _stands(match: Match) -> bool:
    return match.in_force == "yes"


def _people(reading: Reading, argument: Argument, subjects: Sequence[Subject]) -> list[int]:
    return [
        number
        for number in argument.referents
        if subjects[number].type == "person" and not reading.referents[number].unnamed
    ]


def _kind(clause: Clause, firm: bool) -> Kind:
    if clause.modality == "denied":
        return "context"
    return "finding" if firm else "lead"


def _direction(pack: Pack, where: tuple[str, ...]) -> str | None:
    return f"{pack.target}->{where[0]}" if pack.target and where else None
