"""How likely two things that reports of one event tell are one, told in two ways.

Log-linear models over what can be seen in both, trained on labelled sentences and reports by `make
train-contrary` (`training/contrary.py`); the weights of each stand in a file of its name.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache

from veedor.data import own_data

__all__ = ["Seen", "likelihood", "threshold"]

#: What is seen in two things: names of features with their values.
Seen = Mapping[str, float]


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
