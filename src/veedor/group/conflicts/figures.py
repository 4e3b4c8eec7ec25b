"""The figures of a sentence with the unit that each is in, also those written without a number.

Beside what is counted and measured (`amounts.py`): ages, magnitudes, speeds, votes, shares told as
fractions (*un tercio*), spans of one (*un mes*), one alone (*a lone gunman*), none at all.
How each is written stands in `figures.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from veedor.data import own_data
from veedor.group.conflicts.amounts import COUNT, SHARE, Found, amounts_between
from veedor.group.conflicts.needed import Among
from veedor.group.quantities import Quantity, quantities
from veedor.model import Reading
from veedor.read.folding import fold

__all__ = ["AGAINST", "AGE", "FOR", "MAGNITUDE", "MONEY", "SPEED", "TIME", "figures"]

AGE, MAGNITUDE, SPEED, FOR, AGAINST = "age", "magnitude", "speed", "votes for", "votes against"
#: A sum of which the currency is left out: *2.950 millones*.
MONEY = "money"
TIME = "time"
#: So many sit in the greatest assembly; more votes are those of an election.
ASSEMBLY = 3000
#: A share told as a fraction may be so many hundredths off, and a single span of time a tenth.
ROUGHLY, ABOUT = 4.0, 0.1
#: How far a figure of a kind may be off.
_OFF = {MAGNITUDE: 0.05, AGE: 0.5, SPEED: 0.0, FOR: 0.0, AGAINST: 0.0}
#: One alone, and none at all.
_ALONE = {"one": 1.0, "none": 0.0}
_SHARE, _SPAN = "share", "span"
_NUMBER = r"(?:\d[\d.,]*\d|\d|[a-z]{3,}(?: y [a-z]+|-[a-z]+)?)"
_PLACEHOLDER = re.compile(r"\b[NM]\b|\(\?<(?P<name>[a-z]+)>")
_MILLIONS = re.compile(r"(?:millones|million|billion|bn)$", re.IGNORECASE)
_PERCENT = re.compile(r"\s*(?:por ciento|per ?cent)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[^\W\d_]+(?:,| y| and|)\s*")


@cache
def _data() -> dict[str, Any]:
    return own_data(__package__, "figures.yaml")


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """All patterns with the kind of each, kind by kind."""
    return tuple(
        (kind, re.compile(_PLACEHOLDER.sub(_group, pattern)))
        for kind in (*_OFF, _SHARE, _SPAN, *_ALONE)
        for pattern in ([_shares()] if kind == _SHARE else _data()[kind])
    )


@cache
def _among() -> Among:
    return Among([pattern for _, pattern in _patterns()])


def _matches(folded: str) -> Iterator[tuple[str, re.Match[str]]]:
    """What a sentence has of any pattern, with its kind."""
    for number in sorted(_among().may_match(folded)):
        kind, pattern = _patterns()[number]
        yield from ((kind, match) for match in pattern.finditer(folded))


def _group(match: re.Match[str]) -> str:
    """What a placeholder of `figures.yaml` stands for, as a named group."""
    if match["name"]:
        return f"(?P<{'n' if match['name'] == 'age' else match['name']}>"
    return f"(?P<{match[0].lower()}>{_NUMBER})"


def _shares() -> str:
    told = sorted(_data()["shares"], key=len, reverse=True)
    return r"\b(?:" + "|".join(map(re.escape, told)) + r")\b(?! de hora)"


def figures(text: str, reading: Reading, start: int, end: int) -> list[Found]:
    """The figures of `text[start:end]`, in order."""
    folded = fold(text[start:end])
    found: list[Found] = []
    for one in _otherwise(text, folded, reading.language, start):
        if not any(_overlap(one, other) for other in found):
            found.append(one)
    known = tuple(found)
    found.extend(
        _typed(text, one)
        for one in amounts_between(text, reading, start, end)
        if not any(_overlap(one, other) for other in known)
    )
    return list(_summed(text, sorted(found, key=lambda one: one.start)))


def _overlap(one: Found, other: Found) -> bool:
    ours, theirs = one.quantity, other.quantity
    return ours.start < theirs.end and theirs.start < ours.end


def _otherwise(text: str, folded: str, code: str, offset: int) -> Iterator[Found]:
    """What is written otherwise than as a number with its noun; `folded` begins at `offset`."""
    for kind, match in _matches(folded):
        if kind in _OFF:
            yield from _numbered(text, code, match, kind, _OFF[kind], offset)
        elif kind == _SHARE:
            value = float(_data()["shares"][match[0]])
            yield _told(match, offset, value, ROUGHLY, SHARE, SHARE)
        elif kind == _SPAN:
            half = 0.5 if match.groupdict().get("half") else 1.0
            value = _data()["spans"][match["unit"]] * half
            yield _told(match, offset, value, value * ABOUT, TIME, match["unit"])
        else:
            yield _told(match, offset, _ALONE[kind], 0.0, COUNT, match["noun"])


def _told(
    match: re.Match[str], offset: int, value: float, off: float, unit: str, noun: str
) -> Found:
    start, end = match.start() + offset, match.end() + offset
    return Found(Quantity(start, end, value, value - off, value + off), unit, noun, noun, "")


def _numbered(
    text: str, code: str, match: re.Match[str], unit: str, off: float, offset: int
) -> Iterator[Found]:
    """The numbers of a pattern: *62 votos a 54* gives the votes for, and those against."""
    for group in ("n", "m") if match.groupdict().get("m") else ("n",):
        start, end = match.start(group) + offset, match.end(group) + offset
        quantity = next(quantities(text, code, start, end), None)
        if quantity is None or (unit in (FOR, AGAINST) and quantity.value > ASSEMBLY):
            continue
        told = AGAINST if group == "m" else unit
        held = replace(quantity, low=quantity.low - off, high=quantity.high + off)
        yield Found(held, told, told, told, "")


def _typed(text: str, one: Found) -> Found:
    """A figure in the unit that stands behind it."""
    quantity = one.quantity
    if one.unit == COUNT and _PERCENT.match(text, quantity.end):
        held = replace(quantity, low=quantity.low - 0.5, high=quantity.high + 0.5)
        return Found(held, SHARE, SHARE, SHARE, "")
    if one.unit == COUNT and not one.noun and _MILLIONS.search(text[quantity.start : quantity.end]):
        return replace(one, unit=MONEY, written=MONEY)
    return one


def _summed(text: str, found: list[Found]) -> Iterator[Found]:
    """Spans of time told in two units (*tres años y dos meses*) as one."""
    held: Found | None = None
    for one in found:
        if held and held.unit == one.unit == TIME and held.written != one.written:
            ours, theirs = held.quantity, one.quantity
            if _BETWEEN.fullmatch(text, ours.end, theirs.start):
                whole = Quantity(
                    ours.start, theirs.end, ours.value + theirs.value,
                    ours.low + theirs.low, ours.high + theirs.high,
                )  # fmt: skip
                held = replace(held, quantity=whole)
                continue
        if held:
            yield held
        held = one
    if held:
        yield held
