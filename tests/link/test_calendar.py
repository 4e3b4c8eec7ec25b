"""Times placed on the calendar."""

from __future__ import annotations

from veedor.link.calendar import resolve, when_of
from veedor.model import Anchor, Dating, Time


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
