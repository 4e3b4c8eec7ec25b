"""Runs do what is new or stale, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from veedor.engine import run
from veedor.engine.stages import VERSIONS
from veedor.engine.status import status_of
from veedor.engine.verify import verify
from veedor.errors import ModelMissing
from veedor.lists import ListVersion
from veedor.model import Linked, ListedName, Reading, Record
from veedor.store import Workspace

pytestmark = pytest.mark.parametrize("workspace", ["sqlite", "postgresql"], indirect=True)

ALL = {"read": 5, "copies": 1, "date": 1, "link": 5, "group": 1, "find": 1}


def a_list(sha256: str = "a") -> ListVersion:
    record = Record(list="L 1", record="1", type="person", names=(ListedName(text="Ana Paz"),))
    return ListVersion(
        publication="l", format="x", source="l.xml", records=(record,), entries=1, sha256=sha256
    )


def test_a_second_run_does_no_work_and_says_so(
    workspace: Workspace, press: Path, stages: Any
) -> None:
    outcome = run(workspace, [str(press)])
    assert stages.take() == ALL
    assert outcome.in_words() == "5 collected; 5 read, 5 dated, 5 linked"
    outcome = run(workspace, [str(press)])
    assert stages.take() == {}
    assert outcome.idle
    assert outcome.in_words() == "Nothing is new: there was no work to do."


def test_a_new_article_alone_is_read_and_linked(
    workspace: Workspace, press: Path, stages: Any
) -> None:
    run(workspace, [str(press)])
    stages.take()
    (press / "9.txt").write_text((press / "1.txt").read_text().replace("1", "9"))
    run(workspace, [str(press)])
    assert stages.take() == {**ALL, "read": 1, "link": 1}


def test_a_changed_file_is_a_revision(workspace: Workspace, press: Path, stages: Any) -> None:
    run(workspace, [str(press)])
    (press / "1.txt").write_text((press / "1.txt").read_text() + " Ampliación.")
    assert run(workspace, [str(press)]).collected == 1
    (revised,) = [a for a in workspace.articles.all().values() if a.revision_of]
    assert revised.source.endswith("1.txt")


def test_a_new_list_links_again_without_reading(
    workspace: Workspace, press: Path, stages: Any
) -> None:
    run(workspace, [str(press)])
    stages.take()
    workspace.lists.add(a_list())
    outcome = run(workspace)
    done = stages.take()
    assert done == {"link": 5, "group": 1, "find": 1}
    assert (outcome.read, outcome.linked) == (0, 5)
    assert stages.lists_alone == [False] * 5 + [True] * 5
    workspace.lists.add(a_list())
    assert run(workspace).idle


@pytest.mark.parametrize(
    ("stage", "again"),
    [
        ("read", ALL),
        ("date", {"copies": 1, "date": 1, "group": 1, "find": 1}),
        ("link", {"link": 5, "group": 1, "find": 1}),
        ("group", {"group": 1, "find": 1}),
        ("find", {"find": 1}),
    ],
)
def test_a_new_version_of_a_stage_does_it_again(
    workspace: Workspace,
    press: Path,
    stages: Any,
    monkeypatch: pytest.MonkeyPatch,
    stage: str,
    again: dict[str, int],
) -> None:
    run(workspace, [str(press)])
    stages.take()
    monkeypatch.setitem(VERSIONS, stage, "next")
    run(workspace)
    assert stages.take() == again
    assert run(workspace).idle


@pytest.mark.parametrize(("stage", "alone"), [("read", False), ("link", False), ("group", True)])
def test_a_new_list_is_not_alone_where_reading_or_linking_is_new_too(
    workspace: Workspace,
    press: Path,
    stages: Any,
    monkeypatch: pytest.MonkeyPatch,
    stage: str,
    alone: bool,
) -> None:
    run(workspace, [str(press)])
    monkeypatch.setitem(VERSIONS, stage, "next")
    workspace.lists.add(a_list())
    run(workspace)
    assert stages.lists_alone[5:] == [alone] * 5


def test_a_killed_run_goes_on_where_it_stopped(
    workspace: Workspace, press: Path, stages: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("veedor.engine.pipeline.BATCH", 2)
    stages.stop_at = 3
    with pytest.raises(KeyboardInterrupt):
        run(workspace, [str(press)])
    assert len(workspace.outputs.all("read", Reading)) == 2
    assert status_of(workspace).stale == ("read",)
    stages.take()
    stages.stop_at = None
    run(workspace, [str(press)])
    assert stages.take() == {**ALL, "read": 3}
    assert run(workspace).idle


def test_what_cannot_be_read_is_listed_and_not_tried_again(
    workspace: Workspace, press: Path, stages: Any
) -> None:
    (press / "x.txt").write_text("Esta nota del puerto es ilegible de principio a fin.", "utf-8")
    outcome = run(workspace, [str(press)])
    assert [refusal.reason for refusal in outcome.refused] == ["has no lines"]
    assert stages.take()["read"] == 6
    assert run(workspace).idle
    assert [r.reason for r in workspace.articles.refusals()] == ["has no lines"]


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("avería", "a fault of the program in read: IndexError: list index out of range"),
        ("enredo", "a fault of the program in link: KeyError: 'enredo'"),
    ],
)
def test_a_fault_on_one_article_does_not_cost_the_others(
    workspace: Workspace,
    press: Path,
    stages: Any,
    monkeypatch: pytest.MonkeyPatch,
    word: str,
    reason: str,
) -> None:
    monkeypatch.delenv("VEEDOR_TRACEBACK", raising=False)
    (press / "x.txt").write_text(f"Hubo una {word} en el puerto durante toda la noche.", "utf-8")
    outcome = run(workspace, [str(press)])
    assert [refusal.reason for refusal in outcome.refused] == [reason]
    assert len(workspace.outputs.all("link", Linked)) == 5
    assert [refusal.reason for refusal in run(workspace).refused] == [reason]


def test_a_missing_model_is_tried_again(workspace: Workspace, press: Path, stages: Any) -> None:
    english = "The ship left the harbour at night and came back three days later with its cargo."
    (press / "en.txt").write_text(english)
    stages.missing = {"en"}
    outcome = run(workspace, [str(press)])
    assert [refusal.source for refusal in outcome.refused] == [(press / "en.txt").as_posix()]
    assert stages.take()["read"] == 5
    stages.missing = set()
    assert run(workspace).read == 1
    assert workspace.articles.refusals() == []


def test_no_model_at_all_stops_the_run(workspace: Workspace, press: Path, stages: Any) -> None:
    stages.missing = {"es"}
    with pytest.raises(ModelMissing, match="not installed"):
        run(workspace, [str(press)])


def test_a_run_without_articles_is_fine(workspace: Workspace, stages: Any) -> None:
    assert run(workspace).read == 0
    assert run(workspace).idle


def test_verify_finds_what_was_changed(workspace: Workspace, press: Path, stages: Any) -> None:
    run(workspace, [str(press)])
    result = verify(workspace)
    assert result.faults == []
    assert (result.checked["articles"], result.checked["spans"]) == (5, 5)
    key, reading = next(iter(workspace.outputs.all("read", Reading).items()))
    made = workspace.outputs.made("read")
    line = reading.lines[0]
    wrong = Reading(
        article=key, language="es", lines=(type(line)(start=1, end=3, text=line.text, kind="body"),)
    )
    workspace.outputs.put("read", made, {key: wrong})
    (fault,) = verify(workspace).faults
    assert re.search(r"\[1, 3\) does not read 'El'", fault)


def test_status_counts(workspace: Workspace, press: Path, stages: Any) -> None:
    run(workspace, [str(press)])
    status = status_of(workspace)
    assert status.counts["articles"] == 5
    assert status.counts["articles through link"] == 5
    assert status.counts["stories"] == 1
    assert status.stale == ()
