"""Whether two tellings of one deed put it at times that cannot both be right."""

from __future__ import annotations

import re
from datetime import date, timedelta

from veedor.group.conflicts.dates import CLOCK, DIAL, HOUR, ROUNDED
from veedor.group.conflicts.deeds import Deed
from veedor.group.conflicts.facts import Timed, names_a_day
from veedor.group.profiles import as_day

__all__ = ["times_apart"]

#: What is told as so many days, weeks, months or years ago is rounded to them; *ayer* is not.
_ROUGH = {"D": 1, "W": 7, "M": 31, "Y": 366}
_SHIFT = re.compile(r"[-+]?P(\d+)([DWMY])")
_BEFORE = re.compile(r"\b(?:antes de|antes que|previo a|before|ahead of|prior to)\b", re.IGNORECASE)
_AFTER = re.compile(r"\b(?:después de|luego de|tras|posterior a|after|following)\b", re.IGNORECASE)
_NAME = re.compile(r"\b[A-ZÁÉÍÓÚÑ][\w-]{2,}")
Days = tuple[date, date]


def times_apart(left: Deed, right: Deed) -> tuple[str, str] | None:
    """The days, the hours or the order that two tellings of one deed give, if they are contrary."""
    return _days_apart(left, right) or _hours_apart(left, right) or _turned(left, right)


def _days_apart(left: Deed, right: Deed) -> tuple[str, str] | None:
    ours, theirs = ([d for t in deed.times if (d := _days(t))] for deed in (left, right))
    if not ours or not theirs:
        return None
    if any(a[0] <= b[1] and b[0] <= a[1] for a in ours for b in theirs):
        return None
    return _shown(ours[0]), _shown(theirs[0])


def _days(timed: Timed) -> Days | None:
    """The days that a time may mean."""
    time, resolved = timed
    first, last = as_day(resolved.earliest), as_day(resolved.latest)
    if time.type not in ("DATE", "TIME") or first is None or last is None:
        return None
    if not names_a_day(time):
        return None
    if time.mod in ("BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "LESS_THAN", "MORE_THAN"):
        return None
    shift = _SHIFT.match(time.anchor.shift or "") if time.anchor else None
    exact = shift is None or (shift[2] == "D" and int(shift[1]) <= 1)
    slack = timedelta(days=0 if shift is None or exact else _ROUGH[shift[2]])
    return first - slack, last + slack


def _shown(days: Days) -> str:
    first, last = days
    if first == last:
        return first.isoformat()
    if first.day == 1 and (last + timedelta(days=1)).day == 1:
        whole = (first.month, last.month) == (1, 12) and first.year == last.year
        return str(first.year) if whole else first.isoformat()[:7]
    return f"{first.isoformat()}/{last.isoformat()}"


def _hours_apart(left: Deed, right: Deed) -> tuple[str, str] | None:
    """Hours further apart than reports round; on a dial, since *a las ocho* may be the evening."""
    if CLOCK.search(left.span.text) or CLOCK.search(right.span.text):
        return None
    for ours, day in _hours(left):
        for theirs, other in _hours(right):
            apart = abs(ours - theirs) % DIAL
            if min(apart, DIAL - apart) > ROUNDED and not (day and other and day != other):
                return _clock(ours), _clock(theirs)
    return None


def _hours(deed: Deed) -> list[tuple[int, date | None]]:
    found = []
    for time, resolved in deed.times:
        match = HOUR.search(time.value)
        if match:
            day = as_day(resolved.earliest) if resolved.earliest == resolved.latest else None
            found.append((int(match[1]) * 60 + int(match[2] or 0), day))
    return found


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _turned(left: Deed, right: Deed) -> tuple[str, str] | None:
    """Whether one puts the deed before what the other puts it after, by a name in common."""
    sides = [
        {
            order: set(_NAME.findall(deed.tail[found.end() :])[:2])
            for order, pattern in (("before", _BEFORE), ("after", _AFTER))
            if (found := pattern.search(deed.tail))
        }
        for deed in (left, right)
    ]
    for one, other in (("before", "after"), ("after", "before")):
        shared = sides[0].get(one, set()) & sides[1].get(other, set())
        if shared:
            name = min(shared)
            return f"{one} {name}", f"{other} {name}"
    return None
