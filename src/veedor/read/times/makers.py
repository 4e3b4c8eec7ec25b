"""What each kind of rule makes of the words it captured."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from veedor.read.times.lexicon import Lexicon, Rule
from veedor.read.times.tokens import Token
from veedor.read.times.values import OPEN, UNITS, Captured, Draft, duration

__all__ = ["make"]

#: How TIMEX3 names the parts of a year that are not months.
_FRACTION = {"Q": "Q", "H": "H", "T": "T"}
#: How many periods back or ahead the word for a relation points.
_SIGN = {"last": -1, "this": 0, "next": 1, "that": 0, "same": 0}


def _year(captured: Captured) -> int | None:
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


def _day(captured: Captured, year: int | None) -> Draft | None:
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
    year = _year(captured)
    if "day" in captured.words:
        return _day(captured, year)
    if "month" in captured.words:
        value, step = f"{int(captured.word('month', 'months')):02}", "P1M"
    elif "season" in captured.words:
        value, step = str(captured.word("season", "seasons")), "P3M"
    elif captured.unit in _FRACTION:
        number = captured.integer("ordinal")
        value = _FRACTION[captured.unit] + (str(number) if number is not None else "X")
        step = "P3M"
    elif "weekday" in captured.words:
        return _weekday(captured)
    else:
        return Draft("DATE", f"{year:04}") if year else None
    draft = Draft("DATE", f"{year or 'XXXX'}-{value}", captured.mod)
    return draft if year else _in_year(_related(draft, captured.relation, step), captured)


def _weekday(captured: Captured) -> Draft | None:
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
        return Draft("DATE", value, captured.mod, shift, "same", "time", str(to))
    weekend = unit == "WE" and sign == 0
    return Draft("DATE", value, captured.mod, shift, "same", "publication", tense=weekend)


def make_deictic(captured: Captured) -> Draft | None:
    """*hoy*, *ayer*, *pasado mañana*: days counted from the day of writing."""
    shift = captured.word("deictic", "deictics")
    return Draft("DATE", OPEN["D"], captured.mod, str(shift), "same", "publication")


def make_part(captured: Captured) -> Draft | None:
    """*esta noche*, *anoche*, *la tarde*: parts of a day."""
    part = captured.word("part", "parts")
    shift = captured.word("deictic", "deictics")
    whole = captured.word("deictic_part", "deictic_parts")
    if whole:
        shift, part = str(whole).split()
    if "weekday" in captured.words:
        draft = _weekday(captured)
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
        day = _day(captured, _year(captured))
        if day is None:
            return None
        return replace(day, type="TIME", value=f"{day.value}T{value.split('T')[1]}")
    return Draft("TIME", value, captured.mod, None, "same", "time", "nearby")


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
        value += more.removeprefix("P") if more.startswith("PT") != value.startswith("PT") else (
            more.removeprefix("PT").removeprefix("P")
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


def make_years(captured: Captured) -> Draft | None:
    """*1950-1953*: a stretch of years."""
    first, last = captured.integer("first"), captured.integer("last")
    if first is None or last is None:
        return None
    if last < 100:
        last += first - first % 100
    return Draft("DURATION", f"{first}/{last}") if first < last < first + 500 else None


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
        return _weekday(captured)
    if "day" in captured.words:
        value = f"XXXX-XX-{captured.integer('day'):02}"
    elif "month" in captured.words:
        value = f"XXXX-{captured.word('month', 'months'):02}"
    elif "decade" in captured.words:
        return make_decade(captured)
    else:
        return None
    return Draft("DATE", value, captured.mod, None, "past", "time", "following")


MAKERS: dict[str, Callable[[Captured], Draft | None]] = {
    "date": make_date,
    "period": make_period,
    "deictic": make_deictic,
    "part": make_part,
    "clock": make_clock,
    "duration": make_duration,
    "ago": make_ago,
    "set": make_set,
    "reference": make_reference,
    "decade": make_decade,
    "century": make_century,
    "numeric": make_numeric,
    "holiday": make_holiday,
    "years": make_years,
    "relative": make_relative,
    "anniversary": make_anniversary,
    "ranged": make_ranged,
}


def make(rule: Rule, words: Mapping[str, Token], lexicon: Lexicon) -> Draft | None:
    """The draft that a rule makes of the words it captured, or None if they make no sense."""
    captured = Captured(rule, words, lexicon)
    draft = MAKERS[rule.make](captured)
    if draft is not None and rule.constants.get("mod") and draft.mod is None:
        draft = replace(draft, mod=str(rule.constants["mod"]))
    return draft
