"""Which articles report one happening, given how alike they are."""

from __future__ import annotations

from collections.abc import Set
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veedor.group import happenings as module
from veedor.group.happenings import happenings
from veedor.group.likeness import SAME_EVENT
from veedor.group.profiles import Profile

DAY = date(2031, 5, 6)


def profile(article: str) -> Profile:
    return Profile(
        article=article, title="", language="es", written=DAY, earliest=DAY, latest=DAY,
        acts=("meet",), participants=("lidia-moran",), places=(), states=(), head=(), mentions=(),
        vector={},
    )  # fmt: skip


#: How alike two articles are, those found together, and why; what is not given is not alike.
CASES = [
    ({"ab": 0.5, "bc": 0.7, "bd": 0.73, "cd": 0.95}, ["a", "bcd"], "b came before its own began"),
    ({"ab": 0.7, "bc": 0.7, "bd": 0.73, "cd": 0.95}, ["ab", "cd"], "as near to where it is"),
    ({"ab": 0.7, "ac": 0.7, "bc": 0.8, "ad": 0.3}, ["abc", "d"], "one happening, and another"),
    ({"bc": 0.8, "ad": 0.9, "bd": 0.1}, ["ad", "bc"], "two that alternate"),
]


#: How far apart the bounds lie between which a likeness is known without a closer look.
SLACKS = (0.0, 0.1, 1.0)


def taken(monkeypatch: pytest.MonkeyPatch, alike: dict[str, float], slack: float) -> None:
    """Let articles be so alike, which is known to within `slack` before it is looked at."""

    def likeness(left: Profile, right: Profile, rare: Set[str] = frozenset()) -> float:
        return alike.get("".join(sorted((left.article, right.article))), 0.0)

    def between(
        left: Profile, right: Profile, rare: Set[str] = frozenset()
    ) -> tuple[float, float]:
        found = likeness(left, right)
        return max(0.0, found - slack), min(1.0, found + slack)

    monkeypatch.setattr(module, "likeness", likeness)
    monkeypatch.setattr(module, "between", between)


def grouped(articles: str, copies: dict[str, str] | None = None) -> list[str]:
    found = happenings(map(profile, articles), copies)
    return sorted("".join(sorted(p.article for p in one.profiles)) for one in found)


@pytest.mark.parametrize("slack", SLACKS)
@pytest.mark.parametrize(("alike", "expected", "why"), CASES)
def test_reports_are_with_those_they_are_nearest_to(
    alike: dict[str, float], expected: list[str], why: str, slack: float,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    taken(monkeypatch, alike, slack)
    assert grouped("abcd") == expected, why


@pytest.mark.parametrize("slack", SLACKS)
def test_a_copy_stays_with_its_family(slack: float, monkeypatch: pytest.MonkeyPatch) -> None:
    taken(monkeypatch, CASES[0][0], slack)
    assert grouped("abcd", {"a": "family", "b": "family"}) == ["ab", "cd"]


PAIRS = ["".join(pair) for pair in combinations("abcdef", 2)]


@given(st.lists(st.sampled_from((0.0, 0.5, 0.58, 0.62, 0.7, 0.9)), min_size=15, max_size=15))
def test_what_is_known_beforehand_changes_nothing(values: list[float]) -> None:
    found = []
    for slack in SLACKS:
        with pytest.MonkeyPatch.context() as patch:
            taken(patch, dict(zip(PAIRS, values, strict=True)), slack)
            found.append(grouped("abcdef"))
    assert found == [found[0]] * len(SLACKS)


def test_one_that_is_alike_at_least_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(left: Profile, right: Profile, rare: Set[str]) -> float:
        raise AssertionError(left.article + right.article)

    monkeypatch.setattr(module, "likeness", never)
    monkeypatch.setattr(module, "between", lambda left, right, rare: (SAME_EVENT, 1.0))
    assert grouped("abcd") == ["abcd"]
