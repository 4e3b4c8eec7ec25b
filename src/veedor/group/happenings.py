"""Main events: which articles report one happening as their main matter."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, timedelta

from msgspec import Struct

from veedor.group.cards import Filed, Report
from veedor.group.likeness import SAME_EVENT, SLACK, between, common_day, likeness
from veedor.group.profiles import RECENT, Profile
from veedor.group.whole import NAMED

__all__ = ["Decided", "Happening", "Open", "Settled", "State", "days_of", "happenings", "limit_of"]

#: An article is held against this many reports of an event, the latest.
COMPARED = 8
#: Of those, the likeness to this many nearest counts: an analysis of the next day is near to
#: some reports of the event and far from others.
NEAREST = 3
#: A report goes over to another happening if it is so much nearer to it than to the others of its
#: own. On 207 labelled pairs, with the reports of one day in six orders, 0.05 gives F1 0.992 in
#: each; 0.1 to 0.2 leave it at 0.976 in some.
NEARER = 0.05
#: A name that more reports of the same days have says little of which event is told. With weights
#: trained for each, pairs of long reports are put together, of one event and of one story at four
#: days' distance, at 3 to 0.88 and 0.07, at 8 to 0.89 and 0.13, at 15 to 0.84 and 0.18; but at 3
#: the fourth report of an event has hardly any such name in common with the others.
RARE = 8
#: A wide interval of days is looked up by no more than so many of its days.
DAYS = 40
#: An event is over when no article to come can report it: articles come by the day of writing,
#: and what they report is at most RECENT days older.
OVER = RECENT + SLACK + 2
#: It is handed on so many days later: until then one that began beside it may turn out to be it.
HANDED_ON = 30


@dataclass
class Happening:
    """One happening and the articles that report it as their main matter, in order.

    `number` counts happenings by their first report, which is its `founder`; `last` is the last day
    on which a report puts it, None if none is known; `named` counts the reports by the words of
    their names.
    """

    reports: list[Report]
    number: int = 0
    founder: str = ""
    settled: bool = False
    last: date | None = field(init=False, default=None)
    named: Counter[str] = field(init=False, default_factory=Counter)

    def __post_init__(self) -> None:
        self.last = max((r.latest for r in self.reports if r.latest), default=None)
        self.named = Counter(key for report in self.reports for key in _names(report))

    def put(self, report: Report) -> None:
        """Let one more article report it."""
        self.reports.append(report)
        self.named.update(_names(report))
        if report.latest and (self.last is None or report.latest > self.last):
            self.last = report.latest

    def let_go(self, report: Report) -> None:
        """Let an article report it no longer."""
        self.reports = [other for other in self.reports if other is not report]
        self.__post_init__()

    @property
    def profiles(self) -> list[Profile]:
        """What its reports tell."""
        return [report.profile for report in self.reports]

    @property
    def articles(self) -> list[str]:
        """The articles that report it."""
        return [report.article for report in self.reports]

    @property
    def days(self) -> tuple[date | None, date | None]:
        """When it happened, as far as its reports agree."""
        return common_day(self.profiles)

    def likeness(self, *asked: Beside) -> float:
        """How much some reports look like the nearest of its own, on average."""
        held = [other.profile for other in self.reports[-COMPARED:]]
        found = [
            [likeness(other, one.report.profile, one.rare) for other in held] for one in asked
        ]
        return _mean([*map(_mean_nearest, found)])

    def between(self, *asked: Beside) -> tuple[float, float]:
        """The least and the greatest that `likeness` may be, which costs less to find."""
        held = [other.profile for other in self.reports[-COMPARED:]]
        found = [
            [between(other, one.report.profile, one.rare) for other in held] for one in asked
        ]
        low = _mean([_mean_nearest([low for low, _ in bounds]) for bounds in found])
        high = _mean([_mean_nearest([high for _, high in bounds]) for bounds in found])
        return low, high


def _names(report: Filed) -> Iterator[str]:
    return (key for key in report.keys if key.startswith(NAMED))


@dataclass(frozen=True, slots=True)
class Beside:
    """A report, the happenings that share a day and a key with it, and those of its names that few
    of them have.
    """

    report: Report
    numbers: Set[int]
    rare: Set[str]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _mean_nearest(values: Sequence[float]) -> float:
    return _mean(sorted(values, reverse=True)[:NEAREST])


def days_of(report: Filed, slack: int) -> Iterator[date]:
    """The days by which an article is looked up."""
    if report.also is not None:
        yield from (report.also + timedelta(days=more) for more in range(-slack, slack + 1))
    if report.earliest is None or report.latest is None:
        return
    first = report.earliest - timedelta(days=slack)
    count = min(DAYS, (report.latest - report.earliest).days + 1 + 2 * slack)
    for number in range(count):
        yield first + timedelta(days=number)


#: The happenings that are held at one moment, by number: whether each is settled, its founder, and
#: its articles.
State = list[tuple[int, bool, str, list[str]]]


class Settled(Struct, array_like=True):
    """What became of a happening when it was over, on a day (None: when no more articles came).

    `moves` are the reports that went over to others, and `into` the one that it turned out to be,
    all by founder.
    """

    day: date | None
    founder: str
    moves: list[tuple[str, str]]
    into: str | None


class Decided(Struct, array_like=True):
    """What was decided: the founder of the happening that each article was put into, and what
    became of those that were over, in order.
    """

    found: dict[str, str] = {}
    settled: list[Settled] = []


#: Happenings of one day are numbered on from the day's own number.
_OF_A_DAY = 2**20


@dataclass
class Open:
    """Happenings that an article to come may still report.

    What it does depends on nothing but the happenings held and `today`: so it can be taken up
    again from its `state`. `decided` is what it did; who looks at that may put an empty one there.

    Args:
        copies: the copy family of an article: members of one tell one thing.
    """

    copies: Mapping[str, str] = field(default_factory=dict)
    held: dict[int, Happening] = field(default_factory=dict)
    blocks: dict[date, dict[str, set[int]]] = field(default_factory=dict)
    families: dict[str, int] = field(default_factory=dict)
    today: date | None = None
    count: int = 0
    decided: Decided = field(default_factory=Decided)

    def state(self) -> State:
        """What is held."""
        return [
            (number, one.settled, one.founder, one.articles)
            for number, one in self.held.items()
        ]

    def take_up(
        self, state: State, today: date | None, reports: Callable[[str], Report]
    ) -> None:
        """Hold what was held on a day; `reports` gives what is known of an article."""
        self.today = today
        for number, settled, founder, articles in state:
            held = [*map(reports, articles)]
            self.held[number] = Happening(held, number, founder, settled)
            for report in held:
                self._file(report, number)
            self.count = max(self.count, number + 1)
        if today is not None:
            self._forget_days(limit_of(today))

    def _beside(self, report: Report) -> Beside:
        """What is held beside an article: a common name must be one that few happenings have."""
        blocks = [block for day in days_of(report, SLACK) if (block := self.blocks.get(day))]
        found: set[int] = set()
        rare: set[str] = set()
        for key in report.keys if blocks else ():
            having = set[int]().union(*(block[key] for block in blocks if key in block))
            if not having:
                continue
            if key.startswith(NAMED):
                having &= self.held.keys()
                if sum(self.held[number].named[key] for number in having) > RARE:
                    continue
                rare.add(key)
            found |= having
        return Beside(report, found & self.held.keys(), rare)

    def _nearest(self, report: Report) -> int | None:
        """The happening that an article looks most like, if it looks enough so."""
        asked = self._beside(report)
        return self._most_like(asked.numbers, asked)

    def _most_like(self, numbers: Iterable[int], *asked: Beside) -> int | None:
        """Of some happenings the one that reports look most like, if they look enough so.

        Only where several may be that one, or one may be unlike enough, is it looked at closely.
        """
        bounds = {number: self.held[number].between(*asked) for number in numbers}
        least = max((low for low, _ in bounds.values()), default=0.0)
        may = [n for n, (_, high) in bounds.items() if high >= max(least, SAME_EVENT)]
        if len(may) == 1 and least >= SAME_EVENT:
            return may[0]
        near = {number: self.held[number].likeness(*asked) for number in may}
        best = min(near, key=lambda number: (-near[number], number), default=None)
        return best if best is not None and near[best] >= SAME_EVENT else None

    def begin_day(self, day: date | None) -> Iterator[Happening]:
        """Go on to the day on which the next article was written: what is over by then."""
        if day and (self.today is None or day > self.today):
            self.today = day
            yield from self.hand_on(day)

    def add(self, report: Report) -> None:
        """Put an article into the happening that it reports; copies report one."""
        number = self._found(report)
        if number is None:
            number = self._new(report.article)
        happening = self.held[number]
        happening.put(report)
        happening.settled = False
        self._file(report, number)
        self.decided.found[report.article] = happening.founder

    def _found(self, report: Report) -> int | None:
        """The happening that an article reports; None: one that none did before."""
        family = self.copies.get(report.article)
        number = self.families.get(family) if family else None
        return number if number in self.held else self._nearest(report)

    def _new(self, founder: str) -> int:
        number = max(self.count, self.today.toordinal() * _OF_A_DAY if self.today else 0)
        self.held[number] = Happening([], number, founder)
        self.count = number + 1
        return number

    def _file(self, report: Report, number: int) -> None:
        """Let articles of its days that share a key with a report find its happening, and copies
        of it."""
        keys = report.keys
        for day in days_of(report, 0):
            block = self.blocks.setdefault(day, defaultdict(set))
            for key in keys:
                block[key].add(number)
        if family := self.copies.get(report.article):
            self.families[family] = number

    def _settle(self, happening: Happening, day: date | None) -> None:
        """Put a happening that is over into an earlier one that it turned out to be, and those
        of its reports that came before what they report had begun into that."""
        happening.settled = True
        moves = []
        for report in happening.reports[-COMPARED:]:
            best = self._nearer(report, happening)
            if best is not None:
                self._move(report, happening, best)
                moves.append((report.article, self.held[best].founder))
        into = self._turned_out(happening)
        founder = None if into is None else self.held[into].founder
        self.decided.settled.append(Settled(day, happening.founder, moves, founder))
        if into is not None:
            self._merge(happening, into)

    def _turned_out(self, happening: Happening) -> int | None:
        """The earlier happening that one turned out to be."""
        asked = [self._beside(report) for report in happening.reports[-COMPARED:]]
        beside = {number for one in asked for number in one.numbers}
        return self._most_like({n for n in beside if n < happening.number}, *asked)

    def _merge(self, happening: Happening, into: int) -> None:
        for report in self.held.pop(happening.number).reports:
            self.held[into].put(report)
            self._file(report, into)

    def _nearer(self, report: Report, happening: Happening) -> int | None:
        """The happening that a report is nearer to than to the others of its own."""
        others = [other for other in happening.reports if other is not report]
        if not others or report.article in self.copies:
            return None
        asked = self._beside(report)
        beside = asked.numbers - {happening.number}
        may = {number: self.held[number].between(asked)[1] for number in beside}
        if max(may.values(), default=0.0) < SAME_EVENT:
            return None
        own = Happening(others)
        least = own.between(asked)[0] + NEARER
        best = self._most_like((n for n, high in may.items() if high >= least), asked)
        if best is None:
            return None
        nearer = self.held[best].likeness(asked) >= own.likeness(asked) + NEARER
        return best if nearer else None

    def _move(self, report: Report, happening: Happening, into: int) -> None:
        happening.let_go(report)
        self._unfile(report, happening)
        self.held[into].put(report)
        self._file(report, into)

    def _unfile(self, report: Report, happening: Happening) -> None:
        """Let a happening be found by nothing that only a report had that it no longer has."""
        kept = {(day, key) for r in happening.reports for day in days_of(r, 0) for key in r.keys}
        for day in days_of(report, 0):
            for key in report.keys:
                if (day, key) not in kept and day in self.blocks:
                    self.blocks[day][key].discard(happening.number)

    def hand_on(self, today: date | None) -> Iterator[Happening]:
        """The happenings that no article of that day or later reports; None: all that are left."""
        over = None if today is None else today - timedelta(days=OVER)
        for happening in list(self.held.values()):
            last = happening.last
            if not happening.settled and (over is None or (last and last < over)):
                self._settle(happening, today)
        limit = None if today is None else limit_of(today)
        for number in list(self.held):
            last = self.held[number].last
            if limit is None or (last and last < limit):
                yield self.held.pop(number)
        if limit is not None:
            self._forget_days(limit)

    def _forget_days(self, limit: date) -> None:
        for day in [day for day in self.blocks if day < limit]:
            del self.blocks[day]


def limit_of(today: date) -> date:
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
