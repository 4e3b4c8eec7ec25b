"""Times as read, placed on the calendar, given when the article was written.

`X` in a TIMEX3 value is what the reference day fills in: the day of writing, or the day of
another expression, moved by the anchor's `shift`; `direction` says on which side of it an
incomplete date is sought.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from veedor.link.days import Days, bounds, move
from veedor.link.holidays import occurrences
from veedor.link.placing import place
from veedor.model import Anchor, Dating, Resolved, Time

__all__ = ["resolve", "when_of"]


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
