"""Texts found by their fingerprints, whichever part of the collection they are of."""

from __future__ import annotations

import random

import pytest
from tests.group.test_regroup import MemoryShelf

from veedor.date import prints
from veedor.date.prints import PrintIndex

LEAST = (2, 0.08)


def texts(count: int, seed: int = 1) -> dict[str, set[int]]:
    """Texts of many fingerprints, small ones more often, and copies of some."""
    source = random.Random(seed)
    found = {}
    for number in range(count):
        found[f"t{number}"] = {int(2**63 * source.random() ** 4) for _ in range(40)}
        if number % 5 == 4:
            other = sorted(found[f"t{number - 2}"])
            found[f"t{number}"] |= set(source.sample(other, number % 3))
    return found


def near(wanted: set[int], known: dict[str, set[int]]) -> set[str]:
    """Those that share enough, each compared."""
    return {
        text
        for text, own in known.items()
        if (both := len(wanted & own)) and both >= min(2, 0.08 * min(len(wanted), len(own)))
    }


@pytest.mark.parametrize("part", [7, 1000])
def test_all_that_share_enough_are_found(monkeypatch: pytest.MonkeyPatch, part: int) -> None:
    monkeypatch.setattr(prints, "_PART", part)
    known, shelf = texts(60), MemoryShelf()
    index = PrintIndex(shelf, LEAST)
    for text in list(known)[:50]:
        index.add(text, known[text])
    index.flush()
    for text in list(known)[50:]:
        later = PrintIndex(shelf, LEAST)
        later.add(text, known[text])
        later.put_among()
    found = PrintIndex(shelf, LEAST).near(known)
    assert found == {text: near(own, known) for text, own in known.items()}
    assert any(len(others) > 1 for others in found.values())


def test_a_text_with_few_fingerprints_is_found_by_one() -> None:
    shelf = MemoryShelf()
    index = PrintIndex(shelf, LEAST)
    index.add("short", {1, 2, 3})
    index.add("long", set(range(3, 60)))
    index.flush()
    third = set(range(3, 90, 3))
    assert PrintIndex(shelf, LEAST).near({"new": third}) == {"new": {"short", "long"}}
    assert PrintIndex(shelf, LEAST).near({"new": {1000}, "none": set()}) == {
        "new": set(), "none": set(),
    }  # fmt: skip


def test_nothing_is_known_at_first() -> None:
    index = PrintIndex(MemoryShelf(), LEAST)
    index.flush()
    assert index.near({"new": {1, 2}}) == {"new": set()}
