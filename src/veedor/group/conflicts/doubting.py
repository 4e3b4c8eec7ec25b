"""What is held against each other, doubted: long reports of one event differ in nearly everything
that they tell, and contradict each other in hardly anything.

Every rule and every comparison finds stretches that cannot both be right if they tell of one thing.
How likely they do is judged here for all of them alike, by what the two sentences have in common
and by how much else the reports tell (a model of `weighing.py`, `one_matter.yaml`).
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import combinations

from veedor.group.collection import Collection
from veedor.group.conflicts.fields import fields_in
from veedor.group.conflicts.gauged import LEAD, names_in, stems_of
from veedor.group.conflicts.weighing import Seen, apart, likelihood, threshold
from veedor.group.quantities import Quantity, quantities
from veedor.model import Conflict, Side, SideSpan
from veedor.vectors import nearness

__all__ = ["MODEL", "doubted", "facing", "seen_in"]

MODEL = "one_matter"
#: From this nearness on sentences may tell one thing.
_NEAR = 0.5
#: A sentence of more characters tells several things.
_LONG = 300
#: More in common, or apart, tells nothing more.
_STEMS, _NAMES, _TOPICS, _NUMBERS, _PEOPLE = 5, 3, 4, 2, 2
#: So many stretches of a side are held against those of another: more are of one text.
_COMPARED = 8
#: What people in general are told of says nothing of what a sentence is about.
_ANYBODY = frozenset({"person"})


def doubted(collection: Collection, conflicts: Iterable[Conflict]) -> Iterator[Conflict]:
    """The conflicts that are likely to be of one thing, without the stretches that are not."""
    for conflict in conflicts:
        kept = {
            (span.article, span.start)
            for one, other in facing(conflict)
            if likelihood(MODEL, seen_in(collection, conflict.attribute, one, other))
            >= threshold(MODEL)
            for span in (one, other)
        }
        texts = {s.text for s in _spans(conflict.sides) if (s.article, s.start) in kept}
        sides = tuple(
            Side(value=side.value, evidence=told)
            for side in conflict.sides
            if (told := tuple(span for span in side.evidence if span.text in texts))
        )
        if len(sides) > 1:
            yield Conflict(
                id=conflict.id, event=conflict.event, attribute=conflict.attribute,
                about=conflict.about, sides=sides,
            )  # fmt: skip


def _spans(sides: Iterable[Side]) -> Iterator[SideSpan]:
    for side in sides:
        yield from side.evidence


def facing(conflict: Conflict) -> Iterator[tuple[SideSpan, SideSpan]]:
    """The stretches of different articles that stand on different sides, each text once."""
    sides = [list({s.text: s for s in side.evidence}.values()) for side in conflict.sides]
    for one, other in combinations(sides, 2):
        for left in one[:_COMPARED]:
            for right in other[:_COMPARED]:
                if left.article != right.article:
                    yield left, right


# ------------------------------------------------------------------ what is seen


def seen_in(collection: Collection, attribute: str, one: SideSpan, other: SideSpan) -> Seen:
    """What is seen in two stretches that are held against each other about an attribute."""
    both = one.text, other.text
    seen = {f"attribute: {attribute}": 1.0, **_shared(*both), **_told(collection, one, other)}
    near = nearness(*both)
    length = math.log(math.prod(map(len, both)))
    seen |= {"near": near, "very near": max(0.0, near - _NEAR), "length": length}
    for name in ("near", "share of words", "both leads", "two people shared"):
        seen[f"{name}, {attribute}"] = seen[name]
    return seen


@lru_cache(maxsize=4096)
def _shared(one: str, other: str) -> Seen:
    """What two sentences have in common, and what only one of them has."""
    ours, theirs = stems_of(one), stems_of(other)
    stems = len(ours & theirs)
    names, others = names_in(one), names_in(other)
    topics, unshared = _topics(one) & _topics(other), _topics(one) ^ _topics(other)
    fewest = min(len(_topics(one)), len(_topics(other)))
    return {
        "words shared": min(_STEMS, stems),
        "share of words": stems / math.sqrt(1 + len(ours) * len(theirs)),
        "share of the shorter": stems / (1 + min(len(ours), len(theirs))),
        "names shared": min(_NAMES, len(names & others)),
        "names apart": apart(names, others),
        "names of one alone": min(2 * _NAMES, len(names ^ others)),
        "matters shared": min(_TOPICS, len(topics)),
        "matters apart": min(2 * _TOPICS, len(unshared)),
        "share of matters": len(topics) / (1 + fewest),
        "long": (len(one) > _LONG) + (len(other) > _LONG),
        "signs": _signs(one) + _signs(other),
    }


def _topics(text: str) -> frozenset[str]:
    return frozenset(hit.field for hit in fields_in(text)) - _ANYBODY


def _signs(text: str) -> float:
    """The share of what is no letter: much of it in captions, tables and furniture of pages."""
    return len(re.findall(r"[^\w ]|\d", text)) / (1 + len(text))


def _told(collection: Collection, one: SideSpan, other: SideSpan) -> dict[str, float]:
    """Where in their reports two stretches stand, and what figures they give."""
    readings = [collection.readings[span.article] for span in (one, other)]
    counts = [1 + len(reading.sentences) for reading in readings]
    places = [
        bisect_right([sentence.start for sentence in reading.sentences], span.start)
        for reading, span in zip(readings, (one, other), strict=True)
    ]
    figures = [
        _figures(span.text, reading.language)
        for reading, span in zip(readings, (one, other), strict=True)
    ]
    agreed = sum(
        any(mine.agrees(yours) and mine.value > 1 for yours in figures[1]) for mine in figures[0]
    )
    leads = [place <= LEAD for place in places]
    people, others = (_parties(collection, span) for span in (one, other))
    met = people & others
    return {
        "people shared": min(_PEOPLE, sum(kind == "person" for kind, _ in met)),
        "two people shared": sum(kind == "person" for kind, _ in met) >= _PEOPLE,
        "others shared": min(_NAMES, sum(kind != "person" for kind, _ in met)),
        "people apart": apart(people, others),
        "two languages": readings[0].language != readings[1].language,
        "leads": sum(leads),
        "both leads": all(leads),
        "deep": sum(place / count for place, count in zip(places, counts, strict=True)),
        "length of reports": math.log(math.prod(counts)),
        "figures shared": min(_NUMBERS, agreed),
        "figures": sum(math.log1p(len(held)) for held in figures),
    }


def _parties(collection: Collection, span: SideSpan) -> frozenset[tuple[str, str]]:
    """Who and what is named in a stretch, by type and key."""
    return frozenset(
        (name.type, subject.key)
        for name, subject in collection.named(span.article)
        if span.start <= name.start < span.end
    )


@lru_cache(maxsize=4096)
def _figures(text: str, language: str) -> tuple[Quantity, ...]:
    return tuple(quantities(text, language))
