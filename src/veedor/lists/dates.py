"""Dates as publishers write them, to EDTF (ISO 8601-2): partial, uncertain, intervals.

`1984-01-08`, `1952-03`, `1957~` (circa), `1961/1963` (somewhere between), and more than one
where a list gives alternatives.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

__all__ = ["day", "day_interval", "edtf", "edtf_all", "interval"]

_MONTHS = {
    month: number
    for number, names in enumerate(
        (
            "jan january", "feb february", "mar march", "apr april", "may", "jun june",
            "jul july", "aug august", "sep sept september", "oct october", "nov november",
            "dec december",
        ),
        start=1,
    )
    for month in names.split()
}  # fmt: skip
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_DATE = re.compile(
    r"""
    (?P<circa>\b(?:circa|approximately|approx\.?|possibly|about|ca?\.)\s*)?
    (?: (?P<iso>\d{4})-(?P<iso_month>\d{2})(?:-(?P<iso_day>\d{2}))?(?!\d)
      | (?P<dot_day>\d{1,2})[./]\s?(?P<dot_month>\d{1,2})[./]\s?(?P<dot_year>\d{4})(?!\d)
      | (?:(?P<word_day>\d{1,2})[\s-]+)?
        (?P<word_month>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)[.,]?[\s-]+(?P<word_year>\d{4})(?!\d)
      | (?P<year>(?<!\d)(?:18|19|20)\d{2}(?!\d))
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_RANGE = re.compile(r"\s*(?:to|and|-|–|—)\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\b", re.IGNORECASE)


def edtf_all(text: str) -> tuple[str, ...]:
    """Every date in a publisher's wording, in order, each once; none if there is none.

    Day before month, as all these publishers write it. Two dates joined by *to* or a dash
    are one interval.
    """
    found: list[str] = []
    matches = [(m, value) for m in _DATE.finditer(text) if (value := _value(m))]
    skip = False
    for index, (match, value) in enumerate(matches):
        if skip:
            skip = False
            continue
        if index + 1 < len(matches):
            following, later = matches[index + 1]
            if _joins(text, match.end(), following.start()):
                value, skip = _between(value, later), True
        if value not in found:
            found.append(value)
    return tuple(found)


def edtf(text: str) -> str | None:
    """The first date in a publisher's wording, or None."""
    found = edtf_all(text)
    return found[0] if found else None


def day(text: str | None, *, month_first: bool = False) -> str | None:
    """A full date as an ISO day, or None if it is not one (`03/28/2025` with `month_first`)."""
    if not text:
        return None
    if month_first and (us := re.fullmatch(r"\s*(\d{1,2})/(\d{1,2})/(\d{4}).*", text)):
        return _iso(us[3], us[1], us[2])
    found = edtf(text)
    return found if found and re.fullmatch(r"\d{4}-\d\d-\d\d", found) else None


def interval(value: str) -> tuple[str, str]:
    """The first and last day that an EDTF value of ours may mean, as ISO days."""
    first, _, last = value.replace("~", "").replace("?", "").partition("/")
    return _earliest(first), _latest(last or first)


def day_interval(asked: str | None) -> tuple[str, str]:
    """The first and last day of a day, month or year that is asked about; today if None.

    Raises:
        ValueError: it is none of these.
    """
    if asked is None:
        asked = datetime.now(UTC).date().isoformat()
    if not re.fullmatch(r"\d{4}(?:-\d\d(?:-\d\d)?)?", asked):
        raise ValueError(asked)
    first, last = interval(asked)
    date.fromisoformat(first), date.fromisoformat(last)
    return first, last


def _earliest(value: str) -> str:
    return value + "-01-01"[len(value) - 4 :]


def _latest(value: str) -> str:
    if len(value) == 4:
        return value + "-12-31"
    if len(value) == 7:
        month = int(value[5:])
        leap = int(value[:4]) % 4 == 0
        last = 28 if month == 2 and not leap else _LENGTHS[month - 1]
        return f"{value}-{last}"
    return value


def _joins(text: str, end: int, following: int) -> bool:
    gap = text[end:following]
    if not _RANGE.fullmatch(gap):
        return False
    return "and" not in gap.lower() or bool(_BETWEEN.search(text[:following]))


def _between(first: str, last: str) -> str:
    low, high = interval(first)[0], interval(last)[1]
    if low[:4] == high[:4] and low[5:] == "01-01" and high[5:] == "12-31":
        return low[:4]
    return f"{first.rstrip('~')}/{last.rstrip('~')}"


def _value(match: re.Match[str]) -> str | None:
    part = match.groupdict()
    year = part["iso"] or part["dot_year"] or part["word_year"] or part["year"]
    month = part["iso_month"] or part["dot_month"]
    if part["word_month"]:
        number = _MONTHS.get(part["word_month"].lower())
        if number is None:
            return str(year) if part["word_year"] else None
        month = str(number)
    value = _iso(year, month, part["iso_day"] or part["dot_day"] or part["word_day"])
    return f"{value}~" if value and part["circa"] else value


def _iso(year: str, month: str | None, day_of_month: str | None) -> str | None:
    if month is None:
        return year
    if not 1 <= int(month) <= 12:
        return None
    value = f"{year}-{int(month):02}"
    if day_of_month is None:
        return value
    if not 1 <= int(day_of_month) <= _LENGTHS[int(month) - 1]:
        return None
    return f"{value}-{int(day_of_month):02}"
