"""What is seen in two figures that differ, by which one may judge whether they are of one thing.

The judge is a log-linear model (`weighing.py`, `one_quantity.yaml`): no single word makes two
figures one. What parts them for sure is never asked of it: of 1,691 labelled contradictions it
costs 463, and of 6,830 look-alikes it settles 3550.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from veedor.group.conflicts.amounts import COUNT, SHARE
from veedor.group.conflicts.deeds import OTHER_ACT, are_two_acts
from veedor.group.conflicts.fields import fields_in
from veedor.group.conflicts.figures import AGAINST, AGE, FOR, MAGNITUDE, MONEY, SPEED, TIME
from veedor.group.conflicts.gauged import Gauge, table, things_of
from veedor.group.conflicts.vocabulary import rows_of
from veedor.group.conflicts.weighing import Seen, apart
from veedor.group.quantities import Quantity
from veedor.read.folding import fold
from veedor.vectors import nearness

__all__ = ["MODEL", "Candidate", "agree", "candidates"]

MODEL = "one_quantity"
#: Amounts in one unit may be rounded by so much, in two units (miles, kilometres) by more.
ROUNDED, CONVERTED = 1.05, 1.1
#: Units of which the figures are exact.
_EXACT = frozenset({COUNT, SHARE, MAGNITUDE, AGE, FOR, AGAINST})
#: Units that are seen one by one; the others are taken together.
_UNITS = {
    COUNT: "count", SHARE: "share", MONEY: "money", TIME: "time", "length": "length", AGE: "age",
    "mass": "mass", "volume": "mass", "area": "length", SPEED: "speed", MAGNITUDE: "magnitude",
    FOR: "votes", AGAINST: "votes",
}  # fmt: skip
#: What sets a figure apart from the event for sure: others than those, another time.
_NOT_OF_IT = frozenset({"other", "past"})
#: A factor by which two figures of one thing rarely differ, as a power of ten.
_FAR, _FARTHEST = 1.5, 3.0
#: Counts this small are told of nearly anything.
_SMALL = 2
#: More words, names or matters in common than these tell nothing more.
_STEMS, _NAMES, _TOPICS = 4, 2, 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """Figures of two reports that cannot both be right if they are of one thing."""

    left: Gauge
    right: Gauge
    seen: Seen


def candidates(ours: Sequence[Gauge], theirs: Sequence[Gauge]) -> Iterator[Candidate]:
    """The figures of two reports, in units of one kind, that differ.

    A figure that the other report's sentence gives, too, is no candidate with that sentence.
    """
    for one in ours:
        for other in theirs:
            if one.kind != other.kind or agree(one, other) or _are_parted(one, other):
                continue
            if _is_met(one, other, theirs) or _is_met(other, one, ours):
                continue
            yield Candidate(one, other, _seen(one, other, ours, theirs))


def _are_parted(one: Gauge, other: Gauge) -> bool:
    """Whether two figures are told of two things: other ones, other fates, other acts, asked and
    given, the ages of two people.
    """
    ours, theirs = set(one.fields), set(other.fields)
    if {one.aside, other.aside} & _NOT_OF_IT or (ours and theirs and ours.isdisjoint(theirs)):
        return True
    if one.unit == COUNT and are_two_acts(one.acts, other.acts):
        return True
    asked = (one.aside == "asked") != (other.aside == "asked")
    if asked and (ours | theirs).isdisjoint(table("asked")):
        return True
    if (one.topics ^ other.topics) & frozenset(table("parting").get(one.kind, ())):
        return True
    fates = one.topics & other.topics & frozenset(table("fates"))
    return one.unit == AGE and one.names.isdisjoint(other.names) and not fates


def _is_met(one: Gauge, other: Gauge, held: Sequence[Gauge]) -> bool:
    """Whether the sentence of `other`, of a report that gives `held`, gives `one` as well."""
    return any(g.span == other.span and g.kind == one.kind and agree(one, g) for g in held)


def agree(one: Gauge, other: Gauge) -> bool:
    """Whether two figures in units of one kind can both be right about one thing."""
    slack = CONVERTED if one.written != other.written else 1.0
    if one.unit not in _EXACT:
        slack = max(slack, ROUNDED)
    ours, theirs = one.quantity, other.quantity
    return ours.low <= theirs.high * slack and theirs.low <= ours.high * slack


# ------------------------------------------------------------------ what is seen


def _seen(one: Gauge, other: Gauge, ours: Sequence[Gauge], theirs: Sequence[Gauge]) -> Seen:
    unit = _UNITS.get(one.kind, "other")
    sole = _is_sole(one, ours) + _is_sole(other, theirs)
    kind = f"counted: {_counted(one, other)}" if one.unit == COUNT else f"{unit}: {_of(one, other)}"
    stems = len(one.stems & other.stems)
    seen: dict[str, float] = {f"unit: {unit}": 1.0, kind: 1.0}
    if one.unit == COUNT:
        seen |= _done_to(one, other)
        seen[f"{kind}, words shared"] = min(_STEMS, stems)
    elif one.of and other.of:
        seen["one stuff" if _is_one_stuff(one, other) else "two stuffs"] = 1.0
    if sole == 2:
        seen |= {f"only ones, {name}": 1.0 for name in [*seen] if ":" in name and "," not in name}
    return {**seen, **_beside(one, other, stems), **_in_reports(one, other, ours, theirs, sole)}


def _in_reports(
    one: Gauge, other: Gauge, ours: Sequence[Gauge], theirs: Sequence[Gauge], sole: int
) -> Seen:
    """How the figures stand among the others of their reports, and to each other."""
    many = _many(one, ours) * _many(other, theirs)
    rivals = _rivals(one, ours) * _rivals(other, theirs)
    of_one = one.fields[:1] == other.fields[:1]
    low, high = sorted((abs(one.quantity.value), abs(other.quantity.value)))
    gap = min(_FARTHEST, math.log10(high / low)) if low else _FARTHEST
    return {
        "only one": sole,
        "only ones": sole == 2,
        "of how many": math.log(many),
        "of how many alike": math.log(rivals),
        "only ones alike": rivals == 1,
        "only ones alike, of one matter": rivals == 1 and bool(one.fields) and of_one,
        "only ones alike, leads": (rivals == 1) * (one.lead + other.lead),
        "leads": one.lead + other.lead,
        "both leads": one.lead and other.lead,
        "told in the other too": _is_told(one, other, theirs) + _is_told(other, one, ours),
        "adds up": _adds_up(one, other, ours) or _adds_up(other, one, theirs),
        "apart": gap,
        "far apart": gap > _FAR,
        "small": low <= _SMALL,
        "about": _is_vague(one.quantity) + _is_vague(other.quantity),
    }


def _beside(one: Gauge, other: Gauge, stems: int) -> Seen:
    """What their sentences have in common, and what sets a figure apart from the event."""
    ours, theirs = one.topics - {"person"}, other.topics - {"person"}
    beside = len(one.beside & other.beside)
    seen: dict[str, float] = {
        "words shared": min(_STEMS, stems),
        "share of words": stems / math.sqrt(1 + len(one.stems) * len(other.stems)),
        "words shared beside": min(_STEMS, beside),
        "share of words beside": beside / math.sqrt(1 + len(one.beside) * len(other.beside)),
        "names shared": min(_NAMES, len(one.names & other.names)),
        "names apart": apart(one.names, other.names),
        "names shared beside": min(_NAMES, len(one.named & other.named)),
        "names apart beside": apart(one.named, other.named),
        "matters shared": min(_TOPICS, len(ours & theirs)),
        "matters apart": min(_TOPICS, len(ours ^ theirs)),
        "rate against none": one.rate != other.rate,
        "same unit": one.unit == other.unit,
        "same word of unit": one.written == other.written,
        "set apart": bool(one.aside or other.aside),
    }
    for aside in filter(None, (one.aside, other.aside)):
        seen[f"set apart: {aside}"] = seen.get(f"set apart: {aside}", 0.0) + 1.0
    return seen


def _counted(one: Gauge, other: Gauge) -> str:
    """How what two figures count is alike."""
    if one.noun and one.noun == other.noun:
        return "one noun"
    if things_of(one.noun) & things_of(other.noun):
        return "one kind"
    if not (one.noun and other.noun):
        return "one unsaid" if one.noun or other.noun else "unsaid"
    if _is_person(one.noun) and _is_person(other.noun):
        return "people"
    known = all(any(name[0] == "=" for name in rows_of(g.noun)) for g in (one, other))
    return "two known kinds" if known else "two words"


def _done_to(one: Gauge, other: Gauge) -> Seen:
    """What is done to what two figures count, and as what people are counted."""
    ours, theirs = one.fields[:1], other.fields[:1]
    met = "same" if ours == theirs else "two" if ours and theirs else "one said"
    return {
        f"fate: {met if ours or theirs else 'unsaid'}": 1.0,
        "two sorts of people": _people(one.noun) != _people(other.noun),
        "acts apart": apart(one.acts, other.acts),
        "nouns near": _near(one.noun, other.noun),
        "one act": bool((one.acts & other.acts) - {OTHER_ACT}),
    }


def _of(one: Gauge, other: Gauge) -> str:
    """How what two figures measure is alike, by the word fields beside them."""
    ours, theirs = one.fields, other.fields
    if not (ours and theirs):
        return "one said" if ours or theirs else "unsaid"
    if ours[0] == theirs[0]:
        return "same"
    return "shared" if set(ours) & set(theirs) else "two"


def _is_one_stuff(one: Gauge, other: Gauge) -> bool:
    """Whether what they weigh may be one; of words of two languages nothing is known."""
    return bool(one.of & other.of) or len({word[:3] for word in one.of | other.of}) > 1


@lru_cache(maxsize=65536)
def _near(one: str, other: str) -> float:
    """How near in meaning two nouns are, in whatever languages: from 0 to 1 for one noun."""
    return max(0.0, nearness(one, other)) if one and other and one != other else 0.0


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


def _is_sole(one: Gauge, held: Sequence[Gauge]) -> bool:
    """Whether an article gives no other figure of its kind."""
    if one.unit == COUNT:
        things = things_of(one.noun)
        return sum(o.unit == COUNT and bool(things_of(o.noun) & things) for o in held) == 1
    return _many(one, held) == 1


def _rivals(one: Gauge, held: Sequence[Gauge]) -> int:
    """How many figures of a report, this one among them, are told of the like: of one fate or
    matter, or else of one thing.
    """
    things = things_of(one.noun)
    return sum(
        other is one
        or (
            other.kind == one.kind
            and (
                one.fields[:1] == other.fields[:1]
                if one.fields or other.fields
                else one.unit != COUNT or bool(things & things_of(other.noun))
            )
        )
        for other in held
    )


def _many(one: Gauge, held: Sequence[Gauge]) -> int:
    return sum(other.kind == one.kind for other in held)


def _is_told(one: Gauge, other: Gauge, held: Sequence[Gauge]) -> bool:
    """Whether the article of `other`, which gives `held`, gives `one` elsewhere."""
    return any(g is not other and g.kind == one.kind and agree(one, g) for g in held)


def _adds_up(one: Gauge, other: Gauge, held: Sequence[Gauge]) -> bool:
    """Whether an article's own figures make the other's: together, or one less the other."""
    values = {again.quantity.value for again in held if again.unit == other.unit and again != one}
    value, whole = one.quantity.value, other.quantity.value
    return whole in values or any(whole in (v + value, abs(v - value)) for v in values)


def _is_vague(quantity: Quantity) -> bool:
    return not math.isclose(quantity.low, quantity.high, rel_tol=1e-6)
