"""Figures of one thing that reports of one event give otherwise, whatever the construction.

Two reports that give one figure each of a thing, and not the same, contradict each other: *cobró 14
vidas*, *the death toll stands at 20*.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import combinations

from veedor.group.collection import Collection
from veedor.group.conflicts.amounts import COUNT, SHARE
from veedor.group.conflicts.deeds import OTHER_ACT, are_two_acts
from veedor.group.conflicts.fields import fields_in
from veedor.group.conflicts.figures import AGAINST, AGE, FOR, MAGNITUDE, MONEY, SPEED, TIME
from veedor.group.conflicts.gauged import Gauge, gauges, table, things_of
from veedor.group.conflicts.how_many import Stated, on_one_day
from veedor.group.conflicts.sides import is_update
from veedor.read.folding import fold

__all__ = ["figures_apart"]

#: Reports of one event that are held against one another.
COMPARED = 12
#: Figures that differ by a greater factor are of two things.
UNLIKE = 50
#: Amounts in one unit may be rounded by so much, in two units (miles, kilometres) by more.
ROUNDED, CONVERTED = 1.05, 1.1
#: Units of which the figures are exact, and of which an event has one.
_EXACT = frozenset({COUNT, SHARE, MAGNITUDE, AGE, FOR, AGAINST})
_SINGLE = frozenset({SPEED, MAGNITUDE, FOR, AGAINST})


def figures_apart(
    collection: Collection, articles: Sequence[str], first: date | None
) -> Iterator[tuple[str, Stated, Stated]]:
    """Figures of one thing that reports of one day give otherwise; `first`: when it began."""
    held = {key: list(gauges(collection, key, first)) for key in articles[:COMPARED]}
    for left, right in combinations(held, 2):
        if is_update(collection, left, right) or not on_one_day(collection, left, right):
            continue
        for one, other in _apart(held[left], held[right]):
            yield (
                _about(one, other),
                (_written(one), one.article, one.span),
                (_written(other), other.article, other.span),
            )


def _about(one: Gauge, other: Gauge) -> str:
    shared = set(one.fields) & set(other.fields) or things_of(one.noun)
    return min(shared).removeprefix("=")


def _written(one: Gauge) -> str:
    value = one.quantity.value
    return f"{value:g}" if value < 1e6 else f"{value:.0f}"


def _apart(ours: Sequence[Gauge], theirs: Sequence[Gauge]) -> Iterator[tuple[Gauge, Gauge]]:
    """The figures of two articles that are of one thing and cannot both be right about it."""
    for one in ours:
        if one.aside:
            continue
        facing = [other for other in theirs if _are_one(one, other, ours, theirs)]
        whole = [other for other in facing if not other.aside]
        if len(whole) != 1 or any(_agree(one, other) for other in facing):
            continue
        back = [again for again in ours if _are_one(again, whole[0], ours, theirs)]
        if sum(not again.aside for again in back) != 1:
            continue
        if not any(_agree(again, whole[0]) for again in back) and not (
            _adds_up(one, whole[0], ours) or _adds_up(whole[0], one, theirs)
        ):
            yield one, whole[0]


def _agree(one: Gauge, other: Gauge) -> bool:
    slack = CONVERTED if one.written != other.written else 1.0
    if one.unit not in _EXACT:
        slack = max(slack, ROUNDED)
    ours, theirs = one.quantity, other.quantity
    return ours.low <= theirs.high * slack and theirs.low <= ours.high * slack


def _adds_up(one: Gauge, other: Gauge, held: Sequence[Gauge]) -> bool:
    """Whether an article's own figures make the other's: together, or one less the other."""
    values = {again.quantity.value for again in held if again.unit == other.unit and again != one}
    value, whole = one.quantity.value, other.quantity.value
    return whole in values or any(whole in (v + value, abs(v - value)) for v in values)


# ------------------------------------------------------------------ whether they are of one thing


def _are_one(one: Gauge, other: Gauge, ours: Sequence[Gauge], theirs: Sequence[Gauge]) -> bool:
    """Whether figures of two articles, which give all of `ours` and `theirs`, are of one thing."""
    if one.rate != other.rate or not _may_be(one, other):
        return False
    return _are_known(one, other, sole=_is_sole(one, ours) and _is_sole(other, theirs))


def _is_sole(one: Gauge, held: Sequence[Gauge]) -> bool:
    """Whether an article gives no other figure of its kind."""
    if one.unit == COUNT:
        things = things_of(one.noun)
        return sum(o.unit == COUNT and bool(things_of(o.noun) & things) for o in held) == 1
    return sum(other.kind == one.kind for other in held) == 1


def _may_be(one: Gauge, other: Gauge) -> bool:
    """Whether nothing shows that two figures are of two things."""
    if one.unit != other.unit and not (
        MONEY in (one.unit, other.unit) and one.kind == other.kind
    ):
        return False
    if (one.topics ^ other.topics) & frozenset(table("parting").get(one.kind, ())):
        return False
    low, high = sorted((one.quantity.value, other.quantity.value))
    if low and high / low > UNLIKE and one.unit != TIME:
        return False
    if one.unit == COUNT:
        return _are_counted_alike(one, other) and not are_two_acts(one.acts, other.acts)
    if _are_two_stuffs(one.of, other.of):
        return False
    return not (one.fields and other.fields) or bool(set(one.fields) & set(other.fields))


def _are_two_stuffs(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether two are named and are not one; of words of two languages nothing is known."""
    if not ours or not theirs or ours & theirs:
        return False
    return len({word[:3] for word in ours | theirs}) == 1


