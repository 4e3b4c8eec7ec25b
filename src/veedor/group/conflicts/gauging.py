"""Figures of one thing that reports of one event give otherwise, whatever the construction.

*Cobró 14 vidas*, *the death toll stands at 20*.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from veedor.group.collection import Collection
from veedor.group.conflicts.amounts import COUNT, as_told
from veedor.group.conflicts.figures import MONEY, TIME
from veedor.group.conflicts.gauged import Gauge, gauges, things_of
from veedor.group.conflicts.how_many import Stated, on_one_day
from veedor.group.conflicts.one_quantity import MODEL, candidates
from veedor.group.conflicts.sides import is_update
from veedor.group.conflicts.weighing import likely

__all__ = ["figures_apart"]

#: Reports of one event that are held against one another.
COMPARED = 12
#: Of what is in these units the figure says nothing without its unit.
MEASURED = frozenset({MONEY, TIME, "length", "mass", "volume", "area"})


def figures_apart(
    collection: Collection, articles: Sequence[str], first: date | None
) -> Iterator[tuple[str, Stated, Stated]]:
    """Figures of one thing that reports of one day give otherwise; `first`: when it began."""
    held = {key: list(gauges(collection, key, first)) for key in articles[:COMPARED]}
    found: list[tuple[Gauge, Gauge]] = []
    for left, right in combinations(held, 2):
        if not is_update(collection, left, right) and on_one_day(collection, left, right):
            differing = candidates(held[left], held[right])
            of_one = likely(MODEL, differing, lambda one: (one.left, one.right))
            found += [(one.left, one.right) for one in of_one]
    written: dict[tuple[str, float], str] = {}
    for about, both in zip(_names(found), found, strict=True):
        one, other = (
            # one value of one thing is one side, in whatever words
            (written.setdefault((about, g.quantity.value), _written(g)), g.article, g.span)
            for g in both
        )
        yield about, one, other


def _names(found: Sequence[tuple[Gauge, Gauge]]) -> list[str]:
    """What each pair is about: pairs that share a figure are about one thing, and two things of
    one name are numbered.
    """
    things: list[tuple[str, list[Gauge]]] = []
    names: list[str] = []
    for one, other in found:
        met = next((t for t in things if one in t[1] or other in t[1]), None)
        if met is None:
            name = _about(one, other)
            many = sum(told.partition(" ")[0] == name for told, _ in things)
            met = (f"{name} {many + 1}" if many else name, [])
            things.append(met)
        met[1].extend((one, other))
        names.append(met[0])
    return names


def _about(one: Gauge, other: Gauge) -> str:
    shared = set(one.fields) & set(other.fields) or things_of(one.noun) & things_of(other.noun)
    if not shared:
        counted = things_of(one.noun) or things_of(other.noun) if one.unit == COUNT else ()
        shared = set(counted) or {one.kind}
    return min(shared).removeprefix("=").replace(" ", "_")


def _written(one: Gauge) -> str:
    return as_told(one.span, one.quantity, measured=one.kind in MEASURED)
