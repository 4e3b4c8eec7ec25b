"""What one article's own text proves about the day it was written."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from veedor.date.accounts import Days
from veedor.link.calendar import bounds, resolve
from veedor.link.holidays import occurrences
from veedor.model import Article, Dating, Proof, Reading, Time

__all__ = ["Clue", "clues_of", "days_before", "given", "proof"]

_URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[/-]?([01]\d)[/-]?([0-3]\d)(?!\d)")
#: A day with a weekday's name is spoken of as that for less than a week.
_WEEK = timedelta(days=6)
#: The press existed; nothing is written before it.
_FIRST = date(1600, 1, 1)


@dataclass(frozen=True, slots=True)
class Clue:
    """Days on which the article may have been written, any of `ranges`, and the proofs."""

    ranges: tuple[Days, ...]
    why: tuple[Proof, ...]


def proof(reading: Reading, time: Time, says: str) -> Proof:
    """A time expression as a proof."""
    return Proof(article=reading.article, start=time.start, end=time.end, text=time.text, says=says)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _exact(article: str, basis: str, day: date, why: tuple[Proof, ...] = ()) -> Dating:
    text = day.isoformat()
    return Dating(
        article=article, basis=basis, date=text, earliest=text, latest=text,  # type: ignore[arg-type]
        why=why,
    )  # fmt: skip


def _on_dateline(reading: Reading, time: Time) -> bool:
    return any(
        line.kind == "dateline" and line.start <= time.start < line.end for line in reading.lines
    )


def _dateline(reading: Reading) -> tuple[date, Proof] | None:
    """A full date on a dateline."""
    for time in reading.times:
        day = _day(time.value) if _on_dateline(reading, time) else None
        if day:
            return day, proof(reading, time, f"the dateline says {day.isoformat()}")
    return None


def _address(article: Article) -> date | None:
    """A date in the page's address."""
    match = _URL_DAY.search(article.url or "")
    return _day("-".join(match.groups())) if match else None


def given(article: Article, reading: Reading) -> Dating | None:
    """The date that metadata, dateline or address give; a publication in the future is none."""
    collected = _day(article.collected_at)
    day = _day(article.published or "")
    if day and day > _FIRST and (collected is None or day <= collected + timedelta(days=1)):
        return _exact(article.id, "metadata", day)
    dateline = _dateline(reading)
    if dateline:
        return _exact(article.id, "dateline", dateline[0], (dateline[1],))
    day = _address(article)
    return _exact(article.id, "url", day) if day else None


def days_before(time: Time) -> Days | None:
    """How many days before the writing a time of the present or last week lies, as offsets.

    *hoy*: 0 to 0; *el martes* with a past verb: 0 to 6. None: it is not counted from the
    writing, or lies ahead. Offsets are days after 0001-01-01.
    """
    anchor = time.anchor
    if anchor is None or anchor.kind != "publication" or time.type not in ("DATE", "TIME"):
        return None
    head = time.value.partition("T")[0]
    if head == "XXXX-XX-XX" and not anchor.holiday and anchor.shift in ("P0D", "-P1D", "-P2D"):
        back = int(anchor.shift.strip("-PD"))
        return Days(date.min + timedelta(days=back), date.min + timedelta(days=back))
    weekday = re.fullmatch(r"XXXX-WXX-\d", head)
    if weekday and anchor.direction in ("past", "nearest") and anchor.shift is None:
        return Days(date.min, date.min + _WEEK)
    return None


def _line_kind(reading: Reading, time: Time) -> str:
    for line in reading.lines:
        if line.start <= time.start < line.end:
            return line.kind
    return "body"


def _explicit(reading: Reading) -> list[Clue]:
    """Full dates told as past or, in captions, at all, are not after the writing; those told
    as future are not before it."""
    clues = []
    for time in reading.times:
        span = bounds(time.value)
        if span is None or time.type not in ("DATE", "TIME") or _on_dateline(reading, time):
            continue
        caption = _line_kind(reading, time) == "caption"
        if time.tense == "future" and not caption:
            says = f"still to come: not after {span.latest.isoformat()}"
            clues.append(Clue((Days(None, span.latest),), (proof(reading, time, says),)))
        elif time.tense == "past" or caption or span.latest.year < date.min.year:
            says = f"already past: not before {span.earliest.isoformat()}"
            clues.append(Clue((Days(span.earliest, None),), (proof(reading, time, says),)))
    return clues


