"""How likely two things that reports of one event tell are one, told in two ways.

Log-linear models over what can be seen in both, trained on labelled sentences and reports by `make
train-contrary` (`training/contrary.py`); the weights of each stand in a file of its name.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Set
from functools import cache
from typing import Protocol, TypeVar

from veedor.data import own_data

__all__ = ["Seen", "Weighed", "apart", "likelihood", "likely", "threshold"]

#: What is seen in two things: names of features with their values.
Seen = Mapping[str, float]


class Weighed(Protocol):
    """What is judged by what is seen in it."""

    @property
    def seen(self) -> Seen:
        """The features."""


_Any = TypeVar("_Any", bound=Weighed)


@cache
def _model(name: str) -> tuple[Mapping[str, float], float, float]:
    data = own_data(__package__, f"{name}.yaml")
    return data["weights"], float(data["always"]), float(data["threshold"])


def threshold(name: str) -> float:
    """From which likelihood on a model's answer is taken (chosen on entries left out)."""
    return _model(name)[2]


def likelihood(name: str, seen: Seen) -> float:
    """The likelihood that a model gives; what it was not trained on counts for nothing."""
    weights, always, _ = _model(name)
    score = always + sum(weights.get(feature, 0.0) * value for feature, value in seen.items())
    return 1 / (1 + math.exp(-score))


def likely(
    name: str, found: Iterable[_Any], sides: Callable[[_Any], tuple[Hashable, Hashable]]
) -> Iterator[_Any]:
    """What is likely enough by a model, the likeliest first; each side stands in one alone."""
    weighed = [(likelihood(name, one.seen), one) for one in found]
    taken: set[Hashable] = set()
    for like, one in sorted(weighed, key=lambda pair: -pair[0]):
        if like < threshold(name):
            break
        both = sides(one)
        if taken.isdisjoint(both):
            taken.update(both)
            yield one


def apart(ours: Set[object], theirs: Set[object]) -> bool:
    """Whether two sets are both known, and have nothing in common."""
    return bool(ours and theirs) and ours.isdisjoint(theirs)
