"""A date or an interval for each article, with the spans that prove it.

What is given (metadata, dateline, address) stands. The day of an undated article is cut out
of all days by what its text says, and then by other articles, until nothing changes:

- one tells the event on a calendar day that this one tells as of *hoy* or *el miércoles*;
- one counts from an event that this one reports (*nueve meses después de que recibiera a …*);
- both report one event;
- both are copies of one text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from veedor.date.accounts import (
    Account,
    Days,
    accounts_of,
    event_phrase,
    main_account,
    same_event,
)
from veedor.date.evidence import Clue, clues_of, dated_times, days_before, given, proof
from veedor.date.window import Window
from veedor.link.calendar import move
from veedor.model import Article, CopyFamily, Dating, Proof, Reading, Time

__all__ = ["date_articles"]

#: Reports of one event may differ by a day on when it was (18 or 19 June).
_TOLERANCE = timedelta(days=1)
#: The main event of an article without a day is of the last days (press cycles: two).
_FRESH = timedelta(days=2)
#: *nueve meses* is right to half of its unit, in days.
_HALF = {"D": 0, "W": 3, "M": 14, "Y": 182}
#: A copy appears within days of its source.
_COPY = timedelta(days=3)
_ROUNDS = 8


@dataclass(slots=True)
class Subject:
    """An article with its window and what it mainly tells."""

    article: Article
    reading: Reading
    window: Window
    main: Account | None
    dating: Dating | None
    #: What it tells with a day, and the dating it was worked out for: asked for once per pair.
    told: tuple[Dating, tuple[tuple[Account, Time, date], ...]] | None = None

    @property
    def back(self) -> Days:
        """How long before the writing the main event was, as days after 0001-01-01."""
        if self.main is not None:
            for index in self.main.times:
                found = days_before(self.reading.times[index])
                if found is not None:
                    return found
            today = self._told_today()
            if today is not None:
                return today
        return Days(date.min, date.min + _FRESH)

    def _told_today(self) -> Days | None:
        """*hoy* or a weekday in a sentence near the top that tells the same kind of event."""
        if self.main is None:
            return None
        for account in accounts_of(self.reading)[:5]:
            if account.kinds & self.main.kinds:
                for index in account.times:
                    found = days_before(self.reading.times[index])
                    if found is not None:
                        return found
        return None

    def weekday(self) -> int | None:
        """The weekday of the main event, if it is told."""
        for index in self.main.times if self.main else ():
            match = re.match(r"XXXX-WXX-(\d)", self.reading.times[index].value)
            if match and days_before(self.reading.times[index]):
                return int(match[1])
        return None

    def event_days(self) -> Days:
        """The days on which the main event may have been."""
        back, days = self.back, self.window.days
        first, last = _offset(back.earliest), _offset(back.latest)
        event = Days(
            days.earliest - last if days.earliest else None,
            days.latest - first if days.latest else None,
        )
        return _on_weekday(event, self.weekday()) or event

    def written(self, wanted: Days) -> Days | None:
        """When the article was written if its main event was on those days.

        None: its weekday is not among them.
        """
        event = _on_weekday(wanted, self.weekday())
        if event is None:
            return None
        first, last = _offset(self.back.earliest), _offset(self.back.latest)
        return Days(
            event.earliest + first if event.earliest else None,
            event.latest + last if event.latest else None,
        )


def _offset(day: date | None) -> timedelta:
    return (day or date.min) - date.min


def _on_weekday(days: Days, weekday: int | None) -> Days | None:
    """Cut a stretch down to its first and last such weekday; None if it has none."""
    if weekday is None or days.earliest is None or days.latest is None:
        return days
    first = days.earliest + timedelta(days=(weekday - days.earliest.isoweekday()) % 7)
    last = days.latest - timedelta(days=(days.latest.isoweekday() - weekday) % 7)
    return Days(first, last) if first <= last else None


def _account_proof(reading: Reading, account: Account, says: str) -> Proof:
    """The first line of an account as a proof."""
    for sentence in reading.sentences:
        if sentence.start <= account.start < sentence.end:
            return Proof(
                article=reading.article, start=sentence.start, end=sentence.end,
                text=sentence.text, says=says,
            )  # fmt: skip
    line = next(line for line in reading.lines if line.start <= account.start < line.end)
    return Proof(
        article=reading.article, start=line.start, end=line.end, text=line.text, says=says
    )


def _current(subject: Subject) -> Dating | None:
    """The dating of a subject as far as it is known now."""
    if subject.dating is not None:
        return subject.dating
    days = subject.window.days
    if days.earliest is None or days.latest is None:
        return None
    return Dating(
        article=subject.article.id, basis="inferred",
        earliest=days.earliest.isoformat(), latest=days.latest.isoformat(),
    )  # fmt: skip


def _dated_accounts(subject: Subject) -> tuple[tuple[Account, Time, date], ...]:
    """The events that an article tells with a calendar day."""
    dating = _current(subject) or Dating(article=subject.article.id, basis="unknown")
    if subject.told is None or subject.told[0] != dating:
        subject.told = dating, tuple(_account_days(subject, dating))
    return subject.told[1]


def _account_days(subject: Subject, dating: Dating) -> Iterator[tuple[Account, Time, date]]:
    days = dict(dated_times(subject.reading, dating))
    for account in accounts_of(subject.reading):
        for index in account.times:
            time = subject.reading.times[index]
            day = days.get(index)
            if day and day.earliest and time.tense != "future":
                yield account, time, day.earliest


def _told_days(subject: Subject, others: Sequence[Subject]) -> Iterator[tuple[Days, Proof]]:
    """Calendar days that other articles give for this one's main event."""
    if subject.main is None:
        return
    for other in others:
        if other is subject:
            continue
        for account, time, day in _dated_accounts(other):
            if same_event(account, subject.main, placed=True):
                says = f"the same event was on {day}, give or take a day"
                event = Days(day - _TOLERANCE, day + _TOLERANCE)
                yield event, proof(other.reading, time, says)


