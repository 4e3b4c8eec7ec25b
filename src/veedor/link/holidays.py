"""Named days: on which days of a year they fall.

`holidays.yaml` is the table, free of languages: the names are in each language's `times.yaml`.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

from veedor.data import own_data
from veedor.errors import DataError

__all__ = ["easter", "occurrences"]

_FILE = "link/holidays.yaml"


@cache
def _table() -> dict[str, dict[str, Any]]:
    return own_data("veedor.link", "holidays.yaml")


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous computus, Nature, 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def _nth(year: int, month: int, weekday: int, number: int) -> date:
    """The nth weekday of a month; counted from its end if negative."""
    if number > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (number - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.isoweekday() - weekday) % 7 + 7 * (-number - 1))


def _first(entry: dict[str, Any], year: int) -> date:
    if "date" in entry:
        month, day = str(entry["date"]).split("-")
        return date(year, int(month), int(day))
    if "easter" in entry:
        return easter(year) + timedelta(days=int(entry["easter"]))
    return _nth(year, *entry["nth"]) + timedelta(days=int(entry.get("plus", 0)))


@cache
def occurrences(key: str, year: int) -> tuple[tuple[date, date], ...]:
    """First and last day of a named day in a year; empty out of the calendar's years.

    Raises:
        DataError: there is no such named day.
    """
    entry = _table().get(key)
    if entry is None:
        raise DataError(_FILE, "there is no such named day", key=key)
    if not 1 < year < 9998:
        return ()
    first = _first(entry, year)
    return ((first, first + timedelta(days=int(entry.get("days", 1)) - 1)),)
