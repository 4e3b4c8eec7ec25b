"""The schema and its migrations."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from veedor.errors import StoreError
from veedor.model import Decision
from veedor.store import Workspace, schema
from veedor.store.database import Database, migrate


def test_head_is_the_newest_migration() -> None:
    with resources.as_file(resources.files("veedor.store.migrations")) as folder:
        assert ScriptDirectory(str(folder)).get_current_head() == schema.HEAD


def test_the_migrations_make_the_schema(workspace: Workspace) -> None:
    with workspace.database.begin() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, schema.metadata) == []


def test_migrations_go_back_and_forth(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/a.db")
    with database.engine.begin() as connection:
        migrate(connection, "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]
        migrate(connection)
        assert "articles" in inspect(connection).get_table_names()
    database.close()


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
            pytest.raises(IntegrityError, match="only ever added"),
            workspace.database.engine.begin() as connection,
        ):
            connection.execute(text(change))


def test_foreign_keys_hold(workspace: Workspace) -> None:
    with pytest.raises(StoreError, match="FOREIGN KEY"), workspace.database.begin() as connection:
        connection.execute(text("INSERT INTO outputs VALUES ('read', 'nobody', '1', 'x', x'00')"))
