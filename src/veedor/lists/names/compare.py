"""How alike two names are, part by part, with the reasons.

Parts are aligned one to one, best first. What is left over on both sides contradicts; what
is left over on one side only was left out. The score is the weight that agrees, over that
plus what contradicts and (less) what was left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from veedor.lists.names.parts import Kind, Part, parts
from veedor.model import Why

__all__ = ["Comparison", "compare", "compare_parts", "similarity"]

Weigh = Callable[[Part], float]

#: What a part of each kind counts, before frequency.
KIND_WEIGHTS: dict[Kind, float] = {
    "name": 1.0,
    "initial": 0.4,
    "number": 1.0,
    "generic": 0.6,
    "particle": 0.1,
    "form": 0.1,
    "title": 0.05,
    "stop": 0.05,
}
_ALIGNED = 0.7
_CONTRADICTION = 1.6
_OMISSION = 0.35


@dataclass(frozen=True, slots=True)
class Comparison:
    """A score from 0 to 1, the pairs behind it, and how many parts of a name agree."""

    score: float
    why: tuple[Why, ...]
    agreeing: int


def compare(first: str, second: str, *, person: bool = True) -> Comparison:
    """How alike two names are, of people or else of bodies and ships."""
    return compare_parts(parts(first, person=person), parts(second, person=person), kind_weight)


def kind_weight(part: Part) -> float:
    """The weight of a part by its kind alone."""
    return KIND_WEIGHTS[part.kind]


def compare_parts(first: Sequence[Part], second: Sequence[Part], weigh: Weigh) -> Comparison:
    """How alike two names are that are already taken apart, with weights of the caller's."""
    pairs, left, right = _align(first, second)
    agreed = sum((weigh(a) + weigh(b)) / 2 * score for a, b, score, _ in pairs)
    doubt = sum((weigh(a) + weigh(b)) / 2 * (1 - score) for a, b, score, _ in pairs)
    over_left = sum(weigh(part) for part in left)
    over_right = sum(weigh(part) for part in right)
    contradiction = min(over_left, over_right)
    omission = max(over_left, over_right) - contradiction
    total = agreed + doubt + _CONTRADICTION * contradiction + _OMISSION * omission
    why = tuple(
        Why(part=a.token, listed=b.token, how=how, weight=round(weigh(b) * score, 3))
        for a, b, score, how in pairs
    )
    agreeing = sum(a.kind in {"name", "number", "generic"} for a, _, _, how in pairs)
    return Comparison(agreed / total if total else 0.0, why, agreeing)


def _align(
    first: Sequence[Part], second: Sequence[Part]
) -> tuple[list[tuple[Part, Part, float, str]], list[Part], list[Part]]:
    scored = [
        (score, i, j, how)
        for i, a in enumerate(first)
        for j, b in enumerate(second)
        for score, how in (similarity(a, b),)
        if score >= _ALIGNED or (how == "initial")
    ]
    scored.sort(key=lambda item: (-item[0], abs(item[1] - item[2])))
    used_left: set[int] = set()
    used_right: set[int] = set()
    pairs = []
    for score, i, j, how in scored:
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            pairs.append((first[i], second[j], score, how))
    left = [part for i, part in enumerate(first) if i not in used_left]
    right = [part for j, part in enumerate(second) if j not in used_right]
    return _join(pairs, left, right)


def _join(
    pairs: list[tuple[Part, Part, float, str]], left: list[Part], right: list[Part]
) -> tuple[list[tuple[Part, Part, float, str]], list[Part], list[Part]]:
    """What is left over, run together, where the two sides part words differently."""
    if left and right and len(left) + len(right) > 2:
        a, b = _joined(left), _joined(right)
        score, how = similarity(a, b)
        if score >= _ALIGNED + 0.1:
            return [*pairs, (a, b, score, f"run together, {how}")], [], []
    return pairs, left, right


def _joined(found: list[Part]) -> Part:
    token = "".join(part.token for part in found)
    return Part(token, "".join(part.norm for part in found), "name", frozenset())


@lru_cache(maxsize=1 << 17)
def similarity(a: Part, b: Part) -> tuple[float, str]:
    """How alike two parts are, and in what way."""
    if a.token == b.token:
        return 1.0, "same"
    if a.kind == "number" or b.kind == "number":
        return (1.0, "same number") if a.kind == b.kind and a.norm == b.norm else (0.0, "number")
    if a.classes & b.classes:
        return 0.97, "variant"
    if a.norm == b.norm:
        return 0.96, "spelling"
    if "initial" in {a.kind, b.kind}:
        return (0.8, "initial") if a.token[0] == b.token[0] else (0.0, "initial")
    return _fuzzy(a, b)


def _fuzzy(a: Part, b: Part) -> tuple[float, str]:
    shorter = min(len(a.norm), len(b.norm))
    if shorter < 3 or (a.classes and b.classes):
        return 0.0, "different"
    distance = min(
        DamerauLevenshtein.distance(a.norm, b.norm), DamerauLevenshtein.distance(a.token, b.token)
    )
    allowed = 1 if shorter < 6 else 2 if shorter < 10 else 3
    if distance > allowed:
        return 0.0, "different"
    close = JaroWinkler.similarity(a.norm, b.norm)
    return max(
        0.0, min(0.94, close - 0.02 * distance)
    ), f"{distance} letter{'s' * (distance > 1)} apart"
