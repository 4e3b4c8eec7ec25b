"""Where reports of one event, or of one act recalled in several, cannot all be right.

Renderings of one utterance in other words are no contradiction: they stand with the utterance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from veedor.group.collection import Collection
from veedor.group.conflicts.ballots import ballot_conflicts
from veedor.group.conflicts.dates import date_conflicts
from veedor.group.conflicts.denials import denial_conflicts, outcome_conflicts
from veedor.group.conflicts.done import deed_conflicts
from veedor.group.conflicts.numbers import number_conflicts
from veedor.group.conflicts.places import place_conflicts
from veedor.group.conflicts.pools import known_facts, pairs
from veedor.group.events import Told
from veedor.model import Conflict, Event

__all__ = ["find_conflicts"]


def find_conflicts(
    collection: Collection, told: Sequence[Told], events: Sequence[Event]
) -> tuple[Conflict, ...]:
    """All conflicts of a collection; `events` are the records of `told`, in the same order."""
    records = list(events)
    known = known_facts(collection, told)
    near = list(pairs(collection, known))
    found: list[Conflict] = []
    found += date_conflicts(collection, told, records, near, known)
    for look in (denial_conflicts, place_conflicts):
        found += look(collection, near, records, known)
    for look_at in (outcome_conflicts, ballot_conflicts, number_conflicts):
        found += look_at(collection, told, records)
    found += _new(deed_conflicts(collection, told, records), found)
    return tuple(found)


def _new(conflicts: Iterable[Conflict], known: Sequence[Conflict]) -> Iterator[Conflict]:
    """Those of which a known conflict does not show every stretch already."""
    shown: dict[tuple[str, str], set[tuple[str, int]]] = defaultdict(set)
    for one in known:
        shown[one.event, one.attribute].update(_stretches(one))
    for one in conflicts:
        if not _stretches(one) <= shown[one.event, one.attribute]:
            yield one


def _stretches(conflict: Conflict) -> set[tuple[str, int]]:
    return {(span.article, span.start) for side in conflict.sides for span in side.evidence}
