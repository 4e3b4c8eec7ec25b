"""Outputs of stages, records of the collection, findings, list versions."""

from __future__ import annotations

from veedor.lists import ListVersion
from veedor.model import (
    Admiralty,
    Article,
    Dating,
    Finding,
    ListedName,
    Origins,
    Record,
    Story,
)
from veedor.store import Workspace
from veedor.store.outputs import Made


def finding(key: str) -> Finding:
    return Finding(
        id=key, regime="r", measure="M", provisions=(), kind="finding", actors=(), counterparts=(),
        direction=None, period=None, evidence=(), origins=Origins(known=(), unknown=0),
        status="alleged", admiralty=Admiralty(code="F6", reasons=()),
    )  # fmt: skip


def test_outputs_are_kept_with_how_they_were_made(workspace: Workspace) -> None:
    for key in "ab":
        workspace.articles.add(Article(id=key, source=key, text=key), b"")
    made = {"a": Made("1", "x"), "b": Made("1", "x")}
    workspace.outputs.put("date", made, {"a": Dating(article="a", basis="unknown"), "b": None})
    assert workspace.outputs.made("date") == made
    assert list(workspace.outputs.all("date", Dating)) == ["a"]
    assert list(workspace.outputs.some("date", Dating, ["a", "b", "c"])) == ["a"]
    newer = {"a": Made("2", "y")}
    workspace.outputs.put("date", newer, {"a": Dating(article="a", basis="url")})
    assert workspace.outputs.made("date") == made | newer
    assert workspace.outputs.all("date", Dating)["a"].basis == "url"


def test_records_of_a_kind_are_replaced_in_order(workspace: Workspace) -> None:
    stories = [Story(id=key, title=key, events=(), articles=()) for key in ("z", "a")]
    workspace.records.replace("stories", stories)
    assert workspace.records.all("stories", Story) == stories
    workspace.records.replace("stories", stories[1:])
    assert workspace.records.all("stories", Story) == stories[1:]
    assert workspace.records.count("stories") == 1


def test_a_finding_that_is_gone_stays_as_a_past_one(workspace: Workspace) -> None:
    workspace.findings.replace([finding("b"), finding("a")])
    assert [item.id for item in workspace.findings.all()] == ["b", "a"]
    workspace.findings.replace([finding("a")])
    assert [item.id for item in workspace.findings.all()] == ["a"]
    assert {item.id for item in workspace.findings.all(current=False)} == {"a", "b"}


def test_a_list_version_is_kept_once_a_day(workspace: Workspace) -> None:
    record = Record(list="L 1", record="1", type="person", names=(ListedName(text="Ana Paz"),))

    def version(sha256: str, as_of: str | None) -> ListVersion:
        return ListVersion(
            publication="l", format="x", source="l.xml", records=(record,), entries=1,
            sha256=sha256, as_of=as_of,
        )  # fmt: skip

    assert workspace.lists.add(version("b", "2024-01-01"))
    assert not workspace.lists.add(version("b", "2024-01-01"))
    assert workspace.lists.add(version("a", None))
    found = workspace.lists.versions()
    assert [(v.sha256, v.lists, v.size) for v in found] == [("a", ("L 1",), 1), ("b", ("L 1",), 1)]
    assert workspace.lists.records("b") == (record,)
