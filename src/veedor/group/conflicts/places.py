"""Places that cannot both be where one act was done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from veedor.group.collection import Collection
from veedor.group.conflicts.distances import apart, is_known
from veedor.group.conflicts.pools import Known, Pair, in_common, may_meet
from veedor.group.conflicts.sides import Evidence, conflict
from veedor.group.events import Told
from veedor.model import Conflict

__all__ = ["place_conflicts"]

#: Acts that are done in a place; of the others a place is where they lead to, or is said.
_LOCAL = frozenset({"meet", "sign", "launch", "seize", "arrest", "die"})

#: And those of them that are done to one person.
_OF_ONE = frozenset({"arrest", "die"})


def _places(collection: Collection, known: Known) -> dict[str, str]:
    """The places of a fact: key and label."""
    linked = collection.linked[known.fact.article]
    return {
        subject.key: subject.label
        for argument in known.fact.clause.arguments
        if argument.role in ("place", "recipient", "source")
        for number in argument.referents
        if (subject := linked.subjects[number]).type in ("place", "facility")
        and is_known(subject.key)
    }


def _one_occasion(left: Known, right: Known) -> bool:
    one, other = left.fact, right.fact
    if one.kind.name not in _LOCAL or not (one.done and other.done) or not may_meet(left, right):
        return False
    shared = in_common(left, right)
    needed = 1 if one.kind.name in _OF_ONE else 2
    if left.event == right.event and (one.borrowed or other.borrowed or shared >= needed):
        return True
    return one.kind.once and shared > 1


def place_conflicts(
    collection: Collection, told: Sequence[Told], pairs: Iterable[Pair]
) -> Iterator[Conflict]:
    """Places of one act that lie apart.

    Only places whose position is known are held against one another: a house in a city, or a
    launch site under two names, is no contradiction.
    """
    sides: dict[tuple[int, str], dict[str, list[Evidence]]] = defaultdict(dict)
    for left, right in pairs:
        if not _one_occasion(left, right):
            continue
        ours, theirs = _places(collection, left), _places(collection, right)
        if not ours or not theirs or not all(apart(a, b) for a in ours for b in theirs):
            continue
        group = sides[min(left.event, right.event), left.fact.kind.name]
        for one, places in ((left, ours), (right, theirs)):
            value = min(places)
            group.setdefault(value, []).append((one.fact.article, one.fact.span))
    for (number, kind), values in sides.items():
        yield conflict(collection, told[number].id, "place", kind, dict(sorted(values.items())))
