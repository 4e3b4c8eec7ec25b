"""Times placed on the calendar."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veedor.link.calendar import bounds, move, place, resolve, when_of
from veedor.link.holidays import easter
from veedor.model import Anchor, Dating, Time

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


def _time(value: str, anchor: Anchor | None = None, kind: str = "DATE") -> Time:
    return Time(start=0, end=1, text="x", type=kind, value=value, anchor=anchor)  # type: ignore[arg-type]


TODAY = Anchor(kind="publication", shift="P0D", direction="same")


def _dating(earliest: str, latest: str) -> Dating:
    return Dating(article="a", basis="inferred", earliest=earliest, latest=latest)


def test_an_interval_tries_both_ends() -> None:
    times = (_time("XXXX-XX-XX", TODAY), _time("XXXX", TODAY))
    day, year = resolve(times, _dating("2025-06-05", "2025-06-07"))
    assert (day.value, day.earliest, day.latest) == ("XXXX-XX-XX", "2025-06-05", "2025-06-07")
    assert (year.value, year.earliest) == ("2025", "2025-01-01")


def test_without_a_dating_the_value_stays() -> None:
    unknown = Dating(article="a", basis="unknown")
    (today,) = resolve((_time("XXXX-XX-XX", TODAY),), unknown)
    assert today.value == "XXXX-XX-XX"
    assert today.earliest is None


def test_an_anchor_may_stand_later() -> None:
    after = Anchor(kind="time", time=1, shift="-P1D", direction="same")
    times = (_time("XXXX-XX-XX", after), _time("2024-06-19"))
    before, day = resolve(times, None)
    assert (before.value, day.earliest) == ("2024-06-18", "2024-06-19")


def test_anchors_in_a_ring_end() -> None:
    ring = tuple(_time("XXXX-XX-XX", Anchor(kind="time", time=1 - i, shift="P1D")) for i in (0, 1))
    assert len(resolve(ring, _dating("2025-06-05", "2025-06-05"))) == 2


def test_when_of_is_the_narrowest() -> None:
    resolved = resolve((_time("2024"), _time("2024-06"), _time("2024-06-19")), None)
    assert when_of((0, 1, 2), resolved) == "2024-06-19"
    assert when_of((0, 1), resolved) == "2024-06"
    assert when_of((), resolved) is None


@pytest.mark.parametrize(
    ("year", "expected"),
    [(1961, "1961-04-02"), (2000, "2000-04-23"), (2024, "2024-03-31"), (2025, "2025-04-20")],
)
def test_easter(year: int, expected: str) -> None:
    assert easter(year).isoformat() == expected
