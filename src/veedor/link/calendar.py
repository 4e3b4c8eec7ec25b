"""Times as read, placed on the calendar, given when the article was written.

`X` in a TIMEX3 value is what the reference day fills in: the day of writing, or the day of
another expression, moved by the anchor's `shift`; `direction` says on which side of it an
incomplete date is sought.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from veedor.link.holidays import occurrences
from veedor.model import Anchor, Dating, Resolved, Time

__all__ = ["bounds", "move", "place", "resolve", "when_of"]

#: Months at which TIMEX3's seasons begin, in the north; the press dates by them everywhere.
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_AMOUNT = r"(\d+(?:\.\d+)?)"
_STEP = re.compile(rf"(-?)P(?:{_AMOUNT}Y)?(?:{_AMOUNT}M)?(?:{_AMOUNT}W)?(?:{_AMOUNT}D)?(?:T.*)?$")
_OPEN_DAY = "XXXX-XX-XX"


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


#: Without a verb's help a month lies ahead only if it is one of the next four: the press
#: tells more of what was. Swept 2, 3, 4, 6 on TimeBank: value F1 English 0.788, 0.789, 0.790,
#: 0.788; Spanish 0.868, 0.868, 0.868, 0.870.
_AHEAD = 4


#: Months ahead in which a day without a year is this year's even under a past verb.
_SOON = 1


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
    start = _SEASONS[season]
    year = reference.year
    if direction == "past" and start > reference.month:
        year -= 1
    elif direction == "future" and start + 2 < reference.month:
        year += 1
    return f"{year:04}-{season}"


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
    head, tail = _split(value)
    return _place_day(head, reference, direction) + tail


def _split(value: str) -> tuple[str, str]:
    """A value's day and its time of day with the T; `2000-T1` is a third of a year."""
    match = re.fullmatch(r"(.*?[\dXE])(T.+)", value)
    return (match[1], match[2]) if match else (value, "")


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


