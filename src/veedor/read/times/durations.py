"""What rules make of lengths of time, of points at a distance, and of what recurs."""

from __future__ import annotations

from dataclasses import replace

from veedor.read.times.values import OPEN, UNITS, Captured, Draft, duration

__all__ = ["make_ago", "make_duration", "make_set", "make_years"]


def make_duration(captured: Captured) -> Draft | None:
    """Lengths of time, exact or vague."""
    unit = captured.unit
    if unit is None or unit not in UNITS:
        return None
    number = captured.number("number")
    if "vague" in captured.words:
        number = None
    if number is not None and captured.constants.get("half"):
        number += 0.5
    value = duration(number, unit)
    rest = captured.word("rest_unit", "units")
    if rest and number is not None:
        more = duration(captured.number("rest"), str(rest))
        value += (
            more.removeprefix("P")
            if more.startswith("PT") != value.startswith("PT")
            else (more.removeprefix("PT").removeprefix("P"))
        )
    draft = Draft("DURATION", value, captured.mod)
    return _placed(draft, captured)


def _placed(draft: Draft, captured: Captured) -> Draft:
    """*los últimos N*, *N después*: a length that also has a place."""
    side = captured.relation or captured.constants.get("side")
    if side in ("last", "next"):
        back = side == "last"
        shift = f"-{draft.value}" if back else draft.value
        return replace(
            draft, shift=shift, direction="past" if back else "future", kind="publication"
        )
    if side in ("after", "before"):
        shift = draft.value if side == "after" else f"-{draft.value}"
        to = str(captured.constants.get("to", "previous"))
        direction = captured.constants.get("direction")
        return replace(draft, shift=shift, kind="event", to=to, direction=direction)
    return draft


def make_ago(captured: Captured) -> Draft | None:
    """*hace diez años*, *dentro de dos semanas*: a point at a distance from the writing."""
    unit = captured.unit
    number = captured.number("number")
    sign = int(captured.constants.get("sign", -1))
    if unit is None:
        return None
    if "vague" in captured.words or number is None:
        length = duration(None, unit)
        return Draft(
            "DURATION", length, captured.mod, f"{'-' if sign < 0 else ''}{length}",
            "past" if sign < 0 else "future", "publication",
        )  # fmt: skip
    if captured.constants.get("half"):
        number += 0.5
    length = duration(number, unit)
    value = OPEN.get({"E": "Y", "C": "Y", "L": "Y", "F": "D"}.get(unit, unit), OPEN["D"])
    if unit in ("Q", "H", "T"):
        value = OPEN["M"]
    if unit in ("h", "m", "s"):
        return Draft("DURATION", length, captured.mod, f"{'-' if sign < 0 else ''}{length}",
                     "past", "publication")  # fmt: skip
    to = captured.constants.get("to")
    if to:
        return Draft("DATE", value, captured.mod, f"{'-' if sign < 0 else ''}{length}", "same",
                     "time", str(to))  # fmt: skip
    return Draft(
        "DATE", value, captured.mod, f"{'-' if sign < 0 else ''}{length}", "same", "publication"
    )


def make_set(captured: Captured) -> Draft | None:
    """What recurs: *cada año*, *los lunes*, *mensual*."""
    fixed = captured.word("adjective", "adjectives")
    if fixed:
        return Draft("SET", str(fixed))
    if "weekday" in captured.words:
        return Draft("SET", f"XXXX-WXX-{captured.word('weekday', 'weekdays')}")
    if "month" in captured.words:
        return Draft("SET", f"XXXX-{captured.word('month', 'months'):02}")
    if "season" in captured.words:
        return Draft("SET", f"XXXX-{captured.word('season', 'seasons')}")
    part = captured.word("part", "parts")
    if part:
        return Draft("SET", f"PT{part}")
    if captured.unit is None:
        return None
    if captured.unit == "WE":
        return Draft("SET", OPEN["WE"])
    return Draft("SET", duration(captured.number("number") or 1, captured.unit))


def make_years(captured: Captured) -> Draft | None:
    """*1950-1953*: a stretch of years."""
    first, last = captured.integer("first"), captured.integer("last")
    if first is None or last is None:
        return None
    if last < 100:
        last += first - first % 100
    return Draft("DURATION", f"{first}/{last}") if first < last < first + 500 else None
