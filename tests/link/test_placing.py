"""What a value leaves open, filled from a reference day."""

from __future__ import annotations

from datetime import date

import pytest

from veedor.link.placing import place

THURSDAY = date(2025, 6, 5)


@pytest.mark.parametrize(
    ("value", "direction", "expected", "why"),
    [
        ("XXXX-WXX-3", "past", "2025-06-04", "the Wednesday before"),
        ("XXXX-WXX-4", "past", "2025-06-05", "today is past enough"),
        ("XXXX-WXX-4", "future", "2025-06-05", "and coming enough"),
        ("XXXX-WXX-1", "future", "2025-06-09", "over the week's end"),
        ("XXXX-WXX-1", "same", "2025-06-02", "of this week"),
        ("XXXX-WXX-2", "nearest", "2025-06-03", "two days back beats five ahead"),
        ("XXXX-12-24", "past", "2024-12-24", "last year's"),
        ("XXXX-01-02", "future", "2026-01-02", "next year's"),
        ("XXXX-06-01", "nearest", "2025-06-01", "earlier this month"),
        ("XXXX-03", "past", "2025-03", "month"),
        ("XXXX-10", "past", "2024-10", "month of last year"),
        ("XXXX-XX-28", "past", "2025-05-28", "day of last month"),
        ("XXXX-XX-02", "future", "2025-07-02", "day of next month"),
        ("XXXX-Q1", "nearest", "2025-Q1", "quarter"),
        ("XXXX-QX", "same", "2025-Q2", "this quarter"),
        ("XXXX-HX", "same", "2025-H1", "this half"),
        ("XXXX-T1", "same", "2025-T1", "a third of a year is no time of day"),
        ("XXXX-SU", "past", "2025-SU", "season"),
        ("XXXX-XX-XXTNI", "same", "2025-06-05TNI", "tonight"),
        ("XXXX-WXX", "same", "2025-W23", "ISO week"),
        ("XXXX-WXX-WE", "past", "2025-W22-WE", "the weekend gone by"),
        ("XXX", "same", "202", "decade"),
        ("XX", "same", "20", "century"),
        ("2019-04", "past", "2019-04", "nothing to fill"),
    ],
)
def test_place(value: str, direction: str, expected: str, why: str) -> None:
    assert place(value, THURSDAY, direction) == expected, why
