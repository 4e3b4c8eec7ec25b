"""By which signs events may have to do with one another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from veedor.group.events import Told
from veedor.group.happenings import Happening
from veedor.group.profiles import profile
from veedor.group.signs import Near, Signs, signs_of

Make = Callable[..., Any]
NAMES = {"Arnaldo Vex": ("arnaldo-vex", "person"), "Lidia Moran": ("lidia-moran", "person")}

CASES = [
    (Signs(both=[1]), Signs(both=[1]), True, "both tell one thing"),
    (Signs(both=[1]), Signs(both=[2]), False, "they tell two"),
    (Signs(offers=[1]), Signs(asks=[1]), True, "one may recall the other"),
    (Signs(asks=[1]), Signs(offers=[1]), True, "the other way round"),
    (Signs(asks=[1]), Signs(asks=[1]), False, "both recall a third"),
    (Signs(offers=[1]), Signs(offers=[1]), False, "a third may recall both"),
]


@pytest.mark.parametrize(("one", "other", "expected", "why"), CASES)
def test_events_that_share_a_sign(one: Signs, other: Signs, expected: bool, why: str) -> None:
    near = Near({"one": one, "other": other})
    assert near.around({"one"}) == ({"one", "other"} if expected else {"one"}), why
    assert ("other" in near.to([one])) == expected, why


def test_the_signs_of_an_event(told: Make, collect: Make) -> None:
    """What a report recalls asks for an event that those named in it took part in."""
    names, days = NAMES, {"5 de mayo": ("2031-05-05", "2031-05-05", "2031-05-05")}
    lemmas = {"firmaron": "firmar", "firma": "firmar"}
    rows = [
        told("a", ["Vex y Moran", "Arnaldo Vex y Lidia Moran firmaron un pacto."], "2031-05-05",
             names=names, lemmas=lemmas),
        told("b", ["Feria", "Se recuerda la firma de Arnaldo Vex del 5 de mayo."], "2031-06-01",
             names={"Arnaldo Vex": NAMES["Arnaldo Vex"]}, times=days, lemmas=lemmas),
        told("c", ["Feria", "La lonja abre de nuevo sus puertas."], "2031-06-01"),
    ]  # fmt: skip
    collection = collect(*rows)
    signs = {
        key: signs_of(collection, Told(Happening([profile(collection, key, {})]))) for key in "abc"
    }
    assert Near(signs).around({"a"}) == {"a", "b"}
    assert Near(signs).around({"c"}) == {"c"}
