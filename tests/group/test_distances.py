from __future__ import annotations

import pytest

from veedor.group.conflicts.distances import apart, is_known


@pytest.mark.parametrize(
    ("place", "known"),
    [
        ("valencia", False),  # one is in Spain, one in Venezuela
        ("mar-del-plata", True),  # told with blanks and with hyphens of one city
        ("wonsan", True),
        ("a-place-that-is-none", False),
        ("", False),
    ],
)
def test_whose_position_is_known(place: str, known: bool) -> None:
    assert is_known(place) is known


@pytest.mark.parametrize(
    ("left", "right", "two"),
    [
        ("wonsan", "vladivostok", True),
        ("mar-del-plata", "vladivostok", True),
        ("wonsan", "wonsan", False),
        ("wonsan", "a-place-that-is-none", False),  # unknown is no proof
    ],
)
def test_whether_places_are_two(left: str, right: str, two: bool) -> None:
    assert apart(left, right) is two
