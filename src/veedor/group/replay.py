"""Happenings sought again with some articles that are new, gone or another.

What is done with an article depends on the happenings that share a day and a person or act with it.
So only where one of those is another than it was at that moment, it is decided anew; else it is
done as it was done, for which nothing but cards must be at hand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from datetime import date

from veedor.group.cards import Card, Filed, Report
from veedor.group.happenings import (
    COMPARED,
    Decided,
    Happening,
    Open,
    Settled,
    State,
    days_of,
    limit_of,
)
from veedor.group.likeness import SLACK

__all__ = ["Replay"]


@dataclass
class Replay(Open):
    """Happenings that are sought again.

    A happening is *stirred* from when its reports may be others than they were at that moment. It
    stays so, and so does whatever shares a day and a key with what it has, or had.

    Args:
        changed: the articles that are new, gone or another.
    """

    changed: Set[str] = frozenset()
    stirred: set[str] = field(default_factory=set)
    _numbers: dict[str, int] = field(default_factory=dict)
    _before: dict[str, str] = field(default_factory=dict)
    _settled: dict[str, list[Settled]] = field(default_factory=lambda: defaultdict(list))
    _keys: dict[date, set[str]] = field(default_factory=lambda: defaultdict(set))
    _copied: set[str] = field(default_factory=set)
    _days: set[date] = field(default_factory=set)

    def take_up(self, state: State, today: date | None, reports: Callable[[str], Report]) -> None:
        """See `Open`."""
        super().take_up(state, today, reports)
        self._numbers.update((one.founder, number) for number, one in self.held.items())
        for one in self.held.values():
            if any(report.article in self.changed for report in one.reports):
                self._stir(one.founder)

    def know(self, decided: Decided, cards: Sequence[Card]) -> None:
        """Know what was done in a slice that is sought again now, and by what its articles were
        found then.
        """
        last = self.today or date.min
        self._days.update(c.written for c in cards if c.written and c.written > last)
        self._before.update(decided.found)
        for one in decided.settled:
            self._settled[one.founder].append(one)
            if one.founder in self.stirred:
                self._stir_targets(one)
        for card in cards:
            if card.article in self.changed:
                self._stir(decided.found[card.article])
                self._tell(card)

    # ------------------------------------------------------------ what is another

    def _stir(self, founder: str) -> None:
        """Take a happening for another than it was, and whatever had to do with it."""
        if founder in self.stirred:
            return
        self.stirred.add(founder)
        happening = self.held.get(self._numbers.get(founder, -1))
        for report in happening.reports if happening else ():
            self._tell(report)
        for one in self._settled[founder]:
            self._stir_targets(one)

    def _stir_targets(self, settled: Settled) -> None:
        for _, founder in settled.moves:
            self._stir(founder)
        if settled.into is not None:
            self._stir(settled.into)

    def _tell(self, report: Filed) -> None:
        """What shares a day and a key with that article is decided anew."""
        for day in days_of(report, 0):
            self._keys[day].update(report.keys)
        if family := self.copies.get(report.article):
            self._copied.add(family)

    def _is_near(self, report: Report) -> bool:
        """Whether an article may be of a happening that is another than it was."""
        if self.copies.get(report.article) in self._copied:
            return True
        return any(
            not here.isdisjoint(report.keys)
            for day in days_of(report, SLACK)
            if (here := self._keys.get(day))
        )

    # ------------------------------------------------------------ what is done

    def add(self, report: Report) -> None:
        """See `Open`."""
        super().add(report)
        old, new = self._old(report), self.decided.found[report.article]
        if old != new:
            self._stir(new)
            self._tell(report)
            if old is not None:
                self._stir(old)

    def _file(self, report: Report, number: int) -> None:
        super()._file(report, number)
        if self.held[number].founder in self.stirred:
            self._tell(report)

    def _old(self, report: Report) -> str | None:
        """Of which happening an article was, if it was there."""
        return None if report.article in self.changed else self._before.get(report.article)

    def _found(self, report: Report) -> int | None:
        old = self._old(report)
        if old is None or old in self.stirred or self._is_near(report):
            return super()._found(report)
        if old == report.article:
            return None
        number = self._numbers[old]
        return number if number in self.held else super()._found(report)

    def _new(self, founder: str) -> int:
        number = self._numbers[founder] = super()._new(founder)
        return number

    def hand_on(self, today: date | None) -> Iterator[Happening]:
        """See `Open`."""
        days = {day for day in self._days if today is None or day <= today}
        self._days -= days
        here = {today} if today else set()
        if days != here:
            self._stir_early(days - here, limit_of(max(days | here)))
        yield from super().hand_on(today)

    def _stir_early(self, days: Set[date], limit: date) -> None:
        """Stir what was over, or handed on, at another moment: on days on which nothing comes now,
        or on another than one on which something does.
        """
        late = [f for f, how in self._settled.items() if any(one.day in days for one in how)]
        gone = [h.founder for h in self.held.values() if h.last and h.last < limit]
        for founder in (*late, *gone):
            self._stir(founder)

    def _settle(self, happening: Happening, day: date | None) -> None:
        before = self._settled[happening.founder]
        told = next((one for one in before if one.day == day), None)
        near = happening.founder in self.stirred or any(
            self._is_near(report) for report in happening.reports[-COMPARED:]
        )
        if told is not None and not near:
            self._repeat(happening, told)
            return
        reports = list(happening.reports)
        super()._settle(happening, day)
        now = self.decided.settled[-1]
        if told is None or now != told:
            self._stir(happening.founder)
            self._stir_targets(now)
            for report in reports:
                self._tell(report)

    def _repeat(self, happening: Happening, told: Settled) -> None:
        """Do with a happening that is over what was done."""
        happening.settled = True
        reports = {report.article: report for report in happening.reports}
        for article, founder in told.moves:
            self._move(reports[article], happening, self._numbers[founder])
        self.decided.settled.append(told)
        if told.into is not None:
            self._merge(happening, self._numbers[told.into])