def _calendar_clues(subject: Subject, others: Sequence[Subject]) -> Iterator[Clue]:
    """Other articles that tell this one's main event with a calendar day.

    Where they tell several such events (two visits of one minister), it may be any of them.
    """
    ranges, why = [], []
    for event, telling in _told_days(subject, others):
        days = subject.written(event)
        if days is not None:
            ranges.append(days)
            why.append(telling)
    if ranges and subject.main is not None:
        why.append(_account_proof(subject.reading, subject.main, "the event reported here"))
        yield Clue(tuple(dict.fromkeys(ranges)), tuple(dict.fromkeys(why)))


def _counted(subject: Subject) -> Iterator[tuple[Time, Account, Days]]:
    """Events that the article counts from, and the days on which they were."""
    event = subject.event_days()
    for time in subject.reading.times:
        shift = time.anchor.shift if time.anchor else None
        if time.type != "DURATION" or not shift or "X" in shift or time.anchor is None:
            continue
        if time.anchor.kind not in ("event", "time") or event.earliest is None:
            continue
        phrase = event_phrase(subject.reading, time)
        unit = shift[-1]
        if phrase is None or "T" in shift or event.latest is None:
            continue
        # The main event is so much after the other: the other is so much before.
        back = shift[1:] if shift.startswith("-") else f"-{shift}"
        slack = timedelta(days=_HALF.get(unit, 0))
        first, last = move(event.earliest, back), move(event.latest, back)
        yield time, phrase, Days(first - slack, last + slack)


def _counted_clues(subject: Subject, others: Sequence[Subject]) -> Iterator[Clue]:
    """Other articles that count from this one's main event."""
    if subject.main is None:
        return
    for other in others:
        if other is subject:
            continue
        for time, phrase, event in _counted(other):
            days = subject.written(event)
            if days is not None and same_event(phrase, subject.main, placed=False):
                yield Clue(
                    (days,),
                    (
                        proof(other.reading, time, "counted from the event told here"),
                        _account_proof(subject.reading, subject.main, "the event it counts from"),
                    ),
                )


