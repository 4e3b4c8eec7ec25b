"""How alike two articles are in their words: the cosine of weighted lemmas."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from veedor.model import Reading
from veedor.read.folding import fold

__all__ = ["Likeness"]

_CONTENT = frozenset({"NOUN", "VERB", "PROPN", "NUM", "ADJ"})
#: Shorter words are particles and marks.
_SHORTEST = 3


def _counts(reading: Reading) -> Counter[str]:
    tokens = reading.tokens
    if tokens is None:
        return Counter()
    return Counter(
        lemma
        for lemma, speech in zip(tokens.lemma, tokens.pos, strict=True)
        if speech in _CONTENT and len(lemma) >= _SHORTEST
    )


@dataclass(slots=True)
class Likeness:
    """The words of a collection, weighted by how few articles have them (tf-idf)."""

    readings: Mapping[str, Reading]
    articles: Counter[str] = field(default_factory=Counter)
    vectors: dict[str, dict[str, float]] = field(default_factory=dict)

    @classmethod
    def of(cls, readings: Mapping[str, Reading]) -> Likeness:
        """Count in how many articles each lemma stands."""
        found = cls(readings)
        for reading in readings.values():
            found.articles.update(_counts(reading).keys())
        return found

    def _vector(self, article: str) -> dict[str, float]:
        if article not in self.vectors:
            self.vectors[article] = self._weigh(_counts(self.readings[article]).items())
        return self.vectors[article]

    def _weigh(self, counts: Iterable[tuple[str, int]]) -> dict[str, float]:
        total = len(self.readings) + 1
        weights: dict[str, float] = {}
        for lemma, count in counts:
            weight = (1 + math.log(count)) * math.log(total / (self.articles[lemma] + 0.5))
            weights[fold(lemma)] = weights.get(fold(lemma), 0.0) + weight
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {word: weight / length for word, weight in weights.items()}

    def between(self, first: str, second: str) -> float:
        """From 0, no word in common, to 1."""
        one, other = self._vector(first), self._vector(second)
        if len(one) > len(other):
            one, other = other, one
        return sum(weight * other.get(word, 0.0) for word, weight in one.items())
