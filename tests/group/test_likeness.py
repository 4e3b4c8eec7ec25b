"""What tells whether two reports tell one event, and what it takes to be sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from veedor.data import own_data
from veedor.group import likeness as module
from veedor.group.gist import Gist
from veedor.group.likeness import SAME_EVENT, at_length, between, common_day, features, likeness
from veedor.group.profiles import Profile
from veedor.group.whole import Whole

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


def long(profile: Profile, *names: str, days: Sequence[date] = (DAY,), **told: Any) -> Profile:
    """The same report as a long one."""
    found = Whole(names, frozenset(names), frozenset(days), long=True)
    return replace(profile, whole=found, **told)


OURS = ("~kalliste", "~mahon", "~quiroga", "~numancia")
#: What two long reports name, what few others name, and what is seen by that.
WHOLES: list[tuple[tuple[str, ...], set[str], Sequence[date], dict[str, float]]] = [
    (OURS, {*OURS}, (), {"names": 0.4, "days": 0.0}),
    (OURS, {"~mahon"}, (), {"names": 0.25, "days": 0.0}),
    (OURS, set(), (NEXT,), {"names": 0.0, "days": 0.0}),
    (("~lindora", "~mahon"), {"~lindora", "~mahon"}, (), {"names": 8**-0.5, "days": 0.0}),
    (("~lindora",), {"~lindora"}, (date(2031, 5, 5),), {"names": 0.0, "days": 1.0}),
]


@pytest.mark.parametrize(("theirs", "rare", "days", "seen"), WHOLES)
def test_what_is_seen_in_two_long_reports(
    theirs: tuple[str, ...], rare: set[str], days: Sequence[date], seen: dict[str, float]
) -> None:
    """The day of writing, which both may name, tells nothing."""
    left = long(profile(), *OURS, days=(DAY, date(2031, 5, 5)))
    right = long(profile("b"), *theirs, days=(DAY, *days))
    assert at_length(left, right, rare) == pytest.approx(seen)
    assert at_length(right, left, rare) == pytest.approx(seen)


@pytest.mark.parametrize("rare", [set(), {"~mahon"}, {*OURS}])
def test_of_long_reports_too_the_likelihood_lies_between_its_bounds(
    rare: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    left, right = long(profile(), *OURS), long(profile("b"), *OURS)
    for near in (-0.1, 0.3, 0.7, 1.0):
        monkeypatch.setattr(module, "nearness", lambda left, right, near=near: near)
        low, high = between(left, right, rare)
        assert low <= likeness(left, right, rare) <= high


def test_rare_names_make_one_event_of_what_heads_leave_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A scene and a dispatch, which share hardly a word, put on days apart."""
    monkeypatch.setattr(module, "nearness", lambda left, right: 0.5)
    words = frozenset(["noche", "ferri"])
    scene = profile("b", day=date(2031, 5, 8), words=words, numbers=frozenset())
    left, right = long(profile(), *OURS), long(scene, *OURS)
    right = replace(right, written=NEXT)
    assert likeness(left, right, {*OURS}) >= SAME_EVENT > likeness(left, right)
    assert likeness(left, replace(right, written=date(2031, 5, 8)), {*OURS}) == 0.0
    assert likeness(profile(), scene, {*OURS}) == 0.0


def test_of_days_that_differ_that_counts_which_most_reports_name() -> None:
    """A report that names no day, one that names another, and one further down that of the third.
    """
    before = date(2031, 5, 5)
    none = profile("a", day=NEXT, days=frozenset())
    other = profile("b", day=before, days=frozenset([before.isoformat()]))
    named = profile("c", day=DAY)
    assert common_day([none, named]) == (DAY, DAY)
    assert common_day([none, other, named]) == (before, before)
    assert common_day([long(none, days=(DAY,)), other, named]) == (DAY, DAY)
