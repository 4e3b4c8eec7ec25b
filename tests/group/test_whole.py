"""What a long report tells apart from its head, and by what it is found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from veedor.group import whole as module
from veedor.group.profiles import Profile, Profiles
from veedor.group.terms import Terms
from veedor.group.whole import NO_WHOLE

Make = Callable[..., Any]
NAMES = {
    "Ilse Vandermeer": ("ilse-vandermeer", "person"), "Torvald Quist": ("torvald-quist", "person"),
    "Ruritania": ("RU", "country"), "Villa Lindora": ("villa-lindora", "place"),
}  # fmt: skip
MONDAY, EARLY = "2031-05-05", "2031-03-01"
TIMES = {"el lunes": (MONDAY,) * 3, "el 1 de marzo": (EARLY,) * 3}
SCENE = ["Una noche larga en la lonja", "Llovía.", "Nadie dormía.", "Se hizo de día."]
BODY = ["Ilse Vandermeer firmó el lunes en Villa Lindora.", "Torvald Quist estuvo en Ruritania."]


@pytest.fixture
def make(told: Make, collect: Make) -> Callable[[int], Profile]:
    """A report whose head names nobody, with so many sentences at its end."""

    def made(more: int) -> Profile:
        end = [f"Pasó el 1 de marzo, y otra vez {number}." for number in range(more)]
        one = told("a", [*SCENE, *BODY, *end], "2031-05-07", names=NAMES, times=TIMES)
        found = collect(one)
        return Profiles(found, Terms(found)).of("a")

    return made


def test_a_long_report_is_found_by_all_that_it_names(make: Callable[[int], Profile]) -> None:
    found = make(8)
    assert found.whole.long
    assert found.whole.keys == ("~ilse", "~vandermeer", "~lindora", "~torvald", "~quist")
    assert set(found.whole.keys) == found.whole.names <= {*found.keys}


def test_its_days_are_those_just_before_it_was_written(make: Callable[[int], Profile]) -> None:
    assert make(8).whole.days == {date(2031, 5, 5)}


def test_of_a_short_report_the_head_is_enough(make: Callable[[int], Profile]) -> None:
    found = make(1)
    assert found.whole == NO_WHOLE
    assert not any(key.startswith(module.NAMED) for key in found.keys)
    assert found.also is None


def test_words_of_many_names_tell_nothing(
    make: Callable[[int], Profile], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_common", lambda: frozenset(["villa", "lindora"]))
    assert make(8).whole.keys == ("~ilse", "~vandermeer", "~torvald", "~quist")
