"""One article more asks the database no more in a larger workspace."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks import growth
from benchmarks.additions import Cost, Generated, begin, one_by_one
from benchmarks.increments import rule

SINGLES = 4


@pytest.fixture
def thin(monkeypatch: pytest.MonkeyPatch) -> None:
    """A press of few articles a day, in short slices, so that few articles are many days."""
    monkeypatch.setattr(growth, "PER_DAY", 6)
    monkeypatch.setattr("veedor.group.slices.SLICE", 60)
    monkeypatch.setattr("veedor.group.slices.SLICE_DAYS", 10)


@pytest.mark.usefixtures("thin")
def test_one_more_costs_the_same_in_a_larger_workspace(tmp_path: Path) -> None:
    costs: list[Cost] = []
    with rule(100):
        for count in (500, 1500):
            generated = Generated(tmp_path / f"{count}.db", count)
            begin(tmp_path / str(count), generated, SINGLES)
            costs.append(one_by_one(tmp_path / str(count), generated, SINGLES))
    small, large = costs
    assert 0 < large.statements < 1.25 * small.statements
    # Three times as much, if any stage went through all.
    assert 0 < large.steps < 1.5 * small.steps
