"""All parties, searchable by any spelling of any of their names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import inf, log

from veedor.lists.force import in_force
from veedor.lists.frequency import REFERENCE, known_count
from veedor.lists.history import identity_version
from veedor.lists.merging import births_agree
from veedor.lists.names.compare import Comparison, compare_parts, kind_weight
from veedor.lists.names.fold import tokens
from veedor.lists.names.parts import CARRYING, Part, parts
from veedor.lists.programmes import states_of_programme
from veedor.lists.shelf import Entry, Shelf, joined_keys, keys_of
from veedor.model import Match, NameType, Party, Record, Why

__all__ = ["Index"]

#: Below this, two names are not taken for one. On the development pairs of the names
#: benchmark the best F1 is at 0.765; a mention in the press must be surer.
ACCEPT = 0.8
#: A candidate must share this much of a query's weight: what a press report adds to a listed
#: name (a second surname, a patronymic) and what it spells otherwise is less than the rest.
#: Swept by benchmarks/screening.py: F1 0.73 at 0.6, 0.78 at 0.5, 0.82 at 0.4, 0.83 at 0.3.
_SHARED = 0.4
#: So many of them are compared, the likeliest first. Swept by benchmarks/screening.py and
#: benchmarks/lists.py: F1 0.819 and 3.6 ms at the 99th percentile at 16, 0.817 and 2.4 at 12,
#: 0.809 and 1.3 at 6.
_MOST_CANDIDATES = 10
#: So many of exactly the same name at most: *Kim Yong-chol* stands on lists ten times.
_MOST_SAME = 60
#: How telling the parts must be, in natural units of information, where a name is not exact:
#: swept by benchmarks/namesakes.py: of generated names 0.08% hit somebody inexactly at 14, 0.07%
#: at 15; of 600 listed people of Latin America with two surnames, whom the press gives one,
#: 60% and 54% are found by that name alone, 99% at both if their state is said.
ENOUGH_TOLD = 14.0
#: What an agreeing state adds, and how much lower a score it makes enough: the press leaves out
#: second surnames and second given names of those whose state it says.
_STATE_TELLS = 3.0
_STATE_HELPS = 0.06
#: What a part that is some letters off takes away.
_LETTER_OFF = 2.0
#: Names of which is kept whom they are like: most are like nobody, which takes 200 bytes each.
_KEPT = 1 << 15
_PERSON_TYPES = frozenset({"person"})
_BODY_TYPES = frozenset({"organization", "government", "facility", "other"})

Days = tuple[str, str]


class Index:
    """Parties by the parts of their names."""

    def __init__(self, parties: Iterable[Party]) -> None:
        self._start(Shelf.of(parties))

    def _start(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._weights: dict[Part, float] = {}
        self._counts: dict[str, int] = {}
        self._total = max(shelf.size, REFERENCE)
        # The press names the same people over and over.
        self._alike = lru_cache(maxsize=_KEPT)(self._compared)

    def to_bytes(self) -> bytes:
        """The index as bytes that `from_bytes` reads faster than names are taken apart."""
        return self._shelf.to_bytes()

    @classmethod
    def from_bytes(cls, kept: bytes) -> Index:
        """An index from what `to_bytes` gave.

        Raises:
            ListError: the bytes are none of an index, or of another version's.
        """
        index = cls.__new__(cls)
        index._start(Shelf.from_bytes(kept))
        return index

    def __reduce__(self) -> tuple[object, tuple[bytes]]:
        return Index.from_bytes, (self.to_bytes(),)

    @property
    def names(self) -> int:
        """How many names it holds."""
        return self._shelf.size

    @property
    def parties(self) -> tuple[Party, ...]:
        """All parties, in the order they were given."""
        return self._shelf.parties

    def __len__(self) -> int:
        return len(self._shelf)

    def party(self, party_id: str) -> Party | None:
        """The party of that id."""
        return self._shelf.by_id(party_id)

    def cited(self, record: str) -> Party | None:
        """The party that holds a record, cited as `UN 1718 KPe.028`."""
        return self._shelf.cited(record)

    def states(self, party_id: str) -> frozenset[str]:
        """The states that a party's records name as its own."""
        party = self._shelf.by_id(party_id)
        records = party.records if party else ()
        return frozenset(code for record in records for code in record.nationalities)

    def programme_states(self, party_id: str) -> frozenset[str]:
        """The states that the programmes of a party's records are about."""
        party = self._shelf.by_id(party_id)
        named = {record.programme for record in party.records} if party else set()
        return frozenset(state for name in named if name for state in states_of_programme(name))

    def told(self, name: str) -> float:
        """How much a person's name tells, in natural units of information: few have a high one."""
        found = (part for part in parts(name) if part.kind == "name")
        return sum(self._information(part, part) for part in found)

    def record_matches(
        self, record: str, name: str, how: str, as_of: Days | None = None
    ) -> list[Match]:
        """Matches for all records of the party that holds `record` (`UN 1718 KPe.028`).

        For names that are known to mean that party: `how` says by whom.
        """
        party = self._shelf.cited(record)
        if party is None:
            return []
        why = (Why(part=name, listed=party.label, how=how, weight=1.0),)
        return [_match(party, entry, party.label, 1.0, why, as_of) for entry in party.records]

    def screen(
        self,
        name: str,
        *,
        type: NameType | None = None,  # noqa: A002 (the model's own name)
        country: str | None = None,
        births: Sequence[str] = (),
        as_of: Days | None = None,
        accept: float = ACCEPT,
        least_told: float = ENOUGH_TOLD,
    ) -> list[Match]:
        """Who on the lists may be meant by a name, best first, one match a record.

        Args:
            name: as written, in any script.
            type: only parties that something of this type can be.
            country: an ISO code; a party known only for other states counts for less.
            births: EDTF; a party with other birth dates is not meant.
            as_of: the first and last day, ISO, that the question is about.
            accept: the least score.
            least_told: how telling the parts must be that agree, where a name is not exact.
        """
        best: dict[int, tuple[Comparison, Entry]] = {}
        for person in _readings(type):
            for entry, found in self._alike(name, person, accept - _STATE_HELPS):
                if not _allowed(type, self._shelf.types[entry.party]):
                    continue
                if found.score >= self._least(entry, country, accept) and (
                    found.exact or self._told(found, entry, country) >= least_told
                ):
                    held = best.get(entry.party)
                    if held is None or found.score > held[0].score:
                        best[entry.party] = found, entry
        matches = [
            match
            for number, (found, entry) in best.items()
            for match in _matches(
                self._shelf.party(number),
                entry,
                found,
                country,
                births,
                as_of,
                self._least(entry, country, accept),
            )
        ]
        return sorted(matches, key=lambda match: (-match.score, match.list, match.record))

    def _compared(
        self, name: str, person: bool, least: float
    ) -> tuple[tuple[Entry, Comparison], ...]:
        """The entries whose name is so much like one that more may be asked of them, the likeliest
        first: what of screening depends on the name alone."""
        query = parts(name, person=person)
        compared = (
            (entry, compare_parts(query, entry.parts, self._weigh, person=person))
            for entry in self._candidates(query, person)
        )
        return tuple(
            (entry, found)
            for entry, found in compared
            if found.score >= least
            and _enough(query, entry, found)
            and (found.exact or _both_names(entry, found))
        )

    def _candidates(self, query: Sequence[Part], person: bool) -> list[Entry]:
        """The entries that share enough of the query's weight, the likeliest first.

        An entry without any of the rarest parts cannot reach `_SHARED`: only theirs are
        gathered, and those of the frequent rest only counted in.
        """
        carrying = [part for part in query if part.kind in CARRYING]
        carrying.sort(key=self._weigh, reverse=True)
        total = remaining = sum(map(self._weigh, carrying))
        weights: dict[int, float] = {}
        for part in carrying:
            weight = self._weigh(part)
            reached = [
                found for key in keys_of(part, person) if (found := self._shelf.positions(key))
            ]
            if remaining >= _SHARED * total:
                for position in set().union(*reached):
                    weights[position] = weights.get(position, 0.0) + weight
            else:
                for position in weights.keys() & set().union(*reached):
                    weights[position] += weight
            remaining -= weight
        least = _SHARED * total
        likely = [position for position, weight in weights.items() if weight >= least]
        likely.sort(key=lambda position: -weights[position])
        # The same name goes before all that only has it inside, as spelt and then as meant; of
        # a name that many records share none is left out.
        spelt, *meant = (self._shelf.positions(key) for key in joined_keys(query, person))
        same = [*sorted(spelt)[:_MOST_SAME], *(p for found in meant for p in sorted(found - spelt))]
        taken = dict.fromkeys((*same[: max(len(spelt), _MOST_CANDIDATES)], *likely))
        most = max(min(len(spelt), _MOST_SAME) + _MOST_CANDIDATES // 2, _MOST_CANDIDATES)
        return [self._shelf.entry(position) for position in list(taken)[:most]]

    def _told(self, found: Comparison, entry: Entry, country: str | None) -> float:
        """How telling the parts are that agree: a match that is not exact must be rare enough.

        Information adds up part by part: the logarithm of how many listed names have it. Of
        bodies everything is enough, as their names are descriptions.
        """
        if not entry.person:
            return inf
        told = sum(
            self._information(a, b) - (_LETTER_OFF if how.endswith("apart") else 0.0)
            for a, b, _, how in found.aligned
            if a.kind == "name"
        )
        return told + _STATE_TELLS * self._of_state(entry, country)

    def _of_state(self, entry: Entry, country: str | None) -> bool:
        return country is not None and country in self.states(self._shelf.party(entry.party).id)

    def _least(self, entry: Entry, country: str | None, accept: float) -> float:
        """The least score: lower for a person whose state agrees."""
        return accept - _STATE_HELPS * (entry.person and self._of_state(entry, country))

    def _information(self, a: Part, b: Part) -> float:
        return log(self._total / max(self._count(a), self._count(b)))

    def _count(self, part: Part) -> int:
        count = self._counts.get(part.norm)
        if count is None:
            norm = part.norm
            own = max(self._shelf.count(norm), self._shelf.count(f"{norm}|"))
            known = max(known_count(norm, person=person) for person in (True, False))
            count = self._counts[norm] = max(own, known)
        return count

    def _weigh(self, part: Part) -> float:
        weight = self._weights.get(part)
        if weight is None:
            weight = kind_weight(part)
            if part.kind in {"name", "generic"}:
                count = self._count(part)
                weight *= 0.3 + 0.7 * log(self._total / count) / log(self._total)
            self._weights[part] = weight
        return weight


def _readings(kind: NameType | None) -> tuple[bool, ...]:
    if kind is None:
        return (True, False)
    return (kind == "person",)


def _allowed(asked: NameType | None, listed: NameType) -> bool:
    if asked is None or asked == listed:
        return True
    return asked in _BODY_TYPES and listed in _BODY_TYPES


def _enough(query: Sequence[Part], entry: Entry, found: Comparison) -> bool:
    """A lone part decides only where both names have no more, and never a weak alias."""
    if found.agreeing >= 2:
        return True
    asked = sum(part.kind in CARRYING for part in query)
    return entry.carrying == asked == 1 and entry.name.quality != "weak" and not entry.person


def _both_names(entry: Entry, found: Comparison) -> bool:
    """Whether given name and surname agree, if the list says by a comma which is which.

    *Anne Howard* is no *Gordon, Howard A.*, and *Victoria Torres* no *Torres Victoria, Jorge*.
    """
    surname, comma, given = entry.name.text.partition(",")
    if not comma or not entry.person:
        return True
    aligned = {b.token for _, b, _, _ in found.aligned}
    return all(aligned.intersection(tokens(text)) for text in (surname, given) if tokens(text))


def _matches(
    party: Party,
    entry: Entry,
    found: Comparison,
    country: str | None,
    births: Sequence[str],
    as_of: Days | None,
    accept: float,
) -> list[Match]:
    if (
        births_agree(births, [birth for record in party.records for birth in record.births])
        is False
    ):
        return []
    score, why = _with_country(party, country, found)
    if score < accept:
        return []
    return [_match(party, record, entry.name.text, score, why, as_of) for record in party.records]


def _with_country(
    party: Party, country: str | None, found: Comparison
) -> tuple[float, tuple[Why, ...]]:
    states = {code for record in party.records for code in record.nationalities}
    if country is None or not states or country in states:
        return found.score, found.why
    listed = ", ".join(sorted(states))
    reason = Why(part=country, listed=listed, how="another state", weight=-0.1)
    return found.score * 0.85, (*found.why, reason)


def _match(
    party: Party, record: Record, name: str, score: float, why: tuple[Why, ...], as_of: Days | None
) -> Match:
    force, basis = in_force(record, as_of)
    return Match(
        party=party.id,
        list=record.list,
        record=record.record,
        name=name,
        score=round(score, 3),
        why=why,
        as_of=None if as_of is None else (as_of[0] if as_of[0] == as_of[1] else "/".join(as_of)),
        in_force=force,
        basis=basis,
        programme=record.programme,
        listed_on=record.listed_on,
        version=identity_version(record),
    )
