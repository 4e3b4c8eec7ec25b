"""A collection in stretches of days, so that memory does not grow with the archive.

A slice is the happenings that are handed on between two days. It can be made again by itself:
from the happenings that were held on its first day, and the articles that came until its last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from veedor.group.cards import Card, Report, card_of
from veedor.group.events import Told
from veedor.group.happenings import Decided, Happening, Open, State

__all__ = ["Slice", "cut"]

#: A slice has at least so many articles, about 25 kB each while they are at hand, and spans so
#: many days: contrary reports of one act lie within 7 (an expiry within 45).
SLICE, SLICE_DAYS = 1000, 15


@dataclass
class Slice:
    """The happenings handed on from one day to another.

    `begins`: the first day of its articles, none for the first slice; `ends`: the day after, None
    for the last one; `articles`: those that came in this time, in order, though some are reports
    of what is handed on later, with the `cards` by which they are found; `decided`: what was done
    with them; `before`, `after`: what was held when it began and when it ended.
    """

    begins: str = ""
    before: State = field(default_factory=list)
    ends: str | None = None
    cards: list[Card] = field(default_factory=list)
    decided: Decided = field(default_factory=Decided)
    happenings: list[Happening] = field(default_factory=list)
    after: State = field(default_factory=list)

    @property
    def articles(self) -> list[str]:
        """Those that came in this time."""
        return [card.article for card in self.cards]

    @cached_property
    def told(self) -> list[Told]:
        """Its events, by first report."""
        return [Told(one) for one in sorted(self.happenings, key=lambda one: one.number)]

    def only(self, events: Set[str]) -> Slice:
        """The same with no other events than some, by id."""
        found = replace(self)
        found.__dict__["told"] = [told for told in self.told if told.id in events]
        return found

    @property
    def is_large(self) -> bool:
        """Whether the next one may begin."""
        if sum(len(one.reports) for one in self.happenings) < SLICE:
            return False
        days = [one.last for one in (self.happenings[0], self.happenings[-1]) if one.last]
        return len(days) > 1 and abs((days[-1] - days[0]).days) >= SLICE_DAYS


def cut(
    held: Open, reports: Iterable[Report], begins: str = "", ends: Sequence[str] = ()
) -> Iterator[Slice]:
    """The slices of some articles, each when it is over.

    Args:
        held: the happenings that the first of them finds.
        reports: the articles, in order.
        begins: the first day of the first slice.
        ends: where the first slices end; those after them end when they are large enough.
    """
    bounds = list(ends)
    found = Slice(begins, held.state(), decided=held.decided)
    for report in reports:
        before = held.today
        found.happenings += held.begin_day(report.written)
        today = held.today
        if today and today != before and _is_over(found, today, bounds):
            found.ends = bounds.pop(0) if bounds else today.isoformat()
            found.after = held.state()
            yield found
            held.decided = Decided()
            found = Slice(found.ends, found.after, decided=held.decided)
        held.add(report)
        found.cards.append(card_of(report))
    found.happenings += held.hand_on(None)
    yield found


def _is_over(found: Slice, today: date, bounds: Sequence[str]) -> bool:
    """Whether a slice ends on a day: where it was to end, else when it is large enough."""
    if bounds:
        return today.isoformat() >= bounds[0]
    return found.is_large