def _event_clues(subject: Subject, others: Sequence[Subject]) -> Iterator[Clue]:
    """Other articles with the same main event."""
    if subject.main is None:
        return
    for other in others:
        if other is subject or other.main is None:
            continue
        if same_event(other.main, subject.main, placed=True):
            days = other.event_days()
            written = _written_near(subject, days)
            if written is not None:
                why = _account_proof(other.reading, other.main, "reports the same event")
                yield Clue((written,), (why,))


def _written_near(subject: Subject, event: Days) -> Days | None:
    """When the article was written if another puts its event on those days; of an exact day
    reports may differ by one."""
    if event.earliest is None or event.latest is None:
        return None
    if event.earliest == event.latest:
        event = Days(event.earliest - _TOLERANCE, event.latest + _TOLERANCE)
    return subject.written(event)


def _copy_clues(
    subject: Subject, subjects: Mapping[str, Subject], families: Sequence[CopyFamily]
) -> Iterator[Clue]:
    """Dated copies of the same text."""
    for family in families:
        members = [member.article for member in family.members]
        if subject.article.id not in members:
            continue
        for member in members:
            other = subjects.get(member)
            if other is None or other is subject or other.dating is None:
                continue
            day = date.fromisoformat(other.dating.earliest or "")
            line = other.reading.lines[0] if other.reading.lines else None
            why = (
                Proof(
                    article=member, start=line.start, end=line.end, text=line.text,
                    says=f"a copy of this text is of {day}",
                ),
            ) if line else ()  # fmt: skip
            yield Clue((Days(day - _COPY, day + _COPY),), why)


def _subject(article: Article, reading: Reading) -> Subject:
    dating = given(article, reading)
    window = Window()
    if dating is not None and dating.earliest:
        day = date.fromisoformat(dating.earliest)
        window = Window((Days(day, day),), list(dating.why), exact=True)
    else:
        for clue in clues_of(article, reading):
            window.narrow(clue)
    return Subject(article, reading, window, main_account(reading), dating)


def _propagate(subjects: Mapping[str, Subject], families: Sequence[CopyFamily]) -> None:
    """Narrow the undated by the others until nothing changes."""
    everyone = list(subjects.values())
    undated = [subject for subject in everyone if subject.dating is None]
    for _ in range(_ROUNDS):
        changed = False
        for subject in undated:
            for clue in (
                *_copy_clues(subject, subjects, families),
                *_calendar_clues(subject, everyone),
                *_counted_clues(subject, everyone),
                *_event_clues(subject, everyone),
            ):
                changed |= subject.window.narrow(clue)
        if not changed:
            return


def _inferred(subject: Subject) -> Dating:
    """What is known at the end; `unknown` without a proof."""
    window = subject.window
    if not window.why:
        return Dating(article=subject.article.id, basis="unknown")
    first, last = window.earliest, window.latest
    exact = first is not None and first == last
    start = first.isoformat() if first else None
    end = last.isoformat() if last else None
    return Dating(
        article=subject.article.id,
        basis="inferred",
        date=start if exact else f"{start or '..'}/{end or '..'}",
        earliest=start,
        latest=end,
        why=tuple(window.why),
    )


def date_articles(
    articles: Mapping[str, Article],
    readings: Mapping[str, Reading],
    families: Sequence[CopyFamily],
) -> dict[str, Dating]:
    """Date a collection.

    Args:
        articles: by id.
        readings: by article id; articles without one are dated by metadata and address.
        families: which articles share a text.

    Returns:
        A dating for each article, `unknown` where nothing proves one.
    """
    subjects = {
        key: _subject(article, readings.get(key) or Reading(article=key, language=""))
        for key, article in articles.items()
    }
    _propagate(subjects, families)
    return {key: subject.dating or _inferred(subject) for key, subject in subjects.items()}