def _day_or_none(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def bounds(value: str) -> Days | None:
    """The days a full TIMEX3 value or an interval `A/B` spans; None if it fixes none."""
    if "/" in value:
        first, last = (bounds(side) for side in value.split("/", 1))
        return Days(first.earliest, last.latest) if first and last else None
    head = _split(value)[0]
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


def _season_bounds(year: int, season: str) -> Days | None:
    """Three months either way: the south's seasons lie half a year off the north's."""
    if not 1 < year < 9990:
        return None
    start = date(year, _SEASONS[season], 1)
    return Days(start, _add_months(start, 3) - timedelta(days=1) + timedelta(days=22))


def _week_bounds(year: int, week: int, weekend: bool) -> Days | None:
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    return Days(monday + timedelta(days=5 if weekend else 0), monday + timedelta(days=6))


def _references(dating: Dating | None) -> tuple[date, date] | None:
    """The first and last day on which the article may have been written."""
    if dating is None or not dating.earliest or not dating.latest:
        return None
    return date.fromisoformat(dating.earliest), date.fromisoformat(dating.latest)


def _seen_from(time: Time, anchor: Anchor, reference: date, done: Sequence[str]) -> str:
    """The value of one expression seen from one possible day of writing."""
    day = reference
    if anchor.kind == "time" and anchor.time is not None:
        found = bounds(done[anchor.time])
        if found is None and done[anchor.time].startswith("X"):
            return time.value
        day = _inner(found, anchor) if found else reference
    if anchor.holiday:
        return _named_day(time.value, anchor, day)
    if time.value == "PRESENT_REF" or time.type == "DURATION":
        return time.value
    return place(time.value, move(day, anchor.shift), anchor.direction)


def _inner(found: Days, anchor: Anchor) -> date:
    """The day of a longer expression from which another is counted."""
    backwards = (anchor.shift or "").startswith("-") or anchor.direction == "past"
    return found.earliest if not backwards else found.latest


def _named_day(value: str, anchor: Anchor, reference: date) -> str:
    """The holiday on the wanted side of the reference."""
    days = [
        (day, last)
        for year in (reference.year - 1, reference.year, reference.year + 1)
        for day, last in occurrences(anchor.holiday or "", year)
    ]
    if not days:
        return value
    if anchor.direction == "past":
        days = [pair for pair in days if pair[0] <= reference] or days
    elif anchor.direction == "future":
        days = [pair for pair in days if pair[1] >= reference] or days
    first, last = min(days, key=lambda pair: abs((pair[0] - reference).days))
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def _extent(time: Time, value: str, anchor: Anchor | None, reference: date | None) -> Days | None:
    """The days an expression speaks of: of its value, or of the stretch its anchor tells."""
    if value == "PRESENT_REF" and reference is not None:
        return Days(reference, reference)
    if time.type == "DURATION":
        return _stretch(anchor, reference) or bounds(value)
    return bounds(value) if time.type != "SET" else None


def _stretch(anchor: Anchor | None, reference: date | None) -> Days | None:
    """*los últimos dos meses*: the days between the writing and so long before or after."""
    if anchor is None or anchor.kind != "publication" or reference is None:
        return None
    if not anchor.shift or "X" in anchor.shift:
        return None
    other = move(reference, anchor.shift)
    return Days(min(other, reference), max(other, reference))


def _order(times: Sequence[Time]) -> list[int]:
    """Indices such that an expression comes after the one it is anchored to."""
    done: list[int] = []
    seen: set[int] = set()
    for index in range(len(times)):
        chain = []
        at: int | None = index
        while at is not None and at not in seen and at not in chain:
            chain.append(at)
            anchor = times[at].anchor
            at = anchor.time if anchor and anchor.kind == "time" else None
        done.extend(reversed(chain))
        seen.update(chain)
    return done


def _resolve_from(times: Sequence[Time], reference: date | None) -> list[tuple[str, Days | None]]:
    values = [time.value for time in times]
    extents: list[Days | None] = [None] * len(times)
    for index in _order(times):
        time = times[index]
        anchor = time.anchor
        absolute = anchor is None
        follows = anchor is not None and anchor.kind == "time" and anchor.time is not None
        if anchor is not None and (reference is not None or follows):
            values[index] = _seen_from(time, anchor, reference or date(1, 1, 1), values)
        if absolute or reference is not None or follows:
            extents[index] = _extent(time, values[index], anchor, reference)
    return list(zip(values, extents, strict=True))


def resolve(times: Sequence[Time], dating: Dating | None) -> tuple[Resolved, ...]:
    """Place an article's times on the calendar.

    Args:
        times: all of them, in order: anchors are indices.
        dating: when it was written. Of an interval both ends are tried: a value on which
            they disagree is left as it was read, and its days span both.

    Returns:
        One `Resolved` for each time, in order.
    """
    references = _references(dating)
    if references is None:
        return tuple(_resolved(value, days) for value, days in _resolve_from(times, None))
    first = _resolve_from(times, references[0])
    if references[0] == references[1]:
        return tuple(_resolved(value, days) for value, days in first)
    last = _resolve_from(times, references[1])
    return tuple(
        _resolved(one, days) if one == other else _resolved(time.value, _union(days, more))
        for time, (one, days), (other, more) in zip(times, first, last, strict=True)
    )


def _union(first: Days | None, second: Days | None) -> Days | None:
    if first is None or second is None:
        return None
    return Days(min(first.earliest, second.earliest), max(first.latest, second.latest))


def _resolved(value: str, days: Days | None) -> Resolved:
    if days is None:
        return Resolved(value=value)
    return Resolved(value=value, earliest=days.earliest.isoformat(), latest=days.latest.isoformat())


def when_of(times: Iterable[int], resolved: Sequence[Resolved]) -> str | None:
    """The EDTF date of something told with those times: the narrowest that is known.

    Args:
        times: indices of its time expressions.
        resolved: the article's times on the calendar.
    """
    known = [resolved[index] for index in times if resolved[index].earliest]
    if not known:
        return None
    best = min(known, key=_width)
    if best.earliest == best.latest:
        return best.earliest
    plain = re.fullmatch(r"\d{4}(-\d\d)?", best.value)
    return best.value if plain else f"{best.earliest}/{best.latest}"


def _width(resolved: Resolved) -> int:
    earliest = date.fromisoformat(resolved.earliest or "0001-01-01")
    return (date.fromisoformat(resolved.latest or "9999-12-31") - earliest).days
