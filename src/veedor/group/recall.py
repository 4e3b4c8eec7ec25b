"""Which event a recalled act is of: events by their days, as slices of them come and go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from msgspec import Struct, structs

from veedor.group.background import Recalled, recalled
from veedor.group.collection import Collection
from veedor.group.events import Told
from veedor.shelf import Shelf, packed, unpacked

__all__ = ["MISSED_BY", "ROOM", "Entry", "Recall", "asks_of"]

#: A recalled act is of an event whose days lie within so many of its own: reports that look
#: back often miss by a day (a visit's arrival for its signing), which is a conflict to show.
MISSED_BY = 2
#: A recalled act has at least this many participants in common with the event.
SHARED_CAST = 2
#: An event is looked up by no more than so many of its days.
DAYS = 40


#: A row of an event begins with its first day, and events last at most DAYS as far as they are
#: looked up: so the rows that may be of a day lie within so many days before it.
_BACK = timedelta(days=DAYS + MISSED_BY)
ROOM = "group.recalled"


class Kept(Struct, array_like=True):
    """What is kept of an event, `slice` being the first day of its slice.

    `late` is what was recalled after its slice, and `disputes` the ids of the conflicts that came
    of it.
    """

    id: str
    first: date
    last: date
    acts: frozenset[str]
    cast: frozenset[str]
    article: str
    mains: tuple[str, ...]
    slice: str = ""
    late: list[Recalled] = []
    disputes: tuple[str, ...] = ()


class Entry(Kept):
    """An event that may be recalled.

    `told` while it is at hand, `before` what was recalled till then; the first `kept` of `late`
    were known before.
    """

    told: Told | None = None
    before: tuple[Recalled, ...] = ()
    kept: int = 0

    @classmethod
    def of(cls, row: bytes) -> Entry:
        """An entry that was kept."""
        kept = unpacked(row, Kept)
        return cls(**structs.asdict(kept), kept=len(kept.late))

    @property
    def key(self) -> str:
        """Under what it is kept."""
        return f"{self.first.isoformat()}|{self.id}"

    def packed(self) -> bytes:
        """As it is kept."""
        return packed(Kept(*(getattr(self, name) for name in Kept.__struct_fields__)))

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


def asks_of(collection: Collection, told: Told) -> tuple[Recalled, ...]:
    """What the reports of an event recall, of whatever event, looked for once."""
    if told.asks is None:
        told.asks = tuple(act for p in told.distinct for act in recalled(collection, p))
    return told.asks


@dataclass
class Recall:
    """Events by their days, and what articles recall of those that are no longer at hand.

    `recalls`: what acts of the slice taken up last were put into and is no longer at hand.

    Args:
        shelf: where the events of other slices are kept; None: there are none.
        waiting: what articles of the slice before recall that no event was.
        at_hand: the slices whose events are told now. What is put into one of them that was not
            taken up is in its record.
    """

    collection: Collection
    shelf: Shelf | None = None
    waiting: list[tuple[Recalled, str]] = field(default_factory=list)
    at_hand: tuple[str, ...] = ()
    entries: dict[str, Entry] = field(default_factory=dict)
    recalls: set[str] = field(default_factory=set)
    _by_day: dict[date, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    _months: set[str] = field(default_factory=set)

    def add(self, events: Iterable[Told], begins: str) -> None:
        """Take up the events of a slice, and put what their articles and those before recall in
        place.
        """
        events = list(events)
        self.recalls = set()
        self.at_hand = (*self.at_hand[-1:], begins)
        for told in events:
            self._register(told, begins)
        waiting, self.waiting = self.waiting, []
        for act, own in waiting:
            self.place(act, own, begins)
        for told in events:
            for act in asks_of(self.collection, told):
                if not self.place(act, told.id, begins):
                    self.waiting.append((act, told.id))

    def close(self, events: Iterable[Told]) -> None:
        """Let go of events whose records are made."""
        for told in events:
            entry = self.entries.get(told.id)
            if entry is not None:
                main = set(entry.mains)
                entry.before = tuple(act for act in told.recalled if act.article not in main)
                entry.told = None

    def late(self) -> Iterator[tuple[Entry, list[Recalled]]]:
        """Each event that was recalled late, and all that is recalled of it."""
        for entry in self.entries.values():
            if entry.late:
                yield entry, [*entry.before, *entry.late]

    def place(self, act: Recalled, own: str, begins: str) -> bool:
        """Put an act into the nearest event that it may be, none later than that slice.

        Returns:
            whether there is one.
        """
        near = {entry.id: entry for entry in self._near(act) if entry.slice <= begins}
        fitting = [entry for entry in near.values() if entry.fits(act)]
        if own in near and near[own] in fitting:
            entry = near[own]
        elif fitting:
            entry = min(fitting, key=lambda one: one.distance(act))
        else:
            return False
        if entry.told is not None:
            entry.told.recalled.append(act)
        elif entry.slice not in self.at_hand:
            entry.late.append(act)
            self.recalls.add(entry.key)
        return True

    def _near(self, act: Recalled) -> Iterator[Entry]:
        self.fetch(act.earliest - _BACK, act.latest + timedelta(days=MISSED_BY))
        for number in range((act.latest - act.earliest).days + 1):
            yield from self._by_day.get(act.earliest + timedelta(days=number), ())

    def fetch(self, first: date, last: date) -> None:
        """Have the events at hand that are kept under the months of some days."""
        while self.shelf is not None and (month := first.isoformat()[:7]) <= last.isoformat()[:7]:
            if month not in self._months:
                self._months.add(month)
                self.know(self.shelf.between(ROOM, month, f"{month}~").values())
            first = first.replace(day=1) + timedelta(days=32)

    def know(self, rows: Iterable[bytes]) -> None:
        """Have some events at hand that are kept."""
        for entry in map(Entry.of, rows):
            if entry.id not in self.entries:
                self._enter(entry)

    def _register(self, told: Told, begins: str) -> None:
        first, last = told.days
        if first is None or last is None:
            return
        if told.id in self.entries:
            self.entries[told.id].told = told
            return
        mains = tuple(profile.article for profile in told.profiles)
        article = told.profiles[0].article
        self._enter(
            Entry(told.id, first, last, told.acts, told.cast, article, mains, begins, told=told)
        )

    def _enter(self, entry: Entry) -> None:
        self.entries[entry.id] = entry
        for number in range(min(DAYS, (entry.last - entry.first).days + 1 + 2 * MISSED_BY)):
            self._by_day[entry.first + timedelta(days=number - MISSED_BY)].append(entry)
