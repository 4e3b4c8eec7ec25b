"""Where reports of one event, or renderings of one utterance, cannot all be right."""

from __future__ import annotations

from collections.abc import Sequence

from veedor.group.collection import Collection
from veedor.group.conflicts.dates import date_conflicts
from veedor.group.conflicts.denials import denial_conflicts
from veedor.group.conflicts.numbers import number_conflicts
from veedor.group.conflicts.wording import wording_conflicts
from veedor.group.events import Told
from veedor.model import Conflict, Event, Utterance

__all__ = ["find_conflicts"]


def find_conflicts(
    collection: Collection,
    told: Sequence[Told],
    events: Sequence[Event],
    utterances: Sequence[Utterance],
) -> tuple[Conflict, ...]:
    """All conflicts of a collection; `events` are the records of `told`, in the same order."""
    found: list[Conflict] = []
    for one, event in zip(told, events, strict=True):
        for look in (date_conflicts, number_conflicts, denial_conflicts):
            found += look(collection, one, event.id)
    main = {
        report.article: event
        for event in events
        for report in event.reports
        if report.role == "main"
    }
    found += wording_conflicts(collection, utterances, main)
    return tuple(found)
