"""What a TIMEX3 value leaves open, filled from the day it is seen from."""

from __future__ import annotations

import re
from datetime import date, timedelta

from veedor.link.days import SEASONS, day_and_hour

__all__ = ["place"]

_OPEN_DAY = "XXXX-XX-XX"
#: Without a verb's help a month lies ahead only if it is one of the next four: the press
#: tells more of what was. Swept 2, 3, 4, 6 on TimeBank: value F1 English 0.788, 0.789, 0.790,
#: 0.788; Spanish 0.868, 0.868, 0.868, 0.870.
_AHEAD = 4
#: Months ahead in which a day without a year is this year's even under a past verb.
_SOON = 1


def place(value: str, reference: date, direction: str | None = None) -> str:
    """Fill what a value leaves open from a reference day.

    Args:
        value: a TIMEX3 value with `X` for the unknown.
        reference: the day it is seen from.
        direction: past and future include the reference itself; `same` is within its week,
            month or year; nearest is the closest.

    Returns:
        The value with all that the reference tells; unchanged if it tells nothing.
    """
    head, tail = day_and_hour(value)
    return _place_day(head, reference, direction) + tail


def _place_day(head: str, reference: date, direction: str | None) -> str:
    week = reference.isocalendar()
    simple = {
        _OPEN_DAY: reference.isoformat(),
        "XXXX-XX": f"{reference:%Y-%m}",
        "XXXX": f"{reference.year:04}",
        "XXX": f"{reference.year // 10:03}",
        "XX": f"{reference.year // 100:02}",
        "XXXX-WXX": f"{week.year:04}-W{week.week:02}",
    }
    if head in simple:
        return simple[head]
    if head == "XXXX-WXX-WE":
        over = direction == "past" and reference.isoweekday() < 6
        week = (reference - timedelta(days=7 if over else 0)).isocalendar()
        return f"{week.year:04}-W{week.week:02}-WE"
    if match := re.fullmatch(r"XXXX-WXX-(\d)", head):
        return _weekday(int(match[1]), reference, direction).isoformat()
    if match := re.fullmatch(r"XXXX-XX-(\d\d)", head):
        return _day_of_month(int(match[1]), reference, direction)
    if match := re.fullmatch(r"XXXX-(\d\d)-(\d\d)", head):
        year = _year_of(int(match[1]), int(match[2]), reference, direction)
        return f"{year:04}{head[4:]}"
    if match := re.fullmatch(r"XXXX-(\d\d)", head):
        return f"{_month_year(int(match[1]), reference, direction):04}{head[4:]}"
    if match := re.fullmatch(r"XXXX-([QHT])([\dX])", head):
        return _fraction(match[1], match[2], reference, direction)
    if match := re.fullmatch(r"XXXX-(SP|SU|FA|WI)", head):
        return _season(match[1], reference, direction)
    return head


def _year_of(month: int, day: int, reference: date, direction: str | None) -> int:
    """The year in which a month and day lie on the wanted side of the reference."""
    if direction in (None, "same"):
        return reference.year
    if direction == "past":
        # *Fijó el 10 de noviembre* of a day soon to come: last year's would be told with its year.
        over = (month, day) > (reference.month, reference.day)
        return reference.year - (over and (month - reference.month) > _SOON)
    if direction == "future":
        return reference.year + ((month, day) < (reference.month, reference.day))
    if month == reference.month:
        return reference.year
    before = month < reference.month
    if (month - reference.month) % 12 <= _AHEAD:
        return reference.year + before
    return reference.year - (not before)


def _month_year(month: int, reference: date, direction: str | None) -> int:
    if direction in (None, "same"):
        return reference.year
    if direction == "past":
        return reference.year - (month > reference.month)
    if direction == "future":
        return reference.year + (month < reference.month)
    ahead = (month - reference.month) % 12
    if ahead <= _AHEAD:
        return reference.year + (month < reference.month)
    return reference.year - (month > reference.month)


def _weekday(number: int, reference: date, direction: str | None) -> date:
    ahead = (number - reference.isoweekday()) % 7
    if direction == "past":
        return reference - timedelta(days=(-ahead) % 7)
    if direction == "future":
        return reference + timedelta(days=ahead)
    if direction == "same":
        return reference + timedelta(days=number - reference.isoweekday())
    return reference + timedelta(days=ahead if ahead <= 3 else ahead - 7)


def _day_of_month(number: int, reference: date, direction: str | None) -> str:
    """A day of the month whose month is not named."""
    year, month = reference.year, reference.month
    if direction == "past" and number > reference.day:
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
    elif direction == "future" and number < reference.day:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return f"{year:04}-{month:02}-{number:02}"


def _fraction(kind: str, number: str, reference: date, direction: str | None) -> str:
    """A quarter, half or third of a year."""
    size = {"Q": 3, "H": 6, "T": 4}[kind]
    if number == "X":
        return f"{reference.year:04}-{kind}{(reference.month - 1) // size + 1}"
    first = (int(number) - 1) * size + 1
    last = first + size - 1
    year = reference.year
    if direction == "past" and first > reference.month:
        year -= 1
    elif direction == "future" and last < reference.month:
        year += 1
    elif direction == "nearest" and first - reference.month > 3:
        # A period is spoken of when it is over or running: *the fourth quarter* in February.
        year -= 1
    return f"{year:04}-{kind}{number}"


def _season(season: str, reference: date, direction: str | None) -> str:
    start = SEASONS[season]
    year = reference.year
    if direction == "past" and start > reference.month:
        year -= 1
    elif direction == "future" and start + 2 < reference.month:
        year += 1
    return f"{year:04}-{season}"
