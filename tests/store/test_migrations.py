"""A database of every schema so far is brought up to date, and back, with all that is in it."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, Table, select

from veedor.engine.verify import verify
from veedor.errors import StoreError
from veedor.model import Article, article_id
from veedor.store import Workspace, migrations, schema
from veedor.store.database import migrate
from veedor.store.payload import compress, pack

REVISIONS = [
    script.revision
    for script in ScriptDirectory(str(migrations.__path__[0])).walk_revisions()
][::-1]
TEXT = "El barco zarpó de noche."
SHA256 = hashlib.sha256(TEXT.encode()).hexdigest()
AT = "2024-03-05T10:00:00+00:00"
ARTICLE = Article(
    id=article_id("a.txt", TEXT), source="a.txt", text=TEXT, language="es", collected_at=AT,
    evidence=SHA256,
)  # fmt: skip
#: One row for each table, with every column that it ever had.
ROWS: dict[str, dict[str, Any]] = {
    "evidence": {"sha256": SHA256, "size": len(TEXT.encode()), "fetched_at": AT,
                 "content": compress(TEXT.encode())},
    "held": {"sha256": SHA256, "content": compress(TEXT.encode())},
    "articles": {"id": ARTICLE.id, "source": "a.txt", "language": "es", "collected_at": AT,
                 "evidence": SHA256, "payload": pack(ARTICLE), "extractor": "text"},
    "unindexed": {"article": ARTICLE.id},
    "refusals": {"source": "b", "stage": "collect", "reason": "is empty", "at": AT},
    "outputs": {"stage": "read", "article": ARTICLE.id, "version": "1", "inputs": "x",
                "payload": pack(None)},
    "meta": {"key": "date", "value": "x"},
    "tombstones": {"id": "c", "kind": "article", "at": AT, "by": "ana", "reason": "orden 7"},
}  # fmt: skip


def fill(connection: Connection) -> dict[str, dict[str, Any]]:
    """Put the rows in, as far as the schema has room for them; those that are there."""
    found = MetaData()
    found.reflect(connection, only=lambda name, _: name in ROWS)
    kept = {}
    for table in found.sorted_tables:
        row = {name: value for name, value in ROWS[table.name].items() if name in table.columns}
        connection.execute(table.insert(), row)
        kept[table.name] = row
    return kept


def holds(connection: Connection, name: str, wanted: dict[str, Any]) -> bool:
    """Whether a table has exactly that row."""
    table = Table(name, MetaData(), autoload_with=connection)
    (row,) = connection.execute(select(table)).mappings()
    return all(row[key] == value for key, value in wanted.items() if key in row)


@pytest.fixture
def url(workspace: Workspace) -> str:
    """The workspace's database, without a table."""
    with workspace.database.engine.begin() as connection:
        migrate(connection, "base")
    return workspace.settings.store_url(workspace.folder)


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_workspace_of_any_schema_is_brought_up_to_date(
    workspace: Workspace, url: str, revision: str
) -> None:
    with workspace.database.engine.begin() as connection:
        migrate(connection, revision)
        rows = fill(connection)
    folder = workspace.folder
    workspace.close()
    with Workspace(folder) as reader:
        assert reader.evidence.content(SHA256) == TEXT.encode(), "before it is written to"
    with Workspace(folder, doing="test") as place:
        assert place.articles.all() == {ARTICLE.id: ARTICLE}
        assert place.evidence.content(SHA256) == TEXT.encode()
        assert verify(place).faults == []
        assert [row.file is not None for row in place.evidence.rows()] == [True]
        with place.database.begin() as connection:
            for name in rows.keys() - {"evidence", "held"}:
                assert holds(connection, name, rows[name]), name
        assert place.search.refresh() == 1
        assert [found.article for found in place.search.search("barcos")] == [ARTICLE.id]


@pytest.mark.parametrize("revision", REVISIONS)
def test_and_back_again(workspace: Workspace, url: str, revision: str) -> None:
    with workspace.database.engine.begin() as connection:
        migrate(connection)
        rows = fill(connection)
        migrate(connection, revision)
        for name, row in rows.items():
            if connection.dialect.has_table(connection, name):
                assert holds(connection, name, row), name
        migrate(connection)
        for name in rows.keys() - {"articles", "tombstones"}:
            assert holds(connection, name, rows[name]), name


def test_evidence_in_files_does_not_go_back(workspace: Workspace) -> None:
    workspace.articles.add(ARTICLE, TEXT.encode())
    with (
        pytest.raises(StoreError, match="evidence lies in files"),
        workspace.database.engine.begin() as connection,
    ):
        migrate(connection, "0004")
    assert workspace.evidence.content(SHA256) == TEXT.encode()


def test_a_schema_of_every_revision_is_tried() -> None:
    assert REVISIONS[-1] == schema.HEAD
    assert len(REVISIONS) == int(schema.HEAD)
