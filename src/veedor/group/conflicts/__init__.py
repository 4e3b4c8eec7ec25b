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
from veedor.group.conflicts.doubting import doubted
from veedor.group.conflicts.numbers import number_conflicts
from veedor.group.conflicts.places import place_conflicts
from veedor.group.conflicts.pools import known_facts, pairs
from veedor.group.conflicts.recalled import recalled_days
from veedor.group.conflicts.sides import Evidence, conflict
from veedor.group.events import Told
from veedor.model import Conflict

__all__ = ["find_conflicts", "late_conflicts"]


def find_conflicts(
    collection: Collection, told: Sequence[Told], own: int | None = None
) -> tuple[Conflict, ...]:
    """The conflicts of some events, each held against its neighbours.

    Args:
        collection: what the events are of.
        told: the events by first report.
        own: how many of them it is about; those after them are only neighbours. None: all.
    """
    known = known_facts(collection, told)
    near = list(pairs(collection, known))
    found = [
        *date_conflicts(collection, told, near, known),
        *denial_conflicts(collection, told, near, known),
        *place_conflicts(collection, told, near),
    ]
    mine = told[:own]
    found += outcome_conflicts(collection, mine)
    found += ballot_conflicts(collection, mine)
    found += number_conflicts(collection, told)
    found += _new(deed_conflicts(collection, mine), found)
    ids = {one.id for one in mine}
    return tuple(doubted(collection, (one for one in found if one.event in ids)))


def late_conflicts(collection: Collection, told: Told) -> Iterator[Conflict]:
    """The days that articles recall for an event against those that its reports give."""
    sides: dict[str, dict[str, list[Evidence]]] = defaultdict(dict)
    for act, value, stretch in recalled_days(told):
        sides[act].setdefault(value, []).append(stretch)
    yield from doubted(
        collection,
        (
            conflict(collection, told.id, "date", act, dict(sorted(values.items())))
            for act, values in sides.items()
        ),
    )


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
