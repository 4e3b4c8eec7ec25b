"""Publishers' dates to EDTF."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veedor.lists.dates import day, edtf_all, interval


@pytest.mark.parametrize(
    ("text", "expected"),
    [("08 Jan 1984", ("1984-01-08",)), ("circa 1957", ("1957~",)),
     ("01 Jan 1948 to 31 Dec 1948", ("1948",)), ("1961 to 1963", ("1961/1963",)),
     ("between 1961 and 1963", ("1961/1963",)), ("Oct 1952", ("1952-10",)),
     ("3.5.1960 or 1961", ("1960-05-03", "1961")), ("a) 1960 b) 13.4.1961", ("1960", "1961-04-13")),
     ("14-Mar-2025", ("2025-03-14",)), ("N/D", ()), ("31.13.1970", ()), ("", ())],
)  # fmt: skip
def test_edtf(text, expected):
    assert edtf_all(text) == expected


def test_months_first():
    assert day("03/28/2025", month_first=True) == "2025-03-28"
    assert day("Oct 1952") is None


@given(st.dates())
def test_a_day_is_its_own_interval(date):
    assert interval(date.isoformat()) == (date.isoformat(), date.isoformat())


@pytest.mark.parametrize(
    ("value", "expected"),
    [("1957~", ("1957-01-01", "1957-12-31")), ("1961/1963", ("1961-01-01", "1963-12-31")),
     ("2023-02", ("2023-02-01", "2023-02-28")), ("2024-02", ("2024-02-01", "2024-02-29"))],
)  # fmt: skip
def test_interval(value, expected):
    assert interval(value) == expected
