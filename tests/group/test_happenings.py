"""Which articles report one happening, given how alike they are."""

from __future__ import annotations

from datetime import date

import pytest

from veedor.group import happenings as module
from veedor.group.happenings import happenings
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


@pytest.mark.parametrize(("alike", "expected", "why"), CASES)
def test_reports_are_with_those_they_are_nearest_to(
    alike: dict[str, float], expected: list[str], why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def likeness(left: Profile, right: Profile) -> float:
        return alike.get("".join(sorted((left.article, right.article))), 0.0)

    monkeypatch.setattr(module, "likeness", likeness)
    found = happenings(map(profile, "abcd"))
    assert sorted("".join(sorted(p.article for p in h.profiles)) for h in found) == expected, why


def test_a_copy_stays_with_its_family(monkeypatch: pytest.MonkeyPatch) -> None:
    alike = CASES[0][0]
    monkeypatch.setattr(
        module, "likeness",
        lambda left, right: alike.get("".join(sorted((left.article, right.article))), 0.0),
    )  # fmt: skip
    found = happenings(map(profile, "abcd"), {"a": "family", "b": "family"})
    assert sorted("".join(p.article for p in h.profiles) for h in found) == ["ab", "cd"]
