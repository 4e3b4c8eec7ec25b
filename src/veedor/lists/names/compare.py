"""How alike two names are, part by part, with the reasons.

Parts are aligned one to one, best first. What is left over on both sides contradicts; what
is left over on one side only was left out. The score is the weight that agrees, over that
plus what contradicts and (less) what was left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from msgspec import Struct
from rapidfuzz.distance import OSA, JaroWinkler

from veedor.lists.names.fold import romanised
from veedor.lists.names.forms import forms
from veedor.lists.names.parts import CARRYING, Kind, Part, parts, variant_classes
from veedor.model import Why

__all__ = ["Comparison", "compare", "compare_parts", "kind_weight", "similarity"]

Weigh = Callable[[Part], float]
Pair = tuple[Part, Part, float, str]
_Place = tuple[int, int, float, str]

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
#: What another first letter takes away, which few misspell: at 0.06 a third fewer namesakes than
#: at 0 and the same F1 on the development pairs, which falls at 0.12.
_FIRST_LETTER = 0.06
#: A name of one word this short has no letters to spare: *Nato* is no *Nata*, *Snow* no *Snoe*.
_SHORT = 5
_FATHERS = frozenset({"bin", "ibn", "ben", "bint", "binti", "bn", "ould", "wld", "oglu", "ogly"})


class Comparison(Struct, frozen=True, gc=False):
    """A score from 0 to 1, the pairs behind it, and how many parts of a name agree.

    `exact` is whether nothing that tells is left over on either side and no pair needed more
    than folding, a known variant or one spelling.
    """

    score: float
    agreeing: int
    exact: bool
    aligned: tuple[Pair, ...]
    weigh: Weigh

    @property
    def why(self) -> tuple[Why, ...]:
        """The pairs in words: which part matched which, how, and what that weighs."""
        return tuple(
            Why(part=a.token, listed=b.token, how=how, weight=round(self.weigh(b) * score, 3))
            for a, b, score, how in self.aligned
        )


def compare(first: str, second: str, *, person: bool = True) -> Comparison:
    """How alike two names are, of people or else of bodies and ships."""
    ours, theirs = forms(first, person=person), forms(second, person=person)
    if len(ours) == len(theirs) == 1:
        return _compare(ours[0], theirs[0], person)
    found = [_compare(a, b, person) for a in ours for b in theirs]
    return max(found, key=lambda comparison: comparison.score)


def _compare(first: str, second: str, person: bool) -> Comparison:
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
    places, left, right = _align(first, second)
    agreed = doubt = 0.0
    agreeing = 0
    exact = True
    for i, j, score, how in places:
        weight = (weigh(first[i]) + weigh(second[j])) / 2
        agreed += weight * score
        doubt += weight * (1 - score)
        agreeing += first[i].kind in CARRYING
        exact = exact and how in _EXACT
    contradiction = omission = 0.0
    if left or right:
        over_left = [first[i] for i in left]
        over_right = [second[j] for j in right]
        if _joined(over_left, over_right):
            agreed += 0.93 * sum(map(weigh, over_left))
        else:
            contradiction, omission = _left_over(over_left, over_right, weigh)
        exact = exact and not any(part.kind in _TELLING for part in (*over_left, *over_right))
    if person and len(places) > 1 and _fathers_differ(first, second, places):
        contradiction += agreed / 4
    lost = PERSON_OMISSION if person else BODY_OMISSION
    if first and second and (first[0].syllable or second[0].syllable):
        lost = CONTRADICTION  # no syllable of a Korean or Chinese name is ever left out
    total = agreed + doubt + CONTRADICTION * contradiction + lost * omission
    score = agreed / total if total else 0.0
    if len(first) == len(second) == 1 and not exact and len(first[0].token) <= _SHORT:
        score *= 0.8
    aligned = tuple([(first[i], second[j], score, how) for i, j, score, how in places])
    return Comparison(score, agreeing, exact, aligned, weigh)


_NONE: frozenset[str] = frozenset()
_TELLING = CARRYING | {"initial"}
_EXACT = frozenset({"same", "variant", "spelling", "same number"})


def _left_over(left: Sequence[Part], right: Sequence[Part], weigh: Weigh) -> tuple[float, float]:
    """The weight that contradicts, and the weight left out on one side."""
    over_left = sum(map(weigh, left))
    over_right = sum(map(weigh, right))
    contradiction = min(over_left, over_right)
    omission = max(over_left, over_right) - contradiction
    if (
        contradiction
        and any(part.kind == "initial" for part in left)
        and any(part.kind == "initial" for part in right)
    ):
        contradiction += _INITIALS_DIFFER
    return contradiction, omission


def _align(
    first: Sequence[Part], second: Sequence[Part]
) -> tuple[list[_Place], list[int], list[int]]:
    """Pairs of places, best first, and the places left over on both sides."""
    pairs, left, right = _align_same(first, second)
    if not left or not right:
        return pairs, left, right
    scored: list[_Place] = []
    for i in left:
        a = first[i]
        for j in right:
            score, how = similarity(a, second[j])
            if score >= _ALIGNED:
                scored.append((i, j, score, how))
    if len(scored) > 1:
        scored.sort(key=_best_first)
    for pair in scored:
        i, j = pair[0], pair[1]
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            pairs.append(pair)
    return pairs, left, right


def _align_same(
    first: Sequence[Part], second: Sequence[Part]
) -> tuple[list[_Place], list[int], list[int]]:
    """The parts that are the same word, where no word stands twice; then the others."""
    left = list(range(len(first)))
    right = list(range(len(second)))
    places = {part.token: j for j, part in enumerate(second)}
    if len(places) < len(second) or len({part.token for part in first}) < len(first):
        return [], left, right
    pairs: list[_Place] = []
    for i, part in enumerate(first):
        j = places.get(part.token)
        if j is not None:
            pairs.append((i, j, 1.0, "same"))
            left.remove(i)
            right.remove(j)
    return pairs, left, right


def _best_first(pair: _Place) -> tuple[float, int]:
    return -pair[2], abs(pair[0] - pair[1])


def _joined(left: Sequence[Part], right: Sequence[Part]) -> bool:
    """Whether what is left over is the same, only parted otherwise (*van der Bilt*)."""
    if not left or not right or len(left) == len(right) == 1:
        return False
    a, b = "".join([part.token for part in left]), "".join([part.token for part in right])
    if a == b or (min(len(a), len(b)) > 5 and OSA.distance(a, b, score_cutoff=1) <= 1):
        return True
    known = variant_classes()
    return bool(known.get(romanised(a), _NONE) & known.get(romanised(b), _NONE))


def _fathers_differ(first: Sequence[Part], second: Sequence[Part], places: list[_Place]) -> bool:
    """Whether son and father change places (*Salman bin Muhammad*, *Muhammad bin Salman*)."""
    a = _father_at(first)
    b = _father_at(second) if a else 0
    if not b:
        return False
    return any(
        first[i].kind == "name" and (i < a) != (j < b) and abs(i - a) <= 2 and abs(j - b) <= 2
        for i, j, _, _ in places
    )


def _father_at(found: Sequence[Part]) -> int:
    """Where a father's name is announced between two names; 0 if nowhere."""
    for i in range(1, len(found) - 1):
        if found[i].token in _FATHERS:
            return i
    return 0


