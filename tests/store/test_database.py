"""The schema and its migrations."""

from __future__ import annotations

from importlib import resources
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import String, inspect, text
from sqlalchemy.exc import DBAPIError

from veedor.errors import StoreError
from veedor.model import Decision
from veedor.store import Workspace, schema
from veedor.store.database import Database, migrate


def _ours(item: Any, name: str | None, kind: str, reflected: bool, other: Any) -> bool:
    """The full-text table, which each database has in its own way, is the migration's alone."""
    return not (kind == "table" and (name or "").startswith("search"))


def _differ(context: Any, column: Any, other: Any, found: Any, wanted: Any) -> bool | None:
    """SQLite has one type of text, whatever length is written there."""
    texts = isinstance(found, String) and isinstance(wanted, String)
    return False if texts and context.dialect.name == "sqlite" else None


OPTIONS: dict[str, Any] = {"include_object": _ours, "compare_type": _differ}


def test_head_is_the_newest_migration() -> None:
    with resources.as_file(resources.files("veedor.store.migrations")) as folder:
        assert ScriptDirectory(str(folder)).get_current_head() == schema.HEAD


def test_the_migrations_make_the_schema(workspace: Workspace) -> None:
    with workspace.database.begin() as connection:
        context = MigrationContext.configure(connection, opts=OPTIONS)
        assert compare_metadata(context, schema.metadata) == []


def test_migrations_go_back_and_forth(workspace: Workspace) -> None:
    with workspace.database.engine.begin() as connection:
        for revision in ("0001", "base", "0001", "head", "base", "head"):
            migrate(connection, revision)
            found = set(inspect(connection).get_table_names())
            assert ("articles" in found) == (revision != "base")
            assert ("tombstones" in found) == (revision == "head")


def test_a_workspace_of_the_first_schema_is_brought_up(workspace: Workspace) -> None:
    with workspace.database.engine.begin() as connection:
        migrate(connection, "0001")
        connection.execute(text("INSERT INTO meta VALUES ('kept', 'yes')"))
    with Workspace(workspace.folder) as again:
        assert again.get("kept") == "yes"
        assert again.tombstones.all() == []


def test_a_newer_schema_is_not_touched(workspace: Workspace) -> None:
    with workspace.database.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer than this program"):
        Database(workspace.database.url)


def test_decisions_are_only_ever_added(workspace: Workspace) -> None:
    draft = Decision(
        number=0,
        at="2024-01-01T00:00:00",
        by="ana",
        kind="finding",
        target="f",
        decision="assessed",
    )
    first, second = workspace.reviews.add(draft), workspace.reviews.add(draft)
    assert (first.number, second.number) == (1, 2)
    assert second.previous == first.hash
    assert workspace.reviews.all() == [first, second]
    for change in ("UPDATE reviews SET by = 'x'", "DELETE FROM reviews"):
        with (
            pytest.raises(DBAPIError, match="only ever added"),
            workspace.database.engine.begin() as connection,
        ):
            connection.execute(text(change))


def test_foreign_keys_hold(workspace: Workspace) -> None:
    with pytest.raises(StoreError, match=r"(?i)foreign key"), workspace.transaction():
        workspace.database.put(schema.indexed, [{"article": "nobody", "number": 1, "version": ""}])
