"""Main events: which articles report one happening as their main matter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from veedor.group.likeness import SAME_EVENT, SLACK, common_day, likeness
from veedor.group.profiles import RECENT, Profile

__all__ = ["Happening", "Open", "State", "happenings"]

#: An article is held against this many reports of an event, the latest.
COMPARED = 8
#: Of those, the likeness to this many nearest counts: an analysis of the next day is near to
#: some reports of the event and far from others.
NEAREST = 3
#: A report goes over to another happening if it is so much nearer to it than to the others of its
#: own. On 207 labelled pairs, with the reports of one day in six orders, 0.05 gives F1 0.992 in
#: each; 0.1 to 0.2 leave it at 0.976 in some.
NEARER = 0.05
#: A wide interval of days is looked up by no more than so many of its days.
DAYS = 40
#: An article is found by this many of its participants and acts.
FOUND_BY = 6


#: An event is over when no article to come can report it: articles come by the day of writing,
#: and what they report is at most RECENT days older.
OVER = RECENT + SLACK + 2
#: It is handed on so many days later: until then one that began beside it may turn out to be it.
HANDED_ON = 30


@dataclass
class Happening:
    """One happening and the articles that report it as their main matter, in order.

    `number` counts happenings by their first report.
    """

    profiles: list[Profile]
    number: int = 0
    settled: bool = False

    @property
    def last(self) -> date | None:
        """The last day on which a report puts it; None if none is known."""
        return max((p.latest for p in self.profiles if p.latest), default=None)

    @property
    def days(self) -> tuple[date | None, date | None]:
        """When it happened, as far as its reports agree."""
        return common_day(self.profiles)

    def likeness(self, profile: Profile) -> float:
        """How much an article looks like the nearest of its reports, on average."""
        held = self.profiles[-COMPARED:]
        near = sorted((likeness(other, profile) for other in held), reverse=True)[:NEAREST]
        return sum(near) / len(near)

    def likeness_of(self, other: Happening) -> float:
        """How much the reports of another look like these, on average."""
        held = other.profiles[-COMPARED:]
        return sum(self.likeness(profile) for profile in held) / len(held)


def _days(profile: Profile, slack: int) -> Iterator[date]:
    if profile.earliest is None or profile.latest is None:
        return
    first = profile.earliest - timedelta(days=slack)
    count = min(DAYS, (profile.latest - profile.earliest).days + 1 + 2 * slack)
    for number in range(count):
        yield first + timedelta(days=number)


def _keys(profile: Profile) -> tuple[str, ...]:
    """By what an article is looked up on its days: its people and acts."""
    return (*profile.participants[:FOUND_BY], *profile.acts[:2], *profile.states[:1])


#: The happenings that are held at one moment, by number: whether each is settled, and its articles.
State = list[tuple[int, bool, list[str]]]

#: Happenings of one day are numbered on from the day's own number.
_OF_A_DAY = 2**20


@dataclass
class Open:
    """Happenings that an article to come may still report.

    What it does depends on nothing but the happenings held and `today`: so it can be taken up
    again from its `state`.

    Args:
        copies: the copy family of an article: members of one tell one thing.
    """

    copies: Mapping[str, str] = field(default_factory=dict)
    held: dict[int, Happening] = field(default_factory=dict)
    blocks: dict[date, dict[str, set[int]]] = field(default_factory=dict)
    families: dict[str, int] = field(default_factory=dict)
    today: date | None = None
    count: int = 0

    def state(self) -> State:
        """What is held."""
        return [
            (number, one.settled, [profile.article for profile in one.profiles])
            for number, one in self.held.items()
        ]

    def take_up(
        self, state: State, today: date | None, profiles: Callable[[str], Profile]
    ) -> None:
        """Hold what was held on a day; `profiles` gives the main matter of an article."""
        self.today = today
        for number, settled, articles in state:
            self.held[number] = Happening([*map(profiles, articles)], number, settled)
            for profile in self.held[number].profiles:
                self._file(profile, number)
            self.count = max(self.count, number + 1)
        if today is not None:
            self._forget_days(_limit(today))

    def _beside(self, profile: Profile) -> set[int]:
        """The numbers of happenings that share a day and a key with an article."""
        found: set[int] = set()
        for day in _days(profile, SLACK):
            block = self.blocks.get(day)
            for key in _keys(profile) if block else ():
                found |= block.get(key, set()) if block else set()
        return found & self.held.keys()

    def _nearest(self, profile: Profile) -> int | None:
        near = {number: self.held[number].likeness(profile) for number in self._beside(profile)}
        best = min(near, key=lambda number: (-near[number], number), default=None)
        return best if best is not None and near[best] >= SAME_EVENT else None

    def begin_day(self, day: date | None) -> Iterator[Happening]:
        """Go on to the day on which the next article was written: what is over by then."""
        if day and (self.today is None or day > self.today):
            self.today = day
            yield from self.hand_on(day)

    def add(self, profile: Profile) -> None:
        """Put an article into the happening that it reports; copies report one."""
        family = self.copies.get(profile.article)
        number = self.families.get(family) if family else None
        if number is None or number not in self.held:
            number = self._nearest(profile)
        if number is None:
            number = self._new()
        self.held[number].profiles.append(profile)
        self.held[number].settled = False
        self._file(profile, number)

    def _new(self) -> int:
        number = max(self.count, self.today.toordinal() * _OF_A_DAY if self.today else 0)
        self.held[number] = Happening([], number)
        self.count = number + 1
        return number

    def _file(self, profile: Profile, number: int) -> None:
        """Let articles of its days that share a key with a report find its happening, and copies
        of it."""
        for day in _days(profile, 0):
            block = self.blocks.setdefault(day, defaultdict(set))
            for key in _keys(profile):
                block[key].add(number)
        if family := self.copies.get(profile.article):
            self.families[family] = number

    def _settle(self, number: int) -> None:
        """Put a happening that is over into an earlier one that it turned out to be, and those
        of its reports that came before what they report had begun into that."""
        happening = self.held[number]
        happening.settled = True
        for profile in happening.profiles[-COMPARED:]:
            self._move(profile, happening)
        near: dict[int, float] = {}
        for profile in happening.profiles[-COMPARED:]:
            for other in self._beside(profile):
                if other < number and other not in near:
                    near[other] = self.held[other].likeness_of(happening)
        best = min(near, key=lambda other: (-near[other], other), default=None)
        if best is not None and near[best] >= SAME_EVENT:
            for profile in self.held.pop(number).profiles:
                self.held[best].profiles.append(profile)
                self._file(profile, best)

    def _move(self, profile: Profile, happening: Happening) -> None:
        """Put a report into the happening that it is nearer to than to the others of its own."""
        others = [other for other in happening.profiles if other is not profile]
        if not others or profile.article in self.copies:
            return
        own = Happening(others).likeness(profile)
        near = {
            number: self.held[number].likeness(profile)
            for number in self._beside(profile) - {happening.number}
        }
        best = min(near, key=lambda number: (-near[number], number), default=None)
        if best is not None and near[best] >= max(SAME_EVENT, own + NEARER):
            happening.profiles = others
            self._unfile(profile, happening)
            self.held[best].profiles.append(profile)
            self._file(profile, best)

    def _unfile(self, profile: Profile, happening: Happening) -> None:
        """Let a happening be found by nothing that only a report had that it no longer has."""
        kept = {(day, key) for p in happening.profiles for day in _days(p, 0) for key in _keys(p)}
        for day in _days(profile, 0):
            for key in _keys(profile):
                if (day, key) not in kept and day in self.blocks:
                    self.blocks[day][key].discard(happening.number)

    def hand_on(self, today: date | None) -> Iterator[Happening]:
        """The happenings that no article of that day or later reports; None: all that are left."""
        over = None if today is None else today - timedelta(days=OVER)
        for number in list(self.held):
            last = self.held[number].last
            if not self.held[number].settled and (over is None or (last and last < over)):
                self._settle(number)
        limit = None if today is None else _limit(today)
        for number in list(self.held):
            last = self.held[number].last
            if limit is None or (last and last < limit):
                yield self.held.pop(number)
        if limit is not None:
            self._forget_days(limit)

    def _forget_days(self, limit: date) -> None:
        for day in [day for day in self.blocks if day < limit]:
            del self.blocks[day]


def _limit(today: date) -> date:
    """What was over by that day is handed on."""
    return today - timedelta(days=OVER + HANDED_ON)


def happenings(
    profiles: Iterable[Profile], copies: Mapping[str, str] | None = None
) -> Iterator[Happening]:
    """The happenings that articles report as their main matter, each when it is over.

    Args:
        profiles: the articles by (date, id), those without a date last.
        copies: the copy family of an article: members of one tell one thing.
    """
    found = Open(copies or {})
    for profile in profiles:
        yield from found.begin_day(profile.written)
        found.add(profile)
    yield from found.hand_on(None)
