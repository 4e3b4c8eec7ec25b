"""Days that articles recall for an event, against the day that its own reports give."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from veedor.group.background import Recalled
from veedor.group.conflicts.sides import Evidence
from veedor.group.events import Told
from veedor.group.mentions import Mention, When
from veedor.group.profiles import Profile, as_day
from veedor.group.recall import MISSED_BY

__all__ = ["recalled_days"]

#: So many main reports are held against what others recall.
COMPARED = 30


def _weekday(when: When) -> int | None:
    """The ISO weekday that a time names (`XXXX-WXX-3`), or that its day is."""
    if when.value.startswith("XXXX-WXX-") and when.value[9:10].isdigit():
        return int(when.value[9])
    day = as_day(when.day)
    return day.isoweekday() if day else None


def _head_day(profile: Profile) -> tuple[Mention, When, int] | None:
    """The time in an article's head that gives the day of its main matter, and its weekday."""
    for mention in profile.head:
        if not mention.told:
            continue
        for when in mention.times:
            weekday = _weekday(when)
            day = as_day(when.day)
            if weekday is None or when.of_telling:
                continue
            last = profile.latest or date.max
            if day is None or (profile.earliest and profile.earliest <= day <= last):
                return mention, when, weekday
    return None


def _contrary(act: Recalled, when: When, weekday: int) -> str | None:
    """The day that the head's time means, if the recalled day cannot be that day."""
    written_out = any(letter.isdigit() for letter in act.when.span.text)
    if not written_out or act.earliest != act.latest or act.earliest.isoweekday() == weekday:
        return None
    day = as_day(when.day)
    if day is not None:
        return day.isoformat() if abs((day - act.earliest).days) <= MISSED_BY else None
    shift = (weekday - act.earliest.isoweekday() + 3) % 7 - 3
    return (act.earliest + timedelta(days=shift)).isoformat()


def recalled_days(told: Told) -> Iterator[tuple[str, str, Evidence]]:
    """Act, day and stretch of both sides, for each recalled day that cannot be right.

    A recalled day is held against the time in a main report's head, by its weekday where the
    report itself has no date: 18 June 2024 was no Wednesday.
    """
    main = {profile.article for profile in told.profiles}
    heads = [(p.article, *found) for p in told.distinct if (found := _head_day(p))][:COMPARED]
    for act in told.recalled:
        if act.article in main:
            continue
        for article, mention, when, weekday in heads:
            day = _contrary(act, when, weekday)
            if day is not None:
                yield act.act, act.earliest.isoformat(), (act.article, act.mention.span)
                yield act.act, day, (article, mention.span)