def similarity(a: Part, b: Part) -> tuple[float, str]:
    """How alike two parts are, and in what way."""
    if a.token == b.token:
        return 1.0, "same"
    if a.kind == "number" or b.kind == "number":
        return (1.0, "same number") if a.kind == b.kind and a.norm == b.norm else (0.0, "number")
    if a.classes and not a.classes.isdisjoint(b.classes):
        return 0.97, "variant"
    if a.norm == b.norm:
        return 0.96, "spelling"
    if a.kind == "initial" or b.kind == "initial":
        same = a.token[0] == b.token[0] and a.kind != b.kind
        return (0.8, "initial") if same else _APART
    return _fuzzy(a, b)


_APART = (0.0, "different")


def _known_apart(a: Part, b: Part) -> bool:
    """Two names that are known, each in its own variants, are no misspelling of each other."""
    known = variant_classes()
    return a.norm in known and b.norm in known


@lru_cache(maxsize=1 << 17)
def _fuzzy(a: Part, b: Part) -> tuple[float, str]:
    shorter = min(len(a.norm), len(b.norm))
    if shorter < LETTERS[0] or a.syllable or b.syllable:
        return _APART
    allowed = 1 + (shorter >= LETTERS[1]) + (shorter >= LETTERS[2])
    distance = min(
        _letters_apart(a.norm, b.norm, allowed), _letters_apart(a.token, b.token, allowed)
    )
    if distance > allowed or _known_apart(a, b):
        return _APART
    close = JaroWinkler.similarity(a.norm, b.norm) - 0.02 * distance
    if a.norm[0] != b.norm[0]:
        close -= _FIRST_LETTER
    return max(0.0, min(0.94, close)), f"{distance} letter{'s' * (distance > 1)} apart"


def _letters_apart(a: str, b: str, most: int) -> int:
    if abs(len(a) - len(b)) > most:
        return most + 1
    return OSA.distance(a, b, score_cutoff=most)
