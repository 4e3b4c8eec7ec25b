from __future__ import annotations

import re

import pytest

from veedor.group.conflicts.scope import is_partial, set_apart
from veedor.group.quantities import quantities


@pytest.mark.parametrize(
    ("text", "partial"),
    [
        ("Entre los muertos hay once mujeres.", True),
        ("Entre los fallecidos figuran once niños, dijo el alcalde.", True),
        ("Nueve guardias fueron rescatados; de ellos, once heridos.", True),
        ("Once de los ocupantes murieron.", True),
        ("Once soldados de las tropas enviadas cayeron.", False),
        ("The dead, among them 11 children, were buried.", True),
        ("11 of the captive guards died.", True),
        ("Murieron once personas.", False),
        ("11 people died.", False),
    ],
)
def test_a_figure_told_as_a_part_is_known(text: str, partial: bool) -> None:
    found = re.search(r"once|11", text, re.IGNORECASE)
    assert found
    assert is_partial(text, found.start(), found.end()) is partial


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Murieron 14 personas.", ""),
        ("Los vecinos pedían 14 escuelas.", "asked"),
        ("El récord era de 14 trenes.", "other"),
        ("Hubo 14 heridos en lo que va de año.", "span"),
        ("Entre ellos hay 14 niños.", "part"),
        ("Twelve drones hit the port and 14 fell in the region alone.", "part"),
        ("Seis de los 14 vagones volcaron.", "whole"),
        ("Mató a 14 policías y a una vendedora.", "and"),
        ("No aparecieron 14 marineros.", "not"),
        ("Seis de los ocupantes y 14 marineros se salvaron.", ""),
    ],
)
def test_what_sets_a_figure_apart(text: str, why: str) -> None:
    figure = next(one for one in quantities(text, "es") if one.value == 14)
    bounds = 0, len(text)
    assert set_apart(text, bounds, bounds, figure, counted=True) == why
