"""Where reports of one event, or of one act recalled in several, cannot all be right.

Renderings of one utterance in other words are no contradiction: they stand with the utterance.
"""

from __future__ import annotations

from collections.abc import Sequence

from veedor.group.collection import Collection
from veedor.group.conflicts.ballots import ballot_conflicts
from veedor.group.conflicts.dates import date_conflicts
from veedor.group.conflicts.denials import denial_conflicts, outcome_conflicts
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
    return tuple(found)
