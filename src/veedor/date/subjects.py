"""An article while it is being dated: its window, and what it tells of which event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from veedor.date.accounts import (
    Account,
    Days,
    accounts_of,
    event_phrase,
    main_account,
    main_sentences,
)
from veedor.date.evidence import (
    Back,
    clues_of,
    days_before,
    half_of,
    same_sentence,
    weekday_of,
)
from veedor.date.given import given
from veedor.date.window import Window
from veedor.link.days import move
from veedor.model import Article, Dating, Proof, Reading, Time

__all__ = ["Subject", "account_proof", "subject_of", "window_of"]

#: The main event of an article without a day is of the last days (press cycles: two).
_FRESH = Back(0, 2)
#: How far from the top a sentence may give the day of the main matter.
_NEAR_TOP = 5


@dataclass(slots=True)
class Subject:
    """An article with its window and what it mainly tells; `dating` is what was given."""

    article: Article
    reading: Reading
    window: Window
    dating: Dating | None
    main: Account | None = None
    accounts: list[Account] = field(default_factory=list)

    @property
    def back(self) -> Back:
        """How long before the writing the main event was."""
        if self.main is None:
            return _FRESH
        today = [
            index
            for account in self.accounts[:_NEAR_TOP]
            if account.kinds & self.main.kinds
            for index in account.times
        ]
        for index in (*self.main.times, *today):
            found = days_before(self.reading, self.reading.times[index])
            if found is not None:
                return found
        return _FRESH

    def weekday(self) -> int | None:
        """The weekday of the main event, if it is told."""
        for index in self.main.times if self.main else ():
            time = self.reading.times[index]
            number = weekday_of(self.reading, time)
            if number and days_before(self.reading, time):
                return number
        return None

    def event_days(self) -> Days:
        """The days on which the main event may have been."""
        back, days = self.back, self.window.days
        event = Days(
            days.earliest - timedelta(days=back.most) if days.earliest else None,
            days.latest - timedelta(days=back.least) if days.latest else None,
        )
        return _on_weekday(event, self.weekday()) or event

    def written(self, wanted: Days) -> Days | None:
        """When the article was written if its main event was on those days.

        None: its weekday is not among them.
        """
        event = _on_weekday(wanted, self.weekday())
        if event is None:
            return None
        back = self.back
        return Days(
            event.earliest + timedelta(days=back.least) if event.earliest else None,
            event.latest + timedelta(days=back.most) if event.latest else None,
        )

    def current(self) -> Dating | None:
        """The dating as far as it is known now."""
        if self.dating is not None:
            return self.dating
        days = self.window.days
        if days.earliest is None or days.latest is None:
            return None
        return Dating(
            article=self.article.id, basis="inferred",
            earliest=days.earliest.isoformat(), latest=days.latest.isoformat(),
        )  # fmt: skip

    def phrases(self) -> Iterator[tuple[Time, Account]]:
        """The events that the article's own matter is counted from.

        *La visita se produce nueve meses después de que recibiera a …*: told of the present, or
        in the first sentences; a distance in the past is between two other events.
        """
        first = main_sentences(self.reading)
        for time in self.reading.times:
            anchor = time.anchor
            shift = anchor.shift if anchor else None
            if time.type != "DURATION" or anchor is None or not shift:
                continue
            if anchor.kind not in ("event", "time") or "X" in shift or "T" in shift:
                continue
            if anchor.direction is not None:
                continue
            if time.tense is not None and not any(a <= time.start < b for a, b in first):
                continue
            phrase = event_phrase(self.reading, time)
            if phrase is not None:
                yield time, phrase

    def anniversaries(self) -> Iterator[tuple[Time, Time, Back, Account]]:
        """Anniversaries of an event that is only told, with the day of which they are told."""
        for time in self.reading.times:
            anchor = time.anchor
            if anchor is None or anchor.kind != "event" or anchor.direction != "same":
                continue
            phrase = event_phrase(self.reading, time)
            if phrase is None or not phrase.kinds:
                continue
            if self.main is not None and not phrase.people:
                people, parties = self.main.people, phrase.parties | self.main.parties
                phrase = replace(phrase, people=people, parties=parties)
            for other, back in same_sentence(self.reading, time):
                yield time, other, back, phrase

    def before(self, time: Time) -> Days | None:
        """The days of the event that the main one is so much after."""
        event = self.event_days()
        shift = (time.anchor.shift if time.anchor else None) or ""
        if event.earliest is None or event.latest is None:
            return None
        back, slack = shift[1:] if shift.startswith("-") else f"-{shift}", half_of(shift)
        return Days(move(event.earliest, back) - slack, move(event.latest, back) + slack)

    def after(self, time: Time, event: Days) -> Days | None:
        """When the article was written if the event it counts from was on those days."""
        shift = (time.anchor.shift if time.anchor else None) or ""
        if event.earliest is None or event.latest is None:
            return None
        slack = half_of(shift)
        return self.written(
            Days(move(event.earliest, shift) - slack, move(event.latest, shift) + slack)
        )


def _on_weekday(days: Days, weekday: int | None) -> Days | None:
    """Cut a stretch down to its first and last such weekday; None if it has none."""
    if weekday is None or days.earliest is None or days.latest is None:
        return days
    first = days.earliest + timedelta(days=(weekday - days.earliest.isoweekday()) % 7)
    last = days.latest - timedelta(days=(days.latest.isoweekday() - weekday) % 7)
    return Days(first, last) if first <= last else None


def account_proof(reading: Reading, account: Account, says: str) -> Proof:
    """The first sentence of an account as a proof."""
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


def window_of(article: Article, reading: Reading) -> tuple[Dating | None, Window]:
    """An article as given, and the days that its own words leave."""
    dating = given(article, reading)
    window = Window()
    if dating is not None and dating.earliest:
        day = date.fromisoformat(dating.earliest)
        window = Window((Days(day, day),), list(dating.why))
    for clue in clues_of(article, reading):
        window.narrow(clue)
    return dating, window


def subject_of(article: Article, reading: Reading) -> Subject:
    """An article as given, or narrowed by its own words, and what it tells."""
    dating, window = window_of(article, reading)
    return Subject(
        article, reading, window, dating, main_account(reading), accounts_of(reading)
    )
