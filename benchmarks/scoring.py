"""Counting right, wrong and missed, the same way in every benchmark."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Spans = Mapping[str, Any]


@dataclass
class Counts:
    """True positives, false positives and false negatives, added up over documents."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        found = self.right + self.wrong
        return self.right / found if found else 1.0

    @property
    def recall(self) -> float:
        there = self.right + self.missed
        return self.right / there if there else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def add(self, other: Counts) -> None:
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed


def compare(
    expected: Iterable[Hashable], found: Iterable[Hashable], ignored: Iterable[Hashable] = ()
) -> Counts:
    """Count multisets against each other; `ignored` count neither when present nor absent."""
    skip = set(ignored)
    want = Counter(item for item in expected if item not in skip)
    have = Counter(item for item in found if item not in skip)
    right = sum((want & have).values())
    return Counts(right, sum(have.values()) - right, sum(want.values()) - right)


def overlap(one: Spans, other: Spans) -> int:
    """How many code points two spans share."""
    shared: int = min(one["end"], other["end"]) - max(one["start"], other["start"])
    return max(0, shared)


def similarity(one: Spans, other: Spans) -> float:
    """Shared code points over those of both spans together, 0 to 1 (Jaccard)."""
    shared = overlap(one, other)
    return shared / (one["end"] - one["start"] + other["end"] - other["start"] - shared)


def align(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """One-to-one alignment of the left names with the right ones, most frequent pairs first."""
    aligned: dict[str, str] = {}
    taken: set[str] = set()
    for (left, right), _ in sorted(Counter(pairs).items(), key=lambda item: (-item[1], item[0])):
        if left not in aligned and right not in taken:
            aligned[left] = right
            taken.add(right)
    return aligned
