"""Days, and the days that TIMEX3 values and ISO 8601 durations span."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

__all__ = ["SEASONS", "Days", "bounds", "day_and_hour", "move"]

#: Months at which TIMEX3's seasons begin, in the north; the press dates by them everywhere.
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_AMOUNT = r"(\d+(?:\.\d+)?)"
_STEP = re.compile(rf"(-?)P(?:{_AMOUNT}Y)?(?:{_AMOUNT}M)?(?:{_AMOUNT}W)?(?:{_AMOUNT}D)?(?:T.*)?$")


@dataclass(frozen=True, slots=True)
class Days:
    """The days from `earliest` to `latest`, both included."""

    earliest: date
    latest: date


def _last_of(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _add_months(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    year = min(max(year, 1), 9998)
    return date(year, month + 1, min(day.day, _last_of(year, month + 1).day))


def move(day: date, shift: str | None) -> date:
    """A day moved by a signed ISO 8601 duration; hours and unknown amounts do not move it."""
    match = _STEP.match(shift or "")
    if match is None:
        return day
    sign = -1 if match[1] else 1
    years, months, weeks, days = (float(group or 0) for group in match.groups()[1:])
    whole = int(years * 12 + months)
    loose = (years * 12 + months - whole) * 30 + weeks * 7 + days
    moved = _add_months(day, sign * whole)
    try:
        return moved + timedelta(days=sign * int(loose))
    except OverflowError:
        return moved


def day_and_hour(value: str) -> tuple[str, str]:
    """A value's day and its time of day with the T; `2000-T1` is a third of a year."""
    match = re.fullmatch(r"(.*?[\dXE])(T.+)", value)
    return (match[1], match[2]) if match else (value, "")


def bounds(value: str) -> Days | None:
    """The days a full TIMEX3 value or an interval `A/B` spans; None if it fixes none."""
    if "/" in value:
        first, last = (bounds(side) for side in value.split("/", 1))
        return Days(first.earliest, last.latest) if first and last else None
    head = day_and_hour(value)[0]
    if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", head):
        day = _day_or_none(*match.groups())
        return Days(day, day) if day else None
    if match := re.fullmatch(r"(\d{4})-(\d\d)", head):
        first_day = _day_or_none(match[1], match[2], "1")
        return Days(first_day, _last_of(first_day.year, first_day.month)) if first_day else None
    if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", head):
        return _week_bounds(int(match[1]), int(match[2]), bool(match[3]))
    if match := re.fullmatch(r"(\d{4})-([QHT])(\d)", head):
        size = {"Q": 3, "H": 6, "T": 4}[match[2]]
        start = (int(match[3]) - 1) * size + 1
        if not 1 <= start <= 12 or match[1] == "0000":
            return None
        return Days(date(int(match[1]), start, 1), _last_of(int(match[1]), start + size - 1))
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", head):
        return _season_bounds(int(match[1]), match[2])
    if re.fullmatch(r"\d{2,4}", head):
        low = int(head.ljust(4, "0"))
        high = int(head.ljust(4, "9"))
        return Days(date(max(low, 1), 1, 1), date(high, 12, 31))
    return None


def _day_or_none(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _season_bounds(year: int, season: str) -> Days | None:
    """Three months either way: the south's seasons lie half a year off the north's."""
    if not 1 < year < 9990:
        return None
    start = date(year, SEASONS[season], 1)
    return Days(start, _add_months(start, 3) - timedelta(days=1) + timedelta(days=22))


def _week_bounds(year: int, week: int, weekend: bool) -> Days | None:
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    return Days(monday + timedelta(days=5 if weekend else 0), monday + timedelta(days=6))