def _sentence(reading: Reading, time: Time) -> tuple[int, int]:
    for sentence in reading.sentences:
        if sentence.start <= time.start < sentence.end:
            return sentence.start, sentence.end
    return time.start, time.end


def _holidays(reading: Reading, years: range) -> list[Clue]:
    """A weekday or *hoy* told with a named day: the years in which they agree."""
    clues = []
    for time in reading.times:
        key = time.anchor.holiday if time.anchor else None
        if not key or _line_kind(reading, time) == "caption":
            continue
        start, end = _sentence(reading, time)
        for other in reading.times:
            back = days_before(other) if start <= other.start < end else None
            if back is None:
                continue
            number = re.match(r"XXXX-WXX-(\d)", other.value)
            days = [day for year in years for day, _ in occurrences(key, year)]
            if number:
                days = [day for day in days if day.isoweekday() == int(number[1])]
            says = f"{other.text} and {time.text} are one day"
            clues.append(
                Clue(
                    tuple(_after(day, back) for day in days),
                    (proof(reading, other, says), proof(reading, time, says)),
                )
            )
    return clues


def _after(day: date, back: Days) -> Days:
    """When one writes of a day that is so many days back."""
    first = (back.earliest or date.min) - date.min
    last = (back.latest or date.min) - date.min
    return Days(day + first, day + last)


def _weekday_ahead(reading: Reading, clue: Clue) -> Clue:
    """A weekday still to come narrows a clue of a week or so: the writing is not after it.

    It is sought from the first day of each range, as *el viernes* is the next Friday.
    """
    numbers = [
        (int(time.value[9]), time)
        for time in reading.times
        if re.fullmatch(r"XXXX-WXX-\d", time.value)
        and time.anchor
        and time.anchor.direction == "future"
        and time.anchor.kind == "publication"
        and _line_kind(reading, time) != "caption"
    ]
    if not numbers:
        return clue
    number, time = numbers[0]
    ranges = []
    for days in clue.ranges:
        if days.earliest is None or days.latest is None:
            return clue
        ahead = days.earliest + timedelta(days=(number - days.earliest.isoweekday()) % 7)
        ranges.append(replace(days, latest=min(days.latest, ahead)))
    return Clue(tuple(ranges), (*clue.why, proof(reading, time, "still to come")))


def _monthday(reading: Reading, years: range) -> list[Clue]:
    """A dateline with day and month and no year."""
    clues = []
    for time in reading.times:
        match = re.fullmatch(r"XXXX-(\d\d)-(\d\d)", time.value.partition("T")[0])
        if not match or not _on_dateline(reading, time):
            continue
        days = [_day(f"{year:04}-{match[1]}-{match[2]}") for year in years]
        ranges = tuple(Days(day, day) for day in days if day)
        clues.append(Clue(ranges, (proof(reading, time, "the dateline, without its year"),)))
    return clues


def clues_of(article: Article, reading: Reading) -> list[Clue]:
    """All that the article's own words prove about its day, strongest first."""
    collected = _day(article.collected_at) or date.today()
    explicit = _explicit(reading)
    years = range(1900, collected.year + 1)
    holidays = [_weekday_ahead(reading, clue) for clue in _holidays(reading, years)]
    bound = [Clue((Days(None, collected),), ())]
    return [*bound, *explicit, *_monthday(reading, years), *holidays]


def dated_times(reading: Reading, dating: Dating) -> list[tuple[int, Days]]:
    """The times of an article that lie on one day of the calendar, by index."""
    found = []
    for index, (time, placed) in enumerate(
        zip(reading.times, resolve(reading.times, dating), strict=True)
    ):
        if time.type in ("DATE", "TIME") and placed.earliest and placed.earliest == placed.latest:
            day = date.fromisoformat(placed.earliest)
            if time.value != "PRESENT_REF":
                found.append((index, Days(day, day)))
    return found
