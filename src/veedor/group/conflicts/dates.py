"""Days that cannot all be right for one event."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from veedor.group.background import Recalled
from veedor.group.collection import Collection
from veedor.group.events import MISSED_BY, Told
from veedor.group.mentions import When
from veedor.group.profiles import Profile, as_day
from veedor.model import Conflict, Side, SideSpan, Span, record_id

__all__ = ["date_conflicts"]


#: So many main reports are held against what others recall.
COMPARED = 30


def _weekday(when: When) -> int | None:
    """The ISO weekday that a time names (`XXXX-WXX-3`), or that its day is."""
    if when.value.startswith("XXXX-WXX-") and when.value[9:10].isdigit():
        return int(when.value[9])
    day = as_day(when.day)
    return day.isoweekday() if day else None


def _head_day(profile: Profile) -> tuple[When, int] | None:
    """The time in an article's head that gives the day of its main matter, and its weekday."""
    for mention in profile.head:
        if not mention.told:
            continue
        for when in mention.times:
            weekday = _weekday(when)
            day = as_day(when.day)
            if weekday is None:
                continue
            if day is None or (profile.earliest and profile.earliest <= day <= _last(profile)):
                return when, weekday
    return None


def _last(profile: Profile) -> date:
    return profile.latest or date.max


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


def _span(collection: Collection, article: str, span: Span) -> SideSpan:
    return SideSpan(
        start=span.start,
        end=span.end,
        text=span.text,
        article=article,
        origin=collection.origin(article),
    )


def date_conflicts(collection: Collection, told: Told, event: str) -> Iterator[Conflict]:
    """Days that other articles give for an event, against the day that its reports give.

    A recalled day is held against the time in a main report's head, by its weekday where the
    report itself has no date: 18 June 2024 was no Wednesday.
    """
    main = {profile.article for profile in told.profiles}
    heads = [(p, *found) for p in told.profiles if (found := _head_day(p))][:COMPARED]
    sides: dict[str, list[SideSpan]] = {}
    about = ""
    for act in told.recalled:
        if act.article in main:
            continue
        for profile, when, weekday in heads:
            day = _contrary(act, when, weekday)
            if day is None:
                continue
            about = about or act.act
            sides.setdefault(act.earliest.isoformat(), []).append(
                _span(collection, act.article, act.when.span)
            )
            sides.setdefault(day, []).append(_span(collection, profile.article, when.span))
    if len(sides) > 1:
        yield Conflict(
            id=record_id("conflict", event, "date"),
            event=event,
            attribute="date",
            about=about,
            sides=tuple(
                Side(value=day, evidence=tuple(dict.fromkeys(sides[day]))) for day in sorted(sides)
            ),
        )
