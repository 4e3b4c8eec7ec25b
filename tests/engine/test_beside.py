"""What is added to a large collection is dated and grouped beside it, on either database."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks.growth import generated
from benchmarks.increments import alike, anew, bring_up_to_date, cells, rule, take_in
from tests.postgres_server import opened

from veedor.engine.erase import erase_article
from veedor.model import Event
from veedor.store import Workspace

ROWS = [row[:3] for row in generated(130)]


@pytest.fixture(autouse=True)
def large() -> Iterator[None]:
    """A hundred are large enough."""
    with rule(100):
        yield


def _begin(workspace: Workspace) -> None:
    take_in(workspace, ROWS[:120])
    with rule(100):
        outcome = bring_up_to_date(workspace)
    assert outcome.renewed and "all were grouped anew" in outcome.in_words()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a workspace in which the whole was made."""
    folder = tmp_path_factory.mktemp("beside") / "w"
    Workspace.create(folder)
    with Workspace(folder, doing="test") as place:
        _begin(place)
    return folder


@pytest.fixture
def begun(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Workspace]:
    """Such a workspace: a copy of it, or one on PostgreSQL where a test asks for that."""
    if getattr(request, "param", "sqlite") == "sqlite":
        folder = shutil.copytree(request.getfixturevalue("made"), tmp_path / "w")
        with Workspace(folder, doing="test") as place:
            yield place
    else:
        with opened(tmp_path / "w", request.param, request) as place:
            _begin(place)
            yield place


@pytest.mark.parametrize("begun", ["sqlite", "postgresql"], indirect=True)
def test_some_more_are_taken_up_beside(begun: Workspace) -> None:
    for rows in (ROWS[120:121], ROWS[121:124]):
        take_in(begun, rows)
        outcome = bring_up_to_date(begun)
        assert (outcome.dated, outcome.beside) == (len(rows), len(rows))
        assert f"{len(rows)} were grouped beside the others" in outcome.in_words()
    found = cells(begun)
    same = alike(found, anew(begun))
    assert (same["families"], same["events"]) == (1.0, 1.0)
    assert same["stories"] > 0.97, "of so few, some are of no story that is sure"


def test_records_stay_in_order(begun: Workspace) -> None:
    take_in(begun, ROWS[120:124])
    bring_up_to_date(begun)
    days = [event.earliest for event in begun.records.all("events", Event)]
    assert days == sorted(days, key=str)


def test_after_a_twentieth_the_whole_is_made_anew(begun: Workspace) -> None:
    take_in(begun, ROWS[120:126])
    assert bring_up_to_date(begun).beside == 6
    take_in(begun, ROWS[126:127])
    assert bring_up_to_date(begun).renewed


def test_after_an_erasure_the_whole_is_made_anew(begun: Workspace) -> None:
    """What stages keep for themselves holds words and names, so it goes with the article."""
    take_in(begun, ROWS[120:121])
    erase_article(begun, ROWS[3][0].id, by="test", reason="test")
    assert not begun.kept.keys("group.named")
    outcome = bring_up_to_date(begun)
    assert outcome.renewed and len(cells(begun)["stories"]) == 120


def test_a_run_that_is_killed_is_made_again(
    begun: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in(begun, ROWS[120:122])
    with monkeypatch.context() as patched:
        patched.setattr("veedor.store.collected.Records.put", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            bring_up_to_date(begun)
    assert bring_up_to_date(begun).beside == 2
    found = cells(begun)
    assert alike(found, anew(begun))["events"] == 1.0
