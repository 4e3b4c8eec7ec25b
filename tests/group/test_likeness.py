"""What tells whether two reports tell one event, and what it takes to be sure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from veedor.data import own_data
from veedor.group import likeness as module
from veedor.group.gist import Gist
from veedor.group.likeness import SAME_EVENT, between, features, likeness
from veedor.group.profiles import Profile

DAY, NEXT = date(2031, 5, 6), date(2031, 5, 7)
GIST = Gist(
    text="Un ferri volcó el martes frente a Sarangay.",
    words=frozenset(["ferri", "volco", "sara", "turis"]), numbers=frozenset([112.0]),
    names=frozenset(["saran"]), lead_places=frozenset(["saran"]), states=frozenset(["PH"]),
    lead_states=frozenset(["PH"]), days=frozenset([DAY.isoformat()]),
)  # fmt: skip


def profile(article: str = "a", day: date = DAY, language: str = "es", **told: Any) -> Profile:
    return Profile(
        article=article, title="", language=language, written=day, earliest=day, latest=day,
        acts=(), participants=(), places=(), states=(), head=(), mentions=(), vector={},
        gist=replace(GIST, **told),
    )  # fmt: skip


#: What another report tells otherwise, and what is seen by that.
CASES: list[tuple[dict[str, Any], dict[str, float]]] = [
    ({}, {"words": 1.0, "figures": 1.0}),
    ({"language": "en"}, {"words": 0.0, "figures": 1.0, "across": 1.0}),
    ({"numbers": frozenset([74.0])}, {"words": 1.0}),
    ({"names": frozenset(["kando"]), "lead_places": frozenset(["kando"])},
     {"words": 1.0, "figures": 1.0, "strangers": 1.0, "elsewhere": 1.0}),
    ({"lead_places": frozenset(["kando"]), "names": frozenset(["kando", "saran"])},
     {"words": 1.0, "figures": 1.0}),
    ({"lead_states": frozenset(["PH", "NG"])}, {"words": 1.0, "figures": 1.0, "states": 1.0}),
    ({"planned": True}, {"words": 1.0, "figures": 1.0, "planned": 1.0}),
    ({"day": NEXT, "days": frozenset([NEXT.isoformat()])},
     {"words": 1.0, "figures": 1.0, "other_day": 1.0}),
    ({"day": NEXT, "days": frozenset([DAY.isoformat(), NEXT.isoformat()])},
     {"words": 1.0, "figures": 1.0}),
    ({"day": NEXT, "days": frozenset()}, {"words": 1.0, "figures": 1.0}),
]  # fmt: skip


@pytest.mark.parametrize(("other", "seen"), CASES)
def test_what_is_seen_in_two_reports(other: dict[str, Any], seen: dict[str, float]) -> None:
    ours, theirs = profile(), profile("b", **other)
    found = features(ours, theirs)
    assert {name: value for name, value in found.items() if value} == {
        name: value for name, value in seen.items() if value
    }
    assert features(theirs, ours) == found


def test_everything_seen_has_its_weight() -> None:
    """A report told in two languages, or on two days, is seen in no other way."""
    weights = set(own_data("veedor.group", "likeness.yaml")["weights"])
    aside = {"always", "nearness", "nearness_across"}
    assert weights - aside == set(features(profile(), profile("b")))


def test_words_are_asked_for_their_sense_only_where_that_may_decide(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def near(left: str, right: str) -> float:
        asked.append(right)
        return 0.8

    monkeypatch.setattr(module, "nearness", near)
    elsewhere = frozenset(["kando"])
    other = profile(
        "b", text="Un mercado ardió el martes en Kandor.", words=frozenset(["merca"]),
        names=elsewhere, lead_places=elsewhere, lead_states=frozenset(["NG"]),
    )  # fmt: skip
    assert likeness(profile(), other) < SAME_EVENT
    assert asked == []
    assert likeness(profile(), profile("b", text="El naufragio de un ferri")) >= SAME_EVENT
    assert asked == ["El naufragio de un ferri"]


@pytest.mark.parametrize("near", [-0.1, 0.0, 0.3, 0.6, 0.9, 1.0, 1.000001])
@pytest.mark.parametrize(("other", "seen"), CASES)
def test_the_likelihood_lies_between_its_bounds(
    other: dict[str, Any], seen: dict[str, float], near: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    del seen
    monkeypatch.setattr(module, "nearness", lambda left, right: near)
    for words in (GIST.words, frozenset(["ferri", "muert"]), frozenset(["merca"])):
        ours, theirs = profile(words=words), profile("b", **other)
        low, high = between(ours, theirs)
        assert low <= likeness(ours, theirs) <= high


def test_two_days_apart_is_another_event() -> None:
    later = profile("b", day=date(2031, 5, 8))
    assert likeness(profile(), later) == 0.0
    assert between(profile(), later) == (0.0, 0.0)
