"""What a stage looks at: what waits for it, and once all that was made by other rules."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, update

from veedor.engine import run
from veedor.engine.queue import queue
from veedor.model import Story
from veedor.store import Workspace
from veedor.store.database import migrate
from veedor.store.schema import meta

DATABASES = pytest.mark.parametrize("workspace", ["sqlite", "postgresql"], indirect=True)


def before(workspace: Workspace) -> Workspace:
    """The workspace as the version before this table left it, opened by this one."""
    folder = workspace.folder
    with workspace.database.engine.begin() as connection:
        migrate(connection, "0007")
        facts = meta.c.key
        connection.execute(delete(meta).where(facts.endswith(".by")))
        old = update(meta).where(facts.in_(("date", "group", "find", "reviewed")))
        connection.execute(old.values(value="old"))
    workspace.close()
    return Workspace(folder, doing="test")


@DATABASES
def test_an_older_workspace_is_neither_read_nor_linked_again(
    workspace: Workspace, press: Path, stages: Any
) -> None:
    run(workspace, [str(press)])
    stories, made = workspace.records.all("stories", Story), workspace.outputs.made("link")
    stages.take()
    with before(workspace) as later:
        run(later)
        assert stages.take() == {"copies": 1, "date": 1, "group": 1, "find": 1}
        assert later.records.all("stories", Story) == stories
        assert later.outputs.made("link") == made
        assert run(later).idle


@DATABASES
def test_an_older_workspace_goes_on_where_it_stopped(
    workspace: Workspace, press: Path, stages: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("veedor.engine.pipeline.BATCH", 2)
    stages.stop_at = 3
    with pytest.raises(KeyboardInterrupt):
        run(workspace, [str(press)])
    stages.take()
    stages.stop_at = None
    with before(workspace) as later:
        run(later)
        assert stages.take() == {
            "read": 3, "copies": 1, "date": 1, "link": 5, "group": 1, "find": 1,
        }  # fmt: skip
        assert run(later).idle


@DATABASES
def test_all_wait_once_where_the_rules_are_others(workspace: Workspace, press: Path) -> None:
    from veedor.engine import collect_into

    collect_into(workspace, [str(press)])
    ids = sorted(workspace.articles.ids())
    assert queue(workspace, "read", "one", lambda: ids[:2]) == ids[:2]
    workspace.waiting.done("read", ids[:1])
    assert queue(workspace, "read", "one", lambda: ids) == ids[1:2]
    assert queue(workspace, "read", "two", lambda: ids) == ids
