"""Which event a recalled act is of: events by their days, as slices of them come and go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from veedor.group.background import Recalled, recalled
from veedor.group.collection import Collection
from veedor.group.events import Told

__all__ = ["MISSED_BY", "Recall"]

#: A recalled act is of an event whose days lie within so many of its own: reports that look
#: back often miss by a day (a visit's arrival for its signing), which is a conflict to show.
MISSED_BY = 2
#: A recalled act has at least this many participants in common with the event.
SHARED_CAST = 2
#: An event is looked up by no more than so many of its days.
DAYS = 40


@dataclass(slots=True)
class _Entry:
    """What stays of an event; `told` while it is at hand, `before` what was recalled till then."""

    id: str
    first: date
    last: date
    acts: frozenset[str]
    cast: frozenset[str]
    article: str
    mains: tuple[str, ...]
    told: Told | None
    before: tuple[Recalled, ...] = ()

    def fits(self, act: Recalled) -> bool:
        """Whether a recalled act is of this event."""
        if act.act not in self.acts:
            return False
        slack = timedelta(days=MISSED_BY)
        if act.latest < self.first - slack or act.earliest > self.last + slack:
            return False
        shared = self.cast & set(act.participants)
        return len(shared) >= min(SHARED_CAST, len(self.cast))

    def distance(self, act: Recalled) -> tuple[int, str]:
        """How many days lie between an act and the event, and what decides if equal."""
        days = max(0, (act.earliest - self.last).days, (self.first - act.latest).days)
        return days, self.article


@dataclass
class Recall:
    """Events by their days, and what articles recall of those that are no longer at hand."""

    collection: Collection
    _late: dict[str, tuple[_Entry, list[Recalled]]] = field(default_factory=dict)
    _by_day: dict[date, list[_Entry]] = field(default_factory=lambda: defaultdict(list))
    _at_hand: dict[str, _Entry] = field(default_factory=dict)
    _waiting: list[tuple[Recalled, str]] = field(default_factory=list)

    def add(self, events: Iterable[Told]) -> None:
        """Take up some events, and put what their articles and those before recall in place."""
        events = list(events)
        for told in events:
            self._register(told)
        waiting, self._waiting = self._waiting, []
        for act, own in waiting:
            self._place(act, own, again=False)
        for told in events:
            for profile in told.distinct:
                for act in recalled(self.collection, profile):
                    self._place(act, told.id, again=True)

    def close(self, events: Iterable[Told]) -> None:
        """Let go of events whose records are made."""
        for told in events:
            entry = self._at_hand.pop(told.id, None)
            if entry is not None:
                main = set(entry.mains)
                entry.before = tuple(act for act in told.recalled if act.article not in main)
                entry.told = None

    def late(self) -> Iterator[tuple[tuple[str, ...], list[Recalled]]]:
        """The main reports of each event that was recalled late, and all that is recalled of it."""
        for entry, acts in self._late.values():
            yield entry.mains, [*entry.before, *acts]

    def _register(self, told: Told) -> None:
        first, last = told.days
        if first is None or last is None:
            return
        entry = _Entry(
            told.id, first, last, told.acts, told.cast, told.profiles[0].article,
            tuple(profile.article for profile in told.profiles), told,
        )  # fmt: skip
        self._at_hand[told.id] = entry
        for number in range(min(DAYS, (last - first).days + 1 + 2 * MISSED_BY)):
            self._by_day[first + timedelta(days=number - MISSED_BY)].append(entry)

    def _place(self, act: Recalled, own: str, *, again: bool) -> None:
        days = (act.latest - act.earliest).days + 1
        near = {
            entry.id: entry
            for number in range(days)
            for entry in self._by_day.get(act.earliest + timedelta(days=number), ())
        }
        fitting = [entry for entry in near.values() if entry.fits(act)]
        if own in near and near[own] in fitting:
            entry = near[own]
        elif fitting:
            entry = min(fitting, key=lambda one: one.distance(act))
        else:
            if again:
                self._waiting.append((act, own))
            return
        if entry.told is not None:
            entry.told.recalled.append(act)
        else:
            self._late.setdefault(entry.id, (entry, []))[1].append(act)
