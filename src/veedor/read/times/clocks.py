"""What rules make of parts of the day and times of the clock."""

from __future__ import annotations

import re
from dataclasses import replace

from veedor.read.times.dates import day_draft, weekday_draft, year_of
from veedor.read.times.values import OPEN, Captured, Draft

__all__ = ["make_clock", "make_part"]


def make_part(captured: Captured) -> Draft | None:
    """*esta noche*, *anoche*, *la tarde*: parts of a day."""
    part = captured.word("part", "parts")
    shift = captured.word("deictic", "deictics")
    whole = captured.word("deictic_part", "deictic_parts")
    if whole:
        shift, part = str(whole).split()
    if "weekday" in captured.words:
        draft = weekday_draft(captured)
        return replace(draft, type="TIME", value=f"{draft.value}T{part}") if draft else None
    relation = captured.relation
    if relation in ("last", "next"):
        shift = "-P1D" if relation == "last" else "P1D"
    if relation == "that":
        return Draft("TIME", f"{OPEN['D']}T{part}", captured.mod, "P0D", "same", "time", "previous")
    if shift is None and relation is None:
        return Draft("TIME", f"{OPEN['D']}T{part}", captured.mod, None, "same", "time", "nearby")
    return Draft(
        "TIME", f"{OPEN['D']}T{part}", captured.mod, str(shift or "P0D"), "same", "publication"
    )


def _hour(captured: Captured) -> tuple[int, int] | None:
    clock = captured.words.get("clock")
    if clock is not None:
        hour, minute = (int(piece) for piece in re.split("[:.h]", clock.lower)[:2])
    else:
        found = captured.integer("hour")
        if found is None:
            return None
        hour, minute = found, captured.integer("minute") or 0
        if captured.constants.get("before"):
            hour, minute = (hour - 1) % 24, 60 - minute
    part = captured.word("part", "parts")
    meridiem = captured.words.get("meridiem")
    late = part in ("AF", "EV", "NI") or (meridiem is not None and meridiem.lower[0] == "p")
    if late and hour < 12 and not (part == "NI" and hour < 6):
        hour += 12
    if (part == "MO" or (meridiem is not None and meridiem.lower[0] == "a")) and hour == 12:
        hour = 0
    return (hour, minute) if hour <= 24 and minute < 60 else None


def make_clock(captured: Captured) -> Draft | None:
    """Times of the clock, with the zone if one is named."""
    found = _hour(captured)
    if found is None:
        return None
    zone = captured.word("zone", "zones") or ""
    value = f"{OPEN['D']}T{found[0]:02}:{found[1]:02}{zone}"
    if "month" in captured.words and "day" in captured.words:
        day = day_draft(captured, year_of(captured))
        if day is None:
            return None
        return replace(day, type="TIME", value=f"{day.value}T{value.split('T')[1]}")
    return Draft("TIME", value, captured.mod, None, "same", "time", "nearby")
