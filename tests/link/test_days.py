"""Durations and values as days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veedor.link.days import bounds, move

THURSDAY = date(2025, 6, 5)


@pytest.mark.parametrize(
    ("shift", "expected"),
    [("-P1D", "2025-06-04"), ("P2W", "2025-06-19"), ("-P9M", "2024-09-05"), ("P1Y", "2026-06-05"),
     ("PT4H", "2025-06-05"), ("-PXM", "2025-06-05"), (None, "2025-06-05"),
     ("-P1Y6M", "2023-12-05")],
)  # fmt: skip
def test_move(shift: str | None, expected: str) -> None:
    assert move(THURSDAY, shift).isoformat() == expected


def test_a_month_later_stays_in_the_month() -> None:
    assert move(date(2024, 1, 31), "P1M") == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-W01", "2024-01-01", "2024-01-07"),
        ("2024-W01-WE", "2024-01-06", "2024-01-07"),
        ("2024-Q4", "2024-10-01", "2024-12-31"),
        ("2024-H1", "2024-01-01", "2024-06-30"),
        ("2024-T1", "2024-01-01", "2024-04-30"),
        ("198", "1980-01-01", "1989-12-31"),
        ("18", "1800-01-01", "1899-12-31"),
        ("1950/1953", "1950-01-01", "1953-12-31"),
        ("2024-05-06T10:30", "2024-05-06", "2024-05-06"),
    ],
)
def test_bounds(value: str, first: str, last: str) -> None:
    days = bounds(value)
    assert days is not None
    assert (days.earliest.isoformat(), days.latest.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "value", ["PXM", "PRESENT_REF", "XXXX-06", "2024-02-31", "P9M", "2024-W60"]
)
def test_what_has_no_days(value: str) -> None:
    assert bounds(value) is None


@given(st.text(max_size=15))
def test_bounds_of_anything(value: str) -> None:
    days = bounds(value)
    assert days is None or isinstance(days.earliest, date)
