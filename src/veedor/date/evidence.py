"""What one article's own text proves about the day it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from veedor.date.accounts import Days, main_sentences
from veedor.date.given import address_month, day_of, on_dateline, proof, weekday_in, words
from veedor.link.calendar import resolve
from veedor.link.days import bounds, move
from veedor.link.holidays import occurrences
from veedor.model import Article, Dating, Proof, Reading, Time

__all__ = [
    "Back", "Clue", "clues_of", "dated_times", "days_before", "half_of",
    "same_sentence", "weekday_of", "written",
]  # fmt: skip

#: Years in which a day without its year is sought where nothing says that it is later.
_EARLIEST_YEAR = 1900
#: A day told with its weekday and its month but no year is of the last or next weeks: who tells
#: of one farther off gives the year. The three in the example press lie within two days.
_NEAR = timedelta(days=60)
#: A day of a month that is not named is of this month or of the last or next days.
_MONTHLESS = timedelta(days=30)
#: *nueve meses* is right to half of its unit, in days.
_HALF = {"D": 0, "W": 3, "M": 14, "Y": 182}


@dataclass(frozen=True, slots=True)
class Clue:
    """Days on which the article may have been written, any of `ranges`, and the proofs.

    `basis` is set where it is no inference; `yearless` marks ranges that were sought year by
    year and so do not prove that nothing is earlier.
    """

    ranges: tuple[Days, ...]
    why: tuple[Proof, ...]
    basis: str = "inferred"
    yearless: bool = False


class Back(NamedTuple):
    """How many days before the writing a day lies, from `least` to `most`; ahead if negative."""

    least: int
    most: int


def half_of(shift: str) -> timedelta:
    """How far off a distance in whole units may be."""
    return timedelta(days=_HALF.get(shift[-1], 0))


# ------------------------------------------------------------------ distance from the writing


def _weekday_back(reading: Reading, time: Time, direction: str | None) -> Back | None:
    """*este miércoles* is today or yesterday, *el miércoles* within the week.

    In 509 leads of agency reports a weekday is the day of writing in 430 and the day before
    in 65 (other papers: 70 and 19 of 100), so that agency copy counts as *este miércoles*.
    """
    near = time.text.split()[0].casefold() in words(reading.language, "today")
    agency = bool(reading.agencies) and any(
        start <= time.start < end for start, end in main_sentences(reading)
    )
    if direction == "past" or (direction == "nearest" and agency):
        return Back(0, 1) if near or agency else Back(0, 6)
    if direction == "nearest":
        return Back(-1, 1) if near else Back(0, 6)
    return Back(-6, 0) if direction == "future" else None


def days_before(reading: Reading, time: Time) -> Back | None:
    """How long before the writing a day lies that is counted from it.

    *hoy* 0 to 0; *el martes* with a past verb 0 to 6; *el viernes* with a future one -6 to 0.
    None: it is not counted from the writing, or not in days.
    """
    anchor = time.anchor
    if anchor is None or anchor.kind != "publication" or time.type not in ("DATE", "TIME"):
        return None
    head = time.value.partition("T")[0]
    if anchor.holiday:
        return None
    if head == "XXXX-XX-XX" and (step := re.fullmatch(r"(-?)P([0-3])D", anchor.shift or "")):
        back = int(step[2]) * (1 if step[1] else -1)
        return Back(back, back)
    if head == "XXXX-WXX" and (step := re.fullmatch(r"(-?)P([01])W", anchor.shift or "")):
        weeks = int(step[2]) * (1 if step[1] else -1)
        return Back(7 * weeks - 6, 7 * weeks + 6)
    if re.fullmatch(r"XXXX-WXX-\d", head):
        if anchor.shift == "-P1D":
            return Back(1, 7)
        return _weekday_back(reading, time, anchor.direction) if anchor.shift is None else None
    return None


def written(day: date, back: Back) -> Days:
    """When one writes of a day that is so many days back."""
    return Days(day + timedelta(days=back.least), day + timedelta(days=back.most))


# ------------------------------------------------------------------ explicit dates


def weekday_of(reading: Reading, time: Time) -> int | None:
    """The weekday that a time names, alone or besides (*ayer viernes*): 1 is Monday."""
    match = re.match(r"XXXX-WXX-(\d)", time.value)
    return int(match[1]) if match else weekday_in(reading, time)


def line_kind(reading: Reading, time: Time) -> str:
    """The kind of the line that a time stands on."""
    for line in reading.lines:
        if line.start <= time.start < line.end:
            return line.kind
    return "body"


def _since(reading: Reading, time: Time) -> bool:
    """Whether *desde*, *tras*, *since* before a date make it past."""
    for line in reading.lines:
        if line.start <= time.start < line.end:
            before = line.text[: time.start - line.start].rstrip().casefold().split()
            inside = time.text.casefold().split()[:1]
            return bool(before and before[-1] in words(reading.language, "since")) or bool(
                inside and inside[0] in words(reading.language, "since")
            )
    return False


def _explicit(reading: Reading) -> Iterator[Clue]:
    """Full dates told as past or, in captions, at all, are not after the writing; those told
    as future are not before it."""
    for time in reading.times:
        span = bounds(time.value)
        if span is None or time.type not in ("DATE", "TIME") or on_dateline(reading, time):
            continue
        caption = line_kind(reading, time) == "caption"
        if time.tense == "future" and not caption:
            says = f"still to come: not after {span.latest.isoformat()}"
            yield Clue((Days(None, span.latest),), (proof(reading, time, says),))
        elif time.tense == "past" or caption or _since(reading, time):
            says = f"already past: not before {span.earliest.isoformat()}"
            yield Clue((Days(span.earliest, None),), (proof(reading, time, says),))


# ------------------------------------------------------------------ days without a year


def _in_years(month: int, day: int, years: range, weekday: int | None) -> list[date]:
    found = (day_of(f"{year:04}-{month:02}-{day:02}") for year in years)
    return [day for day in found if day and weekday in (None, day.isoweekday())]


def _month_and_day(time: Time) -> tuple[int, int] | None:
    match = re.fullmatch(r"XXXX-(\d\d)-(\d\d)", time.value.partition("T")[0])
    return (int(match[1]), int(match[2])) if match else None


def _datelines(reading: Reading, years: range) -> Iterator[Clue]:
    """A dateline with day and month and no year: that day, of any year with its weekday."""
    for time in reading.times:
        found = _month_and_day(time)
        if found is None or not on_dateline(reading, time):
            continue
        days = _in_years(*found, years, weekday_in(reading, time))
        why = (proof(reading, time, "the dateline, without its year"),)
        yield Clue(tuple(Days(day, day) for day in days), why, "dateline", yearless=True)


def _weekdays_with_day(reading: Reading, years: range) -> Iterator[Clue]:
    """*el martes 15 de agosto*: the years in which the 15th is a Tuesday, told near the day."""
    for time in reading.times:
        found, weekday = _month_and_day(time), weekday_in(reading, time)
        if found is None or weekday is None or on_dateline(reading, time):
            continue
        if line_kind(reading, time) == "caption" or (time.anchor and time.anchor.kind == "time"):
            continue
        before = timedelta() if time.tense == "past" else _NEAR
        after = timedelta() if time.tense == "future" else _NEAR
        days = _in_years(*found, years, weekday)
        yield Clue(
            tuple(Days(day - before, day + after) for day in days),
            (proof(reading, time, "a year in which day and weekday agree"),),
            yearless=True,
        )


def _weekdays_with_number(reading: Reading, years: range) -> Iterator[Clue]:
    """*el lunes 19*: the months whose 19th is a Monday, told within a month of the day."""
    for time in reading.times:
        number, weekday = re.fullmatch(r"XXXX-XX-(\d\d)", time.value), weekday_in(reading, time)
        if number is None or weekday is None or on_dateline(reading, time):
            continue
        if line_kind(reading, time) == "caption" or (time.anchor and time.anchor.kind == "time"):
            continue
        months = (f"{year:04}-{month:02}" for year in years for month in range(1, 13))
        days = [
            day
            for month in months
            if (day := day_of(f"{month}-{number[1]}")) and day.isoweekday() == weekday
        ]
        before = timedelta() if time.tense == "past" else _MONTHLESS
        after = timedelta() if time.tense == "future" else _MONTHLESS
        yield Clue(
            tuple(Days(day - before, day + after) for day in days),
            (proof(reading, time, "a month in which day and weekday agree"),),
            yearless=True,
        )


def _sentence(reading: Reading, time: Time) -> tuple[int, int]:
    for sentence in reading.sentences:
        if sentence.start <= time.start < sentence.end:
            return sentence.start, sentence.end
    return time.start, time.end


def same_sentence(reading: Reading, time: Time) -> Iterator[tuple[Time, Back]]:
    """The days counted from the writing in the sentence of another time."""
    start, end = _sentence(reading, time)
    for other in reading.times:
        back = days_before(reading, other) if start <= other.start < end else None
        if back is not None and other is not time:
            yield other, back


def _holidays(reading: Reading, years: range) -> Iterator[Clue]:
    """A weekday or *hoy* told with a named day: the years in which they agree."""
    for time in reading.times:
        key = time.anchor.holiday if time.anchor else None
        if not key or line_kind(reading, time) == "caption":
            continue
        for other, back in same_sentence(reading, time):
            number = re.match(r"XXXX-WXX-(\d)", other.value)
            days = [day for year in years for day, _ in occurrences(key, year)]
            if number:
                days = [day for day in days if day.isoweekday() == int(number[1])]
            says = f"{other.text} and {time.text} are one day"
            yield Clue(
                tuple(written(day, back) for day in days),
                (proof(reading, other, says), proof(reading, time, says)),
                yearless=True,
            )


def _weekday_ahead(reading: Reading, clue: Clue) -> Clue:
    """A weekday still to come narrows a clue of a week or so: the writing is not after it.

    It is sought from the first day of each range, as *el viernes* is the next Friday.
    """
    ahead = [
        (int(time.value[9]), time)
        for time in reading.times
        if re.fullmatch(r"XXXX-WXX-\d", time.value)
        and time.anchor
        and time.anchor.direction == "future"
        and time.anchor.kind == "publication"
        and line_kind(reading, time) != "caption"
    ]
    if not ahead or any(days.earliest is None or days.latest is None for days in clue.ranges):
        return clue
    number, time = ahead[0]
    ranges = []
    for days in clue.ranges:
        first, last = days.earliest or date.min, days.latest or date.max
        coming = first + timedelta(days=(number - first.isoweekday()) % 7)
        ranges.append(Days(first, min(last, coming)))
    why = (*clue.why, proof(reading, time, "still to come"))
    return replace(clue, ranges=tuple(ranges), why=why)


# ------------------------------------------------------------------ distances from a known day


def _distances(reading: Reading) -> Iterator[Clue]:
    """What is told as so far from a day with a date.

    *A un mes de cumplirse el primer aniversario del tratado firmado el 18 de junio de 2024*
    fixes the writing; *el jueves se cumple un año de la firma del 18 de junio de 2024* too.
    """
    placed = resolve(reading.times, None)
    for time in reading.times:
        anchor = time.anchor
        if anchor is None or anchor.kind != "time" or anchor.time is None or not anchor.shift:
            continue
        if time.type == "DURATION" and anchor.direction == "past":
            target = placed[anchor.time].earliest
            if target:
                yield _counted_down(reading, time, date.fromisoformat(target))
        elif anchor.direction == "same":
            origin = placed[anchor.time]
            if origin.earliest and origin.earliest == origin.latest:
                day = move(date.fromisoformat(origin.earliest), anchor.shift)
                yield from _anniversary(reading, time, day)


def _counted_down(reading: Reading, time: Time, target: date) -> Clue:
    """*A un mes de cumplirse …*: the writing is a month before, give or take."""
    shift = (time.anchor.shift if time.anchor else None) or ""
    day, slack = move(target, shift), half_of(shift)
    # People round: a month before is told some days before or after, not half a month.
    slack = min(slack, timedelta(days=7)) if "Y" not in shift else slack
    says = f"counted back from {target.isoformat()}"
    return Clue((Days(day - slack, day + slack),), (proof(reading, time, says),))


def _anniversary(reading: Reading, time: Time, day: date) -> Iterator[Clue]:
    if not re.fullmatch(r"P\d+Y", (time.anchor.shift if time.anchor else None) or ""):
        return
    for other, back in same_sentence(reading, time):
        says = f"{other.text} is {day.isoformat()}"
        yield Clue(
            (written(day, back),), (proof(reading, other, says), proof(reading, time, says))
        )


def _first_year(clues: list[Clue]) -> int:
    """The year before which the article was not written."""
    days = [clue.ranges[0].earliest for clue in clues if len(clue.ranges) == 1]
    return max((day.year for day in days if day), default=_EARLIEST_YEAR)


def clues_of(article: Article, reading: Reading) -> list[Clue]:
    """All that the article's address and words prove about its day, strongest first."""
    collected = day_of(article.collected_at) or date.today()
    sure = [Clue((Days(None, collected),), ()), *_explicit(reading), *_distances(reading)]
    month = address_month(article)
    if month is not None:
        sure.append(Clue((month,), (), "url"))
    years = range(_first_year(sure), collected.year + 1)
    return [
        *sure,
        *_datelines(reading, years),
        *(_weekday_ahead(reading, clue) for clue in _holidays(reading, years)),
        *_weekdays_with_day(reading, years),
        *_weekdays_with_number(reading, years),
    ]


def dated_times(reading: Reading, dating: Dating) -> list[tuple[int, Days]]:
    """The times of an article that lie on one day of the calendar, by index."""
    found = []
    for index, (time, placed) in enumerate(
        zip(reading.times, resolve(reading.times, dating), strict=True)
    ):
        if time.type in ("DATE", "TIME") and placed.earliest and placed.earliest == placed.latest:
            day = date.fromisoformat(placed.earliest)
            if time.value != "PRESENT_REF" and not on_dateline(reading, time):
                found.append((index, Days(day, day)))
    return found
