"""Records of one person, body or ship across lists become one party.

Conservative: two records are one party when they share an IMO number, when one cites the
other's number, or when a full name of theirs is the same and a birth date (for a body: the
state) agrees; never when anything contradicts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from msgspec import Struct
from msgspec.structs import replace

from veedor.lists.dates import interval
from veedor.lists.names.forms import forms
from veedor.lists.names.parts import is_korean, parts
from veedor.model import Decision, ListedName, Party, Record

__all__ = ["Judgement", "cite", "complete", "judge", "judgements_of", "merge"]

#: A name that more records than this share is too common to join anything.
_TOO_COMMON = 40


class Judgement(Struct, frozen=True, kw_only=True):
    """That two records are of one party, or are not: who says so, and why.

    Records are cited as `UN 1718 KPi.038`. A log of these is only ever added to; of two on
    the same pair the later counts, but a person's before a rule's.
    """

    first: str
    second: str
    same: bool
    by: str
    reason: str
    at: str = ""


#: Who judges where no person does.
RULE = "rule"


def judgements_of(decisions: Iterable[Decision]) -> list[Judgement]:
    """What a log of decisions says of pairs of records: the last word on each.

    `open` takes an earlier word back, and the rules decide again.
    """
    last = {_pair(*d.target.split("|", 1)): d for d in decisions if d.kind == "party"}
    return [
        Judgement(
            first=decision.target.split("|", 1)[0],
            second=decision.target.split("|", 1)[1],
            same=decision.decision == "same",
            by=decision.by,
            reason=decision.reason,
            at=decision.at,
        )
        for decision in last.values()
        if decision.decision != "open"
    ]


def merge(records: Iterable[Record], judgements: Iterable[Judgement] = ()) -> list[Party]:
    """The parties behind the records, each with all its records, in a stable order.

    Args:
        records: of all lists; several of one list and number are joined first.
        judgements: a log to go by; what a person decided there is not decided again.
    """
    found, groups, _ = _grouped(records, judgements)
    return [_party([found[index] for index in members]) for members in groups.all()]


def judge(records: Iterable[Record], judgements: Iterable[Judgement] = ()) -> list[Judgement]:
    """What the rules find the same and the log does not hold yet: to be added to the log."""
    log = list(judgements)
    held = {_pair(entry.first, entry.second) for entry in log}
    return [
        entry for entry in _grouped(records, log)[2] if _pair(entry.first, entry.second) not in held
    ]


def _grouped(
    records: Iterable[Record], judgements: Iterable[Judgement]
) -> tuple[list[Record], _Groups, list[Judgement]]:
    found = [record for record in complete(records) if record.names]
    groups = _Groups(len(found))
    decided = _decided(judgements)
    apart = {pair for pair, entry in decided.items() if not entry.same}
    places = {cite(record): index for index, record in enumerate(found)}
    for entry in decided.values():
        if entry.same and entry.by != RULE and entry.first in places and entry.second in places:
            groups.join(places[entry.first], places[entry.second])
    made = []
    for i, j in _candidates(found):
        if groups.find(i) == groups.find(j):
            continue
        reason = _same(found[i], found[j])
        if reason and _may_join(found, groups, i, j, apart):
            groups.join(i, j)
            first, second = sorted((cite(found[i]), cite(found[j])))
            made.append(Judgement(first=first, second=second, same=True, by=RULE, reason=reason))
    return found, groups, made


def _decided(judgements: Iterable[Judgement]) -> dict[frozenset[str], Judgement]:
    decided: dict[frozenset[str], Judgement] = {}
    for entry in judgements:
        pair = _pair(entry.first, entry.second)
        held = decided.get(pair)
        if held is None or held.by == RULE or entry.by != RULE:
            decided[pair] = entry
    return decided


def _may_join(
    found: Sequence[Record], groups: _Groups, i: int, j: int, apart: set[frozenset[str]]
) -> bool:
    pairs = [(found[a], found[b]) for a in groups.members(i) for b in groups.members(j)]
    return not any(_contradict(a, b) or _pair(cite(a), cite(b)) in apart for a, b in pairs)


def cite(record: Record) -> str:
    """How a record is cited: `UN 1718 KPi.038`."""
    return f"{record.list} {record.record}"


def _pair(first: str, second: str) -> frozenset[str]:
    return frozenset((first, second))


def complete(records: Iterable[Record]) -> list[Record]:
    """One record per list and number: parts of one entry from several files, joined."""
    found: dict[tuple[str, str], Record] = {}
    for record in records:
        key = record.list, record.record
        found[key] = _union(found[key], record) if key in found else record
    return list(found.values())


def _union(first: Record, second: Record) -> Record:
    main, other = (first, second) if first.type != "other" else (second, first)
    seen, absent_on, delisted_between = _held(main, other)
    names: dict[str, ListedName] = {name.text: name for name in (*main.names, *other.names)}
    return replace(
        main,
        names=tuple(names.values()),
        births=_both(main.births, other.births),
        nationalities=main.nationalities or other.nationalities,
        positions=_both(main.positions, other.positions),
        addresses=_both(main.addresses, other.addresses),
        references=_both(main.references, other.references),
        programme=main.programme or other.programme,
        reason=main.reason or other.reason,
        listed_on=main.listed_on or other.listed_on,
        delisted_between=delisted_between,
        seen=seen,
        absent_on=absent_on,
        imo=main.imo or other.imo,
    )


def _held(
    main: Record, other: Record
) -> tuple[tuple[str, str] | None, str | None, tuple[str, str] | None]:
    """What two series of versions tell together: from when to when seen, when absent, delisted."""
    spans = [record.seen for record in (main, other) if record.seen]
    seen = (min(s[0] for s in spans), max(s[1] for s in spans)) if spans else None
    absent = max(filter(None, (main.absent_on, other.absent_on)), default=None)
    delisted = main.delisted_between or other.delisted_between
    if seen and absent and seen[0] <= absent:
        absent = None
    if seen and delisted and seen[1] > delisted[0]:
        delisted = None if seen[1] >= delisted[1] else (seen[1], delisted[1])
    return seen, absent, delisted


def _both(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))


class _Groups:
    """Union-find over indices, with the members of each group."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))
        self._members = [[index] for index in range(size)]

    def find(self, index: int) -> int:
        while self._parent[index] != index:
            self._parent[index] = self._parent[self._parent[index]]
            index = self._parent[index]
        return index

    def members(self, index: int) -> list[int]:
        return self._members[self.find(index)]

    def join(self, first: int, second: int) -> None:
        low, high = sorted((self.find(first), self.find(second)))
        self._parent[high] = low
        self._members[low] += self._members[high]

    def all(self) -> list[list[int]]:
        return [
            sorted(self._members[index])
            for index in range(len(self._parent))
            if self._parent[index] == index
        ]


