"""Which articles tell of one event, found by what they share and not by trying all pairs.

Accounts meet under keys (a kind of event and two who share in it). Only the keys that an
undated article asks for are kept, and each holds so many tellings of different days at most;
so the time is linear in the articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal

from veedor.date.accounts import Account, Days, keys_of
from veedor.date.evidence import dated_times
from veedor.date.given import proof
from veedor.date.subjects import Subject, account_proof
from veedor.model import Dating, Proof

__all__ = ["Telling", "Tellings", "tellings_of"]

#: Days that one key may hold: two who met on more prove nothing about when.
_MOST = 64
#: So many articles that tell one day are held: they name different people and places of it.
_OF_DAY = 8

#: A value with a month and a day, with or without its year.
_CALENDAR = re.compile(r"(\d{4}|XXXX)-\d\d-\d\d")

#: A report whose own day is less known than this tells nobody the day of its event.
_VAGUE = timedelta(days=45)

Sort = Literal["day", "counted", "main"]
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Telling:
    """An article's account of an event, with the days it puts it on.

    `sort` day: told with a calendar day; counted: another event is counted from it; main: it
    is what the article reports.
    """

    sort: Sort
    account: Account
    event: Days
    why: tuple[Proof, ...]


def _with_day(subject: Subject) -> Iterator[Telling]:
    dating = subject.current() or Dating(article=subject.article.id, basis="unknown")
    days = dict(dated_times(subject.reading, dating))
    for account in subject.accounts:
        for index in account.times:
            time, found = subject.reading.times[index], days.get(index)
            # *Informó este jueves* is the day of the telling: only the calendar's days count.
            if found is None or time.tense == "future" or not _CALENDAR.match(time.value):
                continue
            says = f"the same event was on {found.earliest}, give or take a day"
            yield Telling("day", account, found, (proof(subject.reading, time, says),))


def _counted(subject: Subject) -> Iterator[Telling]:
    for time, phrase in subject.phrases():
        event = subject.before(time)
        if event is not None:
            says = "counted from the event told here"
            yield Telling("counted", phrase, event, (proof(subject.reading, time, says),))


def _main(subject: Subject) -> Iterator[Telling]:
    event = subject.event_days()
    if subject.main is None or event.earliest is None or event.latest is None:
        return
    if event.latest - event.earliest > _VAGUE:
        return
    why = account_proof(subject.reading, subject.main, "reports the same event")
    yield Telling("main", subject.main, event, (why,))


def tellings_of(subject: Subject) -> Iterator[Telling]:
    """All that one article tells of the days of events."""
    yield from _with_day(subject)
    yield from _counted(subject)
    yield from _main(subject)


@dataclass(slots=True)
class Tellings:
    """What articles tell of events, under those keys that are asked for."""

    wanted: frozenset[Key]
    held: dict[Key, dict[tuple[Sort, Days], list[Telling]]] = field(default_factory=dict)

    def add(self, subject: Subject) -> None:
        """Keep what an article tells, if any of it is asked for."""
        for telling in tellings_of(subject):
            for key in self.wanted.intersection(keys_of(telling.account)):
                here = self.held.setdefault(key, {})
                if len(here) <= _MOST:
                    of_day = here.setdefault((telling.sort, telling.event), [])
                    if len(of_day) < _OF_DAY:
                        of_day.append(telling)

    def near(self, account: Account, but: str) -> Iterable[Telling]:
        """What articles other than `but` tell that may be of the event of an account."""
        found: dict[int, Telling] = {}
        for key in sorted(keys_of(account)):
            here = self.held.get(key, {})
            if len(here) <= _MOST:
                of_days = (telling for of_day in here.values() for telling in of_day)
                found.update((id(telling), telling) for telling in of_days)
        return [telling for telling in found.values() if telling.account.article != but]
