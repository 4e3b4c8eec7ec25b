"""Caps of a regime: what the press tells of quantities, added up year by year.

A total only counts what can be added without counting anything twice: deliveries told for
periods that do not overlap. Of several figures for one period the lowest is taken, so that a
total is what was delivered at least, by the reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from veedor.data import own_data
from veedor.find.dated import interval
from veedor.group.collection import Collection
from veedor.group.quantities import quantities
from veedor.lists.names.fold import fold
from veedor.model import Evidence, Finding, Statement
from veedor.regimes.pack import Cap

__all__ = ["Delivery", "Total", "deliveries", "totals"]

#: Only what is told as done is delivered.
_DONE = ("done", "ongoing")


@dataclass(frozen=True, slots=True)
class Delivery:
    """A quantity that a sentence tells: at least `amount` of `unit`, from `first` to `last`.

    The days are None where the sentence does not tell them, or only the day of writing.
    """

    evidence: Evidence
    amount: float
    unit: str
    words: str
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """What was delivered at least in one calendar year, and its share of the cap."""

    year: int
    amount: float
    unit: str
    share: float
    counted: tuple[Delivery, ...]


def deliveries(
    findings: Sequence[Finding], measure: str, cap: Cap, collection: Collection
) -> list[Delivery]:
    """All quantities in a cap's units that the evidence on a measure tells as done."""
    found = [
        delivery
        for finding in findings
        if finding.measure == measure
        for item in finding.evidence
        if item.modality in _DONE and (delivery := _delivery(item, cap, collection)) is not None
    ]
    return sorted(found, key=lambda d: (d.first or date.max, d.evidence.article, d.evidence.start))


def totals(found: Sequence[Delivery], cap: Cap) -> Iterator[Total]:
    """The running totals by calendar year, of deliveries whose periods lie within one."""
    years = sorted({d.first.year for d in found if d.first and d.last and _one_year(d)})
    for year in years:
        for unit, limit in {cap.unit: cap.amount, **cap.alternatives}.items():
            counted = _apart([d for d in found if d.unit == unit and _one_year(d, year)])
            if counted:
                amount = sum(delivery.amount for delivery in counted)
                yield Total(year, amount, unit, amount / limit, tuple(counted))


def _delivery(item: Evidence, cap: Cap, collection: Collection) -> Delivery | None:
    told = _quantity(item.text, collection.articles[item.article].language or "es", cap)
    if told is None:
        return None
    amount, unit, words = told
    statement = _statement(item, collection)
    days = interval(statement.when) if statement and statement.when != item.date else None
    return Delivery(item, amount, unit, words, *(days or (None, None)))


def _statement(item: Evidence, collection: Collection) -> Statement | None:
    linked = collection.linked.get(item.article)
    found = (s for s in (linked.statements if linked else ()) if s.id == item.statement)
    return next(found, None)


def _quantity(text: str, code: str, cap: Cap) -> tuple[float, str, str] | None:
    """The first figure of a sentence that a word for a unit of the cap follows."""
    for figure in quantities(text, code):
        after = re.match(r"\s+(?:de\s+|of\s+)?(\w+)", text[figure.end :])
        unit = _units().get(fold(after[1])) if after else None
        if after and unit in (cap.unit, *cap.alternatives):
            return figure.low, unit, text[figure.start : figure.end + after.end()]
    return None


@cache
def _units() -> Mapping[str, str]:
    units = own_data("veedor.find", "units.yaml")
    return {fold(word): unit for unit, words in units.items() for word in words}


def _one_year(delivery: Delivery, year: int | None = None) -> bool:
    first, last = delivery.first, delivery.last
    if first is None or last is None or first.year != last.year:
        return False
    return year is None or first.year == year


def _apart(found: Sequence[Delivery]) -> list[Delivery]:
    """Deliveries of periods that do not overlap: of those that do, the one with the least.

    A figure for a whole year goes before the months it holds only if it is higher than they
    are together.
    """
    kept: list[Delivery] = []
    for delivery in sorted(found, key=_narrowest_first):
        if not any(_overlap(delivery, other) for other in kept):
            kept.append(delivery)
    longest = max(map(_length, kept), default=0)
    wide = [d for d in found if _length(d) > longest]
    best = max(wide, key=lambda d: d.amount, default=None)
    if best is not None and best.amount > sum(d.amount for d in kept if _overlap(d, best)):
        kept = [d for d in kept if not _overlap(d, best)] + [best]
    return sorted(kept, key=lambda d: d.first or date.max)


def _narrowest_first(delivery: Delivery) -> tuple[int, float, str]:
    return _length(delivery), delivery.amount, delivery.evidence.statement


def _length(delivery: Delivery) -> int:
    return ((delivery.last or date.max) - (delivery.first or date.min)).days


def _overlap(one: Delivery, other: Delivery) -> bool:
    if not (one.first and one.last and other.first and other.last):
        return True
    return one.first <= other.last and other.first <= one.last
