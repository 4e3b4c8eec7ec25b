from __future__ import annotations

import re

import pytest

from veedor.group.conflicts.scope import is_partial


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
