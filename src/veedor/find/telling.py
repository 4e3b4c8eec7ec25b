"""What tells activities of one measure apart: the kind of act, its sides, who or what did it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from veedor.group.collection import Collection
from veedor.model import Statement
from veedor.regimes.pack import Measure

__all__ = ["Told", "named"]


@dataclass(frozen=True, slots=True, order=True)
class Sides:
    """The states between which an act goes; `ordered`: the first gives, the second receives."""

    states: tuple[str, ...] = ()
    ordered: bool = False

    @classmethod
    def of(cls, statement: Statement, *, ordered: bool = True) -> Self:
        """Those of a statement's direction, in their order only where that can tell acts apart."""
        direction = statement.direction or ""
        states = tuple(part for part in direction.replace("<->", "->").split("->") if part)
        if ordered and len(states) == 2 and "<->" not in direction:
            return cls(states, ordered=True)
        return cls(tuple(sorted(states)))

    def may_be(self, other: Sides) -> bool:
        """Whether `other` tells the same and perhaps more."""
        if self.ordered:
            return self == other
        return set(self.states) <= set(other.states)


@dataclass(frozen=True, slots=True, order=True)
class Told:
    """What a statement tells of which activity of its measure it is; what is empty it leaves open.

    `kind` is one of the measure's activities, `sides` the states between which it goes.
    """

    kind: tuple[str, ...] = ()
    sides: Sides = Sides()

    @classmethod
    def of(cls, statement: Statement, measure: Measure) -> Self:
        """What a statement of the measure tells."""
        indicator = statement.indicator
        kind = next((kind for kind in measure.activities if indicator in kind), ())
        # Where the measure knows one way only, the other is the same act told from its end.
        return cls(kind, Sides.of(statement, ordered=measure.direction == "both"))

    def may_be(self, other: Told) -> bool:
        """Whether `other` tells the same and perhaps more."""
        return self.kind in ((), other.kind) and self.sides.may_be(other.sides)


def named(statement: Statement, measure: Measure, collection: Collection) -> frozenset[str]:
    """Whose act it is, where each one's is an activity of its own: the listed parties that
    matched, or the ships that the sentence names.
    """
    if measure.apart_by == "party":
        return frozenset(match.party for match in statement.parties)
    if measure.apart_by == "ship":
        return frozenset(_ships(statement, collection))
    return frozenset()


def _ships(statement: Statement, collection: Collection) -> Iterable[str]:
    reading = collection.readings.get(statement.article)
    linked = collection.linked.get(statement.article)
    if reading is None or linked is None:
        return
    for name in reading.names:
        if name.type == "vessel" and statement.start <= name.start < statement.end:
            yield linked.subjects[name.referent].key
