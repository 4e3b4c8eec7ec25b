"""What rules make of days, months, years and their parts, and of what names a day."""

from __future__ import annotations

import re
from dataclasses import replace

from veedor.read.times.durations import make_duration
from veedor.read.times.values import OPEN, Captured, Draft, duration

__all__ = [
    "day_draft", "make_anniversary", "make_century", "make_date", "make_decade", "make_deictic",
    "make_holiday", "make_numeric", "make_period", "make_ranged", "make_reference",
    "make_relative", "weekday_draft", "year_of",
]  # fmt: skip

#: How TIMEX3 names the parts of a year that are not months.
_FRACTION = {"Q": "Q", "H": "H", "T": "T"}
#: How many periods back or ahead the word for a relation points.
_SIGN = {"last": -1, "this": 0, "next": 1, "that": 0, "same": 0}


def year_of(captured: Captured) -> int | None:
    """The year in figures; of two figures those below 40 are of this century."""
    year = captured.integer("year")
    if year is not None and year < 100:
        year += 2000 if year < 40 else 1900
    return year


def _related(draft: Draft, relation: str | None, step: str) -> Draft:
    """Apply *pasado*, *próximo*, *este* to a value that names its place in a greater period."""
    if relation == "last":
        return replace(draft, kind="publication", shift=f"-{step}", direction="past")
    if relation == "next":
        return replace(draft, kind="publication", shift=step, direction="future")
    if relation == "that":
        return replace(draft, kind="time", to="previous", direction="same")
    if relation == "this" and step != "P1D":
        return replace(draft, kind="publication", direction="same")
    direction = "nearest"
    return replace(draft, kind="publication", direction=direction, tense=True)


def _in_year(draft: Draft, captured: Captured) -> Draft:
    """*de este año*, *del año pasado* after a month, a season or a quarter."""
    relation = captured.word("year_relation", "relations")
    if relation is None:
        return draft
    if relation == "that":
        return replace(draft, kind="time", to="previous", direction="same", tense=False)
    sign = _SIGN[str(relation)]
    shift = f"{'-' if sign < 0 else ''}P{abs(sign)}Y"
    return replace(draft, kind="publication", shift=shift, direction="same", tense=False)


def day_draft(captured: Captured, year: int | None) -> Draft | None:
    """A day of a month, or of no named month."""
    month = captured.word("month", "months")
    day = captured.integer("day")
    if day is None or not 1 <= day <= 31:
        return None
    if month is None:
        draft = Draft("DATE", f"XXXX-XX-{day:02}")
        return _related(draft, captured.relation, "P1D")
    value = f"{year or 'XXXX'}-{month:02}-{day:02}"
    draft = Draft("DATE", value)
    return draft if year else _in_year(_related(draft, captured.relation, "P1D"), captured)


def make_date(captured: Captured) -> Draft | None:
    """Days, months, years, seasons, quarters: what has a name or a number."""
    year = year_of(captured)
    if "day" in captured.words:
        return day_draft(captured, year)
    if "month" in captured.words:
        value, step = f"{int(captured.word('month', 'months')):02}", "P1M"
    elif "season" in captured.words:
        value, step = str(captured.word("season", "seasons")), "P3M"
    elif captured.unit in _FRACTION:
        number = captured.integer("ordinal")
        value = _FRACTION[captured.unit] + (str(number) if number is not None else "X")
        step = "P3M"
    elif "weekday" in captured.words:
        return weekday_draft(captured)
    else:
        return Draft("DATE", f"{year:04}") if year else None
    draft = Draft("DATE", f"{year or 'XXXX'}-{value}", captured.mod)
    return draft if year else _in_year(_related(draft, captured.relation, step), captured)


def weekday_draft(captured: Captured) -> Draft | None:
    """A day of the week, of this week or of one that the words name."""
    number = captured.word("weekday", "weekdays")
    draft = Draft("DATE", f"XXXX-WXX-{number}")
    week = captured.word("week_relation", "relations")
    if week is not None:
        sign = _SIGN[str(week)]
        shift = f"{'-' if sign < 0 else ''}P{abs(sign)}W"
        return replace(draft, kind="publication", shift=shift, direction="same")
    return _related(draft, captured.relation, "P1D")


def make_period(captured: Captured) -> Draft | None:
    """*este año*, *la semana pasada*, *el próximo trimestre*, *ese día*."""
    unit, relation = captured.unit, captured.relation or "this"
    if unit is None or unit not in OPEN:
        if unit is None:
            return None
        return Draft("DURATION", duration(1, unit), kind="publication", direction="nearest")
    value = OPEN[unit]
    if relation == "that":
        return Draft("DATE", value, captured.mod, "P0D", "same", "time", "previous")
    sign = _SIGN[relation] * int(captured.constants.get("times", 1))
    steps = {"WE": "W", "E": "Y", "C": "Y", "Q": "M", "H": "M"}
    factor = {"E": 10, "C": 100, "Q": 3, "H": 6}.get(unit, 1)
    shift = f"{'-' if sign < 0 else ''}P{abs(sign) * factor}{steps.get(unit, unit)}"
    to = captured.constants.get("to")
    if to:
        shift = str(captured.constants.get("shift", shift))
        return Draft("DATE", value, captured.mod, shift, "same", "time", str(to))
    weekend = unit == "WE" and sign == 0
    return Draft("DATE", value, captured.mod, shift, "same", "publication", tense=weekend)


