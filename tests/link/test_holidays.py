"""Feasts that move."""

from __future__ import annotations

import pytest

from veedor.link.holidays import easter


@pytest.mark.parametrize(
    ("year", "expected"),
    [(1961, "1961-04-02"), (2000, "2000-04-23"), (2024, "2024-03-31"), (2025, "2025-04-20")],
)
def test_easter(year: int, expected: str) -> None:
    assert easter(year).isoformat() == expected
