"""What makes two deeds one or two, beside the pairs of `benchmarks.contradictions`."""

from __future__ import annotations

import pytest

from veedor.group.conflicts.deeds import HAVING, OTHER_ACT, are_two_acts
from veedor.group.conflicts.parts import Part, causes, is_same


def part(head: str, *words: str) -> Part:
    return Part(
        text=head, head=head, things=frozenset((head,)), keys=frozenset(), states=frozenset(),
        ordinals=frozenset(), words=frozenset(words), quantity=None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "expected", "why"),
    [
        ({"seize"}, {"seize"}, False, "one act"),
        ({"send"}, {"lose"}, True, "soldiers sent are not those lost"),
        ({OTHER_ACT}, {"lose"}, False, "of an unknown verb nothing is known"),
        ({HAVING}, {OTHER_ACT}, True, "what a ship carries is not what it leaks"),
        ({HAVING}, {HAVING}, False, "both say what it holds"),
        (set(), {"lose"}, False, "no verb"),
    ],
)
def test_two_acts(one: set[str], other: set[str], expected: bool, why: str) -> None:
    assert are_two_acts(frozenset(one), frozenset(other)) is expected, why


@pytest.mark.parametrize(
    ("one", "other", "contrary", "why"),
    [
        (part("cortocircuito"), part("bombona", "gas"), True, "electric and gas"),
        (part("cortocircuito"), part("chispa"), False, "both electric"),
        (part("fallo", "freno"), part("roca"), True, "by what is said of a failure"),
        (part("fallo"), part("roca"), False, "a failure of something unknown"),
        (part("lightning"), part("rayo"), False, "one word in two languages"),
    ],
)
def test_two_causes(one: Part, other: Part, contrary: bool, why: str) -> None:
    ours, theirs = causes(one), causes(other)
    assert bool(ours and theirs and not ours & theirs) is contrary, why


def test_who_denies_anything_denies_each() -> None:
    assert is_same(part("charge"), part("anything"))
    assert not is_same(part("charge"), part("visit"))