def make_deictic(captured: Captured) -> Draft | None:
    """*hoy*, *ayer*, *pasado mañana*: days counted from the day of writing."""
    shift = captured.word("deictic", "deictics")
    return Draft("DATE", OPEN["D"], captured.mod, str(shift), "same", "publication")


def make_reference(captured: Captured) -> Draft | None:
    """*ahora*, *recientemente*, *en el futuro*: PRESENT_REF, PAST_REF, FUTURE_REF."""
    value = str(captured.word("reference", "references"))
    shift = "P0D" if value == "PRESENT_REF" else None
    return Draft("DATE", value, captured.mod, shift, None, "publication" if shift else None)


def make_decade(captured: Captured) -> Draft | None:
    """*los años ochenta*, *la década de 1990*, *los 80*."""
    number = captured.integer("decade")
    if number is None:
        return None
    if number < 100:
        number += 1900 if number >= 10 else 2000
    return Draft("DATE", f"{number // 10:03}", captured.mod)


_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def _roman(text: str) -> int | None:
    total = 0
    try:
        digits = [_ROMAN[char] for char in text.lower()]
    except KeyError:
        return None
    for digit, following in zip(digits, [*digits[1:], 0], strict=True):
        total += -digit if digit < following else digit
    return total


def make_century(captured: Captured) -> Draft | None:
    """*el siglo XIX*: TIMEX3 writes its first two figures, 18."""
    token = captured.words.get("roman")
    number = _roman(token.text) if token else captured.integer("ordinal")
    return Draft("DATE", f"{number - 1:02}", captured.mod) if number else None


def make_numeric(captured: Captured) -> Draft | None:
    """*5/6/2025*, *2025-06-05*: the order of day and month is the language's, if it fits."""
    token = captured.words["numeric"]
    if token.kind == "iso":
        day, _, clock = token.text.replace(" ", "T").partition("T")
        value = f"{day}T{clock}" if clock else day
        return Draft("TIME" if clock else "DATE", value) if _is_day(day) else None
    pieces = [int(piece) for piece in re.split("[/.-]", token.text)]
    if pieces[0] > 31:
        year, month, day_number = pieces
    else:
        first, second, year = pieces
        month_first = captured.lexicon.options.get("numeric_order") == "month" and first <= 12
        if second > 12:
            month_first = True
        month, day_number = (first, second) if month_first else (second, first)
    if year < 100:
        year += 2000 if year < 50 else 1900
    value = f"{year:04}-{month:02}-{day_number:02}"
    return Draft("DATE", value) if _is_day(value) else None


def _is_day(value: str) -> bool:
    _, month, day = (int(piece) for piece in value.split("-"))
    return 1 <= month <= 12 and 1 <= day <= 31


def make_holiday(captured: Captured) -> Draft | None:
    """Named days: the calendar knows when they are."""
    return Draft(
        "DATE", OPEN["D"], None, None, "nearest", "publication",
        holiday=str(captured.constants["holiday"]), tense=True,
    )  # fmt: skip


def make_relative(captured: Captured) -> Draft | None:
    """*el día anterior*, *al día siguiente*: counted from another expression."""
    unit = captured.unit or "D"
    sign = int(captured.constants.get("sign", 1))
    shift = f"{'-' if sign < 0 else ''}{duration(captured.number('number') or 1, unit)}"
    return Draft("DATE", OPEN.get(unit, OPEN["D"]), captured.mod, shift, "same", "time",
                 str(captured.constants.get("to", "previous")))  # fmt: skip


def make_anniversary(captured: Captured) -> Draft | None:
    """*el primer aniversario de …*: years after a date that is named later, or an event."""
    number = captured.integer("ordinal") or captured.integer("number")
    if number is None:
        return None
    return Draft("DATE", OPEN["D"], captured.mod, f"P{number}Y", "same", "event", "origin")


def make_ranged(captured: Captured) -> Draft | None:
    """The first of two that share what follows: *el 3 y el 5 de mayo*, *enero a marzo de 1998*."""
    if "unit" in captured.words:
        return make_duration(captured)
    if "weekday" in captured.words:
        return weekday_draft(captured)
    if "day" in captured.words:
        value = f"XXXX-XX-{captured.integer('day'):02}"
    elif "month" in captured.words:
        value = f"XXXX-{captured.word('month', 'months'):02}"
    elif "decade" in captured.words:
        return make_decade(captured)
    else:
        return None
    return Draft("DATE", value, captured.mod, None, "past", "time", "following")
