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

from veedor.lists.names.fold import romanised
from veedor.lists.names.parts import Kind, Part, parts, variant_classes
from veedor.model import Why

__all__ = ["Comparison", "compare", "compare_parts", "kind_weight", "similarity"]

Weigh = Callable[[Part], float]
_Pair = tuple[int, int, float, str]

#: What a part of each kind counts, before frequency.
KIND_WEIGHTS: dict[Kind, float] = {
    "name": 1.0,
    "initial": 0.4,
    "patronymic": 0.6,
    "number": 1.0,
    "generic": 0.6,
    "particle": 0.1,
    "form": 0.1,
    "title": 0.05,
    "stop": 0.05,
}
#: How much heavier a contradiction is than an agreement, and what an omission costs: less for
#: people, whose patronymics and second names come and go, than for bodies (*Banco Santander*,
#: *Banco Santander Chile*). Swept together with `_LETTERS` by benchmarks/names.py in five
#: folds of the development pairs.
CONTRADICTION = 1.6
PERSON_OMISSION = 0.25
BODY_OMISSION = 0.8
#: Two initials that differ contradict more than one that is missing.
_INITIALS_DIFFER = 0.8
#: Least similarity of two parts that are taken for one.
_ALIGNED = 0.7
#: Least length at which two parts may differ by one, two and three letters.
LETTERS = (3, 8, 13)
_FATHERS = frozenset({"bin", "ibn", "ben", "bint", "binti", "bn", "ould", "wld", "oglu", "ogly"})


@dataclass(frozen=True, slots=True)
class Comparison:
    """A score from 0 to 1, the pairs behind it, and how many parts of a name agree.

    `exact` is whether nothing that tells is left over on either side and no pair needed more
    than folding, a known variant or one spelling.
    """

    score: float
    why: tuple[Why, ...]
    agreeing: int
    exact: bool = False
    aligned: tuple[tuple[Part, Part, str], ...] = ()


def compare(first: str, second: str, *, person: bool = True) -> Comparison:
    """How alike two names are, of people or else of bodies and ships."""
    return compare_parts(
        parts(first, person=person), parts(second, person=person), kind_weight, person=person
    )


def kind_weight(part: Part) -> float:
    """The weight of a part by its kind alone."""
    return KIND_WEIGHTS[part.kind]


def compare_parts(
    first: Sequence[Part], second: Sequence[Part], weigh: Weigh, *, person: bool = True
) -> Comparison:
    """How alike two names are that are already taken apart, with weights of the caller's."""
    pairs, left, right = _align(first, second)
    agreed = doubt = 0.0
    for i, j, score, _ in pairs:
        weight = (weigh(first[i]) + weigh(second[j])) / 2
        agreed += weight * score
        doubt += weight * (1 - score)
    contradiction, omission = _left_over(first, second, left, right, weigh)
    if left and right and _joined(first, second, left, right):
        weight = sum(weigh(first[i]) for i in left)
        agreed, contradiction, omission = agreed + 0.93 * weight, 0.0, 0.0
    if person and _fathers_differ(first, second, pairs):
        contradiction += agreed / 4
    lost = PERSON_OMISSION if person else BODY_OMISSION
    if first and second and (first[0].syllable or second[0].syllable):
        lost = CONTRADICTION  # no syllable of a Korean or Chinese name is ever left out
    total = agreed + doubt + CONTRADICTION * contradiction + lost * omission
    why = tuple(
        Why(part=first[i].token, listed=second[j].token, how=how,
            weight=round(weigh(second[j]) * score, 3))
        for i, j, score, how in pairs
    )  # fmt: skip
    agreeing = sum(first[i].kind in _CARRYING for i, _, _, _ in pairs)
    over = [first[i] for i in left] + [second[j] for j in right]
    exact = not any(part.kind in _TELLING for part in over) and all(
        how in _EXACT for *_, how in pairs
    )
    aligned = tuple((first[i], second[j], how) for i, j, _, how in pairs)
    return Comparison(agreed / total if total else 0.0, why, agreeing, exact, aligned)


_NONE: frozenset[str] = frozenset()
_CARRYING = frozenset({"name", "number", "generic"})
_TELLING = _CARRYING | {"initial"}
_EXACT = frozenset({"same", "variant", "spelling", "same number"})


