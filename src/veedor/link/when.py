"""When a clause's act took place, as EDTF."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date

from veedor.model import Clause, Reading, Resolved

__all__ = ["edtf", "when_of"]


def when_of(reading: Reading, clause: Clause, resolved: Sequence[Resolved]) -> str | None:
    """The day or interval of the first of its times that is on the calendar."""
    for index in clause.times:
        if index < len(resolved) and reading.times[index].type in ("DATE", "TIME"):
            found = edtf(resolved[index].earliest, resolved[index].latest)
            if found:
                return found
    return None


def edtf(earliest: str | None, latest: str | None) -> str | None:
    """Two ISO days as the shortest EDTF that says the same: a day, month, year or interval."""
    if not earliest or not latest:
        return None
    first, last = earliest[:10], latest[:10]
    if first == last:
        return first
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return None
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return first[:4]
    days = calendar.monthrange(start.year, start.month)[1]
    if start.day == 1 and first[:7] == last[:7] and end.day == days:
        return first[:7]
    return f"{first}/{last}"
