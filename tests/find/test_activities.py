"""EDTF as link writes it, read back as days."""

from __future__ import annotations

from datetime import date

import pytest

from veedor.find.dated import interval


@pytest.mark.parametrize(
    ("edtf", "days"),
    [
        ("2024-03-01", (date(2024, 3, 1), date(2024, 3, 1))),
        ("2024-02", (date(2024, 2, 1), date(2024, 2, 29))),
        ("2024-12", (date(2024, 12, 1), date(2024, 12, 31))),
        ("2024", (date(2024, 1, 1), date(2024, 12, 31))),
        ("2024-02/2024-04-03", (date(2024, 2, 1), date(2024, 4, 3))),
        ("/2023-08", (date(2023, 8, 31), date(2023, 8, 31))),
        ("2022-02/..", (date(2022, 2, 1), date(2022, 2, 28))),
        ("2024-06-19T10:17", (date(2024, 6, 19), date(2024, 6, 19))),
        ("2024-06~", (date(2024, 6, 1), date(2024, 6, 30))),
        ("PRESENT_REF", None),
        ("XXXX-06-21", None),
        ("", None),
        (None, None),
    ],
)
def test_interval(edtf, days):
    assert interval(edtf) == days