def _left_over(
    first: Sequence[Part],
    second: Sequence[Part],
    left: list[int],
    right: list[int],
    weigh: Weigh,
) -> tuple[float, float]:
    """The weight that contradicts, and the weight left out on one side."""
    if not left and not right:
        return 0.0, 0.0
    over_left = sum(weigh(first[i]) for i in left)
    over_right = sum(weigh(second[j]) for j in right)
    contradiction = min(over_left, over_right)
    omission = max(over_left, over_right) - contradiction
    if any(first[i].kind == "initial" for i in left) and any(
        second[j].kind == "initial" for j in right
    ):
        contradiction += _INITIALS_DIFFER
    return contradiction, omission


def _align(
    first: Sequence[Part], second: Sequence[Part]
) -> tuple[list[_Pair], list[int], list[int]]:
    scored: list[_Pair] = []
    for i, a in enumerate(first):
        for j, b in enumerate(second):
            score, how = similarity(a, b)
            if score >= _ALIGNED:
                scored.append((i, j, score, how))
    scored.sort(key=lambda pair: (-pair[2], abs(pair[0] - pair[1])))
    left = set(range(len(first)))
    right = set(range(len(second)))
    pairs: list[_Pair] = []
    for pair in scored:
        if pair[0] in left and pair[1] in right:
            left.remove(pair[0])
            right.remove(pair[1])
            pairs.append(pair)
    return pairs, sorted(left), sorted(right)


def _joined(
    first: Sequence[Part], second: Sequence[Part], left: list[int], right: list[int]
) -> bool:
    """Whether what is left over is the same, only parted otherwise (*van der Bilt*)."""
    if len(left) == len(right) == 1:
        return False
    a, b = "".join(first[i].token for i in left), "".join(second[j].token for j in right)
    if a == b or (min(len(a), len(b)) > 5 and DamerauLevenshtein.distance(a, b) <= 1):
        return True
    known = variant_classes()
    return bool(known.get(romanised(a), _NONE) & known.get(romanised(b), _NONE))


def _fathers_differ(first: Sequence[Part], second: Sequence[Part], pairs: list[_Pair]) -> bool:
    """Whether son and father change places (*Salman bin Muhammad*, *Muhammad bin Salman*)."""
    a, b = _father_at(first), _father_at(second)
    if not a or not b:
        return False
    return any(
        first[i].kind == "name" and (i < a) != (j < b) and abs(i - a) <= 2 and abs(j - b) <= 2
        for i, j, _, _ in pairs
    )


def _father_at(found: Sequence[Part]) -> int:
    """Where a father's name is announced between two names; 0 if nowhere."""
    return next(
        (i for i, part in enumerate(found[:-1]) if i and part.token in _FATHERS),
        0,
    )


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
    if a.kind == "initial" or b.kind == "initial":
        same = a.token[0] == b.token[0] and a.kind != b.kind
        return (0.8, "initial") if same else (0.0, "initial")
    return _fuzzy(a, b)


def _known_apart(a: Part, b: Part) -> bool:
    """Two names that are known, each in its own variants, are no misspelling of each other."""
    known = variant_classes()
    return a.norm in known and b.norm in known


def _fuzzy(a: Part, b: Part) -> tuple[float, str]:
    shorter = min(len(a.norm), len(b.norm))
    if shorter < LETTERS[0] or a.syllable or b.syllable or _known_apart(a, b):
        return 0.0, "different"
    allowed = 1 + (shorter >= LETTERS[1]) + (shorter >= LETTERS[2])
    if abs(len(a.token) - len(b.token)) > allowed and abs(len(a.norm) - len(b.norm)) > allowed:
        return 0.0, "different"
    distance = min(
        DamerauLevenshtein.distance(a.norm, b.norm, score_cutoff=allowed),
        DamerauLevenshtein.distance(a.token, b.token, score_cutoff=allowed),
    )
    if distance > allowed:
        return 0.0, "different"
    close = JaroWinkler.similarity(a.norm, b.norm) - 0.02 * distance
    return max(0.0, min(0.94, close)), f"{distance} letter{'s' * (distance > 1)} apart"
