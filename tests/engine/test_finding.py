"""Findings of what is added, beside those of a large collection: as if all were found anew."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from benchmarks.increments import rule

from veedor.engine import finding, run
from veedor.engine.background import Background
from veedor.engine.collection import load_collection
from veedor.engine.verify import verify
from veedor.find import find
from veedor.find.history import as_made
from veedor.group import Groups
from veedor.model import Conflict, Decision, Finding
from veedor.shelf import Overlay
from veedor.store import Workspace

PRESS = Path(__file__).parents[2] / "examples" / "press"
#: Every so many of the example reports are enough; so many of them come later.
EVERY, LATER = 5, 3


@pytest.fixture(autouse=True)
def large(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Any collection is large, and grows without being made anew."""
    monkeypatch.setattr("veedor.engine.beside.RENEWED", 5.0)
    with rule(1):
        yield


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A word for each time that all were found anew."""
    done: list[str] = []
    whole = finding._Stage.anew
    monkeypatch.setattr(finding._Stage, "anew", lambda stage: (done.append("anew"), whole(stage)))
    return done


@contextmanager
def killed(at: int) -> Iterator[None]:
    """A run that is killed when what is kept is put for that time: by dates, groups or findings."""
    left = iter(range(at))
    put = Overlay.apply
    with pytest.MonkeyPatch.context() as patched, pytest.raises(KeyboardInterrupt):

        def apply(shelf: Overlay) -> None:
            put(shelf)
            if next(left, None) is None:
                raise KeyboardInterrupt

        patched.setattr(Overlay, "apply", apply)
        yield


def all_found(workspace: Workspace) -> list[Finding]:
    """The findings, if all are found from the articles."""
    groups = Groups(conflicts=tuple(workspace.records.all("conflicts", Conflict)))
    packs = Background(workspace).packs
    return [as_made(one) for one in find(load_collection(workspace), groups, packs)]


@pytest.mark.parametrize("workspace", ["sqlite", "postgresql"], indirect=True)
def test_what_is_added_is_found_as_the_whole_would_be(
    workspace: Workspace, anew: list[str]
) -> None:
    files = sorted(map(str, PRESS.iterdir()))[::EVERY]
    late = random.Random(3).sample(files, LATER)
    run(workspace, [file for file in files if file not in late])
    ids = {one.id for one in workspace.findings.all()}
    assert ids and anew == ["anew"]
    for at, file in enumerate(late):
        with killed(at):
            run(workspace, [file])
        run(workspace)
        found = workspace.findings.all()
        assert [as_made(one) for one in found] == all_found(workspace)
        assert len({one.id for one in found} & ids) >= len(ids) - 1, "ids stay"
        ids = {one.id for one in found}
    assert anew == ["anew"]
    assert run(workspace).idle
    assert verify(workspace).faults == []
    _review(workspace)


def _review(workspace: Workspace) -> None:
    """What people decide on a finding is laid over those that are there."""
    one = workspace.findings.all()[0]
    draft = Decision(
        number=0, at="2024-01-01T00:00:00+00:00", by="ana", kind="finding", target=one.id,
        decision="dismissed", reason="no es eso",
        statements=tuple(item.statement for item in one.evidence),
    )  # fmt: skip
    workspace.reviews.add(draft)
    assert run(workspace).found
    reviews = {found.id: found.review for found in workspace.findings.all()}
    assert reviews.pop(one.id) == "dismissed" and set(reviews.values()) == {"open"}
