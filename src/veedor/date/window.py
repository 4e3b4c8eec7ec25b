"""The days on which an article may have been written, narrowed clue by clue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import msgspec

from veedor.date.accounts import Days
from veedor.date.evidence import Clue
from veedor.model import Proof

__all__ = ["Window"]

#: Clues against what is proven that are told; more tell nothing new.
_MOST_AGAINST = 3


def _cut(first: Days, second: Days) -> Days | None:
    """The days in both; None if there are none."""
    starts = [day for day in (first.earliest, second.earliest) if day]
    ends = [day for day in (first.latest, second.latest) if day]
    start, end = max(starts, default=None), min(ends, default=None)
    return None if start and end and start > end else Days(start, end)


@dataclass(slots=True)
class Window:
    """Ranges of days, any of which may hold the day of writing, with what proves them.

    `floor` is the day that is proven to be the earliest, where years were tried one by one;
    `against` what does not fit; `bases` the kinds of clue that narrowed it.
    """

    ranges: tuple[Days, ...] = (Days(),)
    why: list[Proof] = field(default_factory=list)
    against: list[Proof] = field(default_factory=list)
    floor: date | None = None
    bases: set[str] = field(default_factory=set)

    @property
    def earliest(self) -> date | None:
        """The first possible day that is proven; None if open."""
        starts = [days.earliest for days in self.ranges]
        if None in starts:
            return None
        first = min(day for day in starts if day)
        return first if len(self.ranges) == 1 else self.floor

    @property
    def latest(self) -> date | None:
        """The last possible day; None if open."""
        ends = [days.latest for days in self.ranges]
        return None if None in ends else max(day for day in ends if day)

    @property
    def days(self) -> Days:
        """From the first to the last possible day."""
        return Days(self.earliest, self.latest)

    def narrow(self, clue: Clue) -> bool:
        """Keep the days that the clue allows; whether it ruled any out.

        A clue that allows none of the days left is noted: the texts disagree, and what is
        already proven stays.
        """
        cut = tuple(
            days
            for mine in self.ranges
            for other in clue.ranges
            if (days := _cut(mine, other)) is not None
        )
        if not cut:
            self._note(clue.why)
            return False
        if cut == self.ranges:
            return False
        before = self.days
        self.ranges = _merged(cut)
        if not clue.yearless:
            self._raise_floor(clue)
        if self.days == before and len(clue.ranges) == 1:
            return False
        if clue.why or clue.basis != "inferred":
            self.bases.add(clue.basis)
        self.why.extend(item for item in clue.why if item not in self.why)
        return True

    def allows(self, days: Days) -> bool:
        """Whether some of those days are left."""
        return any(_cut(mine, days) is not None for mine in self.ranges)

    def _raise_floor(self, clue: Clue) -> None:
        starts = [days.earliest for days in clue.ranges]
        if None not in starts:
            first = min(day for day in starts if day)
            self.floor = max(self.floor or first, first)

    def _note(self, why: Iterable[Proof]) -> None:
        known = {(item.article, item.start) for item in self.against}
        for item in why:
            if len(self.against) < _MOST_AGAINST and (item.article, item.start) not in known:
                says = f"does not fit: {item.says}"
                self.against.append(msgspec.structs.replace(item, says=says))


def _merged(ranges: tuple[Days, ...]) -> tuple[Days, ...]:
    """Ranges in order, the overlapping put together."""
    out: list[Days] = []
    for days in sorted(
        set(ranges), key=lambda days: (days.earliest or date.min, days.latest or date.max)
    ):
        if out and (out[-1].latest or date.max) >= (days.earliest or date.min):
            last = out[-1]
            both = None if last.latest is None or days.latest is None else max(
                last.latest, days.latest
            )
            out[-1] = Days(last.earliest, both)
        else:
            out.append(days)
    return tuple(out)