def _are_counted_alike(one: Gauge, other: Gauge) -> bool:
    if bool(one.fields) != bool(other.fields):
        return False
    if not one.fields:
        if one.acts and other.acts and not (one.acts & other.acts) - {OTHER_ACT}:
            return False
        return bool(one.noun and other.noun and things_of(one.noun) & things_of(other.noun))
    if one.fields[0] != other.fields[0] or not (_is_person(one.noun) and _is_person(other.noun)):
        return False
    ours, theirs = _people(one.noun), _people(other.noun)
    whole = "" in (ours, theirs) and "families" not in (ours, theirs)
    return ours == theirs or (whole and one.fields[0] != "aboard")


@cache
def _is_person(noun: str) -> bool:
    people = {"person", *table("people")}
    return not noun or any(hit.field in people for hit in fields_in(f"{noun} {noun}s"))


@cache
def _people(noun: str) -> str:
    """Of which people it is told; empty for people in general."""
    begins = fold(noun)
    kinds = table("kinds").items()
    return next((name for name, words in kinds if begins.startswith(tuple(words))), "")


def _are_known(one: Gauge, other: Gauge, *, sole: bool) -> bool:
    """Whether enough shows that two figures are of one thing; `sole`: no others could be."""
    shared = (one.topics & other.topics) - {"person"}
    words = one.stems & other.stems
    if one.unit == COUNT:
        named = things_of(one.noun) & frozenset(table("things")) or shared or len(words) > 1
        return bool(one.fields) or (sole and bool(named))
    if one.unit == AGE:
        return bool(one.names & other.names) or bool(shared & frozenset(table("fates")))
    common = set(one.fields) & set(other.fields)
    if common:
        firm = common - set(table("weak"))
        if not (firm or sole or shared - common or len(words) > 1):
            return False
        return one.fields[0] == other.fields[0] or (sole and bool(firm))
    if not sole or one.unit == TIME:
        return False
    if one.unit in _SINGLE:
        return True
    if set(one.fields + other.fields) & set(table("named")):
        return False
    if one.unit == SHARE:
        return bool(shared) and not (one.fields or other.fields)
    return bool(shared or words)
