"""Outcomes of which an event can have one alone: none was hurt, some were; held, or called off.

A denial has many forms, and most of them share no verb with what they deny (*los dos se salvaron*,
*murieron ambos pilotos*). `poles.yaml` lists what tells the one and the other of two such outcomes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from veedor.data import own_data
from veedor.group.conflicts.fields import fields_in
from veedor.group.conflicts.needed import Among
from veedor.group.conflicts.vocabulary import row, rows_of, words
from veedor.model import Argument, Linked, Reading
from veedor.read.folding import fold

__all__ = ["Outcome", "outcomes"]


@dataclass(frozen=True, slots=True)
class Pole:
    """Two outcomes, of which an event has one, by what tells each; `of` people or things: each
    of them may have one.
    """

    name: str
    attribute: str
    of: str
    one: re.Pattern[str]
    other: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A sentence that begins at `start` and tells one of two outcomes, the first (0) or the second
    (1) of a pole, and what of.

    `parts` are the things that take part in what tells it, `people` the callings among them, and
    `keys` who is named there.
    """

    pole: str
    attribute: str
    of: str
    side: int
    start: int
    people: frozenset[str]
    parts: frozenset[str]
    keys: frozenset[str]


@cache
def _poles() -> tuple[Pole, ...]:
    return tuple(
        Pole(
            name, told.get("attribute", "denial"), told.get("of", ""),
            re.compile(told["one"]), re.compile(told["other"]),
        )
        for name, told in own_data(__package__, "poles.yaml").items()
    )  # fmt: skip


@cache
def _tellable() -> Among:
    """The patterns of all poles, first one side of each and then the other."""
    return Among([pattern for pole in _poles() for pattern in (pole.one, pole.other)])


def _poles_of(folded: str) -> Iterator[Pole]:
    """The poles of which a sentence may tell a side."""
    may = _tellable().may_match(folded)
    yield from (_poles()[number] for number in sorted({number // 2 for number in may}))


@cache
def _is_calling(noun: str) -> bool:
    """Whether a noun is what somebody is called."""
    if any(hit.field == "person" for hit in fields_in(noun)):
        return True
    return any(noun in row("same")[name] for name in words("callings_of_people"))


def outcomes(reading: Reading, linked: Linked | None) -> Iterator[Outcome]:
    """The outcomes that a report tells."""
    for sentence in reading.sentences:
        folded = fold(sentence.text)
        for pole in _poles_of(folded):
            told = _side(pole, folded)
            if told is None:
                continue
            side, (start, end) = told
            parts = _parts(reading, sentence.start + start, sentence.start + end)
            heads = frozenset(part.head for part in parts)
            named = (number for part in parts for number in part.referents)
            yield Outcome(
                pole.name, pole.attribute, pole.of, side, sentence.start,
                people=_rows(head for head in heads if _is_calling(head)),
                parts=_rows(heads),
                keys=frozenset(linked.subjects[n].key for n in named) if linked else frozenset(),
            )  # fmt: skip


def _side(pole: Pole, folded: str) -> tuple[int, tuple[int, int]] | None:
    """Which of two outcomes a sentence tells, and by which stretch of it; None if it tells neither,
    or both. The longer words may hold the shorter (*nobody was hurt*).
    """
    one, other = pole.one.search(folded), pole.other.search(folded)
    if one and other:
        if other.start() <= one.start() < other.end():
            return 1, other.span()
        return (0, one.span()) if one.start() <= other.start() < one.end() else None
    if one:
        return 0, one.span()
    return (1, other.span()) if other else None


def _parts(reading: Reading, start: int, end: int) -> list[Argument]:
    """What takes part in the verbs that tell an outcome, or else in the nearest verb around the
    words at `[start, end)` that tell it.
    """
    around = [one for one in reading.clauses if one.start < end and start < one.end]
    telling = [one for one in around if one.predicate.start < end and start < one.predicate.end]
    nearest = telling or sorted(around, key=lambda one: one.end - one.start)[:1]
    return [part for one in nearest for part in one.arguments]


def _rows(nouns: Iterable[str]) -> frozenset[str]:
    return frozenset(row for noun in nouns for row in rows_of(noun))