def _candidates(found: Sequence[Record]) -> Iterable[tuple[int, int]]:
    by_key: dict[str, list[int]] = {}
    for index, record in enumerate(found):
        for key in _keys(record):
            by_key.setdefault(key, []).append(index)
    for indices in by_key.values():
        if 1 < len(indices) <= _TOO_COMMON:
            yield from combinations(indices, 2)


def _keys(record: Record) -> set[str]:
    keys = {
        name_key(form, person=record.type == "person")
        for name in record.names
        if name.quality != "weak"
        for form in forms(name.text, person=record.type == "person")
    }
    keys = {f"{record.type}:{key}" for key in keys if key}
    if record.imo:
        keys.add(f"imo:{record.imo}")
    keys.update(f"ref:{reference}" for reference in (record.record, *record.references))
    return keys


def name_key(name: str, *, person: bool) -> str:
    """A name in one form whatever its spelling and order; '' if it has fewer than two parts."""
    found = sorted(
        min(part.classes) if part.classes else part.norm
        for part in parts(name, person=person)
        if part.kind not in {"particle", "title", "form", "stop"}
    )
    return " ".join(found) if len(found) > 1 else ""


def _same(a: Record, b: Record) -> str | None:
    """Why two records that share a key are of one party, or None if that is not enough."""
    if a.type != b.type or (a.list, a.record) == (b.list, b.record):
        return None
    if a.imo and a.imo == b.imo:
        return f"the same IMO number {a.imo}"
    if b.record in a.references or a.record in b.references:
        return "one cites the other's number"
    if a.type == "person" and births_agree(a.births, b.births):
        return "the same full name, and birth dates that agree"
    if a.type != "person" and a.type != "vessel" and set(a.nationalities) & set(b.nationalities):
        return "the same name, and the same state"
    return None


def _contradict(a: Record, b: Record) -> bool:
    if a.type != b.type:
        return True
    if a.imo and b.imo and a.imo != b.imo:
        return True
    if a.list == b.list and a.record != b.record and not (a.imo and a.imo == b.imo):
        return True
    return births_agree(a.births, b.births) is False


def births_agree(a: Sequence[str], b: Sequence[str]) -> bool | None:
    """Whether some birth dates of two people can be one; None if either has none."""
    if not a or not b:
        return None
    return any(_overlap(first, second) for first in a for second in b)


def _overlap(a: str, b: str) -> bool:
    (first_a, last_a), (first_b, last_b) = interval(a), interval(b)
    return first_a <= last_b and first_b <= last_a


#: The list whose number names a party that is on several: the widest in force first.
_RANK = ("UN", "EU", "UK", "US")


def _party(records: list[Record]) -> Party:
    ordered = sorted(records, key=lambda record: (_rank(record.list), record.list, record.record))
    first = ordered[0]
    return Party(
        id=f"{first.list} {first.record}",
        type=first.type,
        label=label(first),
        records=tuple(ordered),
    )


def _rank(list_name: str) -> int:
    head = list_name.split()[0]
    return _RANK.index(head) if head in _RANK else len(_RANK)


def label(record: Record) -> str:
    """The name a party is shown by: its primary name, given name first."""
    latin = [name for name in record.names if name.script == "Latin"] or list(record.names)
    name = next((name for name in latin if name.quality == "primary"), latin[0]).text
    if record.type == "person" and name.count(",") == 1:
        last, first = (part.strip() for part in name.split(","))
        # A Korean surname stays in front.
        return f"{last} {first}" if is_korean(name) else f"{first} {last}"
    return name
