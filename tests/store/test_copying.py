"""Backups and moves: everything arrives, or nothing does."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.postgres_server import Server
from tests.store.damage import damage

from veedor.errors import StoreError, UsageError
from veedor.model import Article, Decision, Refusal, Story, article_id
from veedor.store import Workspace
from veedor.store.copying import back_up, copy, opened_backup
from veedor.store.database import Database
from veedor.store.evidence import Evidence

#: More than one batch.
COUNT = 210


@pytest.fixture
def full(workspace: Workspace) -> Workspace:
    with workspace.transaction():
        for number in range(COUNT):
            text = f"Versión {number} de la nota del puerto."
            moment = f"2024-01-01T00:{number // 60:02}:{number % 60:02}"
            made = Article(id=article_id("a.txt", text), source="a.txt", text=text, language="es",
                           collected_at=moment)  # fmt: skip
            workspace.articles.add(made, text.encode(), extractor="text")
    workspace.articles.refuse(Refusal(source="ñ\0.txt", stage="collect", reason="is empty"))
    workspace.records.replace("stories", [Story(id="s", title="s", events=(), articles=())])
    workspace.set("date", "key")
    workspace.reviews.add(
        Decision(number=0, at="2024", by="ana", kind="finding", target="f", decision="assessed")
    )
    return workspace


def test_there_and_back_is_the_same(full: Workspace, tmp_path: Path, postgres: Server) -> None:
    done = back_up(full.evidence, tmp_path / "a.backup")
    assert done.damaged == {}
    assert {part.table: part.rows for part in done.tables}["articles"] == COUNT
    assert list(tmp_path.glob("a.backup*")) == [tmp_path / "a.backup"]
    before = (tmp_path / "a.backup").read_bytes()
    other = Database(postgres.database())
    back = Database(f"sqlite:///{tmp_path}/back.db")
    with opened_backup(tmp_path / "a.backup") as kept:
        first = copy(kept, other)
    assert {part.table: part.rows for part in first}["held"] == COUNT
    assert copy(other, back) == first
    assert (tmp_path / "a.backup").read_bytes() == before
    other.close()
    back.close()
    Workspace.create(tmp_path / "new")
    (tmp_path / "new" / "veedor.toml").write_text(
        f'[store]\nurl = "sqlite:///{tmp_path}/back.db"\n'
    )
    with Workspace(tmp_path / "new", doing="test") as restored:
        assert restored.articles.all() == full.articles.all()
        pieces = [restored.evidence.piece(row.sha256) for row in full.evidence.rows()]
        assert pieces == [full.evidence.read(row) for row in full.evidence.rows()]
        assert all(row.file for row in restored.evidence.rows())
        assert restored.reviews.all() == full.reviews.all()
        assert restored.search.refresh() == COUNT


def test_what_is_damaged_here_is_said_to_be_missing_there(full: Workspace, tmp_path: Path) -> None:
    first, *rest = full.evidence.rows()
    damage(full, first)
    done = back_up(full.evidence, tmp_path / "a.backup")
    assert list(done.damaged) == [first.sha256]
    with opened_backup(tmp_path / "a.backup") as kept:
        inside = Evidence(kept, None)
        assert inside.content(rest[-1].sha256) == full.evidence.content(rest[-1].sha256)
        with pytest.raises(StoreError, match="not there"):
            inside.content(first.sha256)


def test_nothing_is_written_over(full: Workspace, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is not empty"):
        copy(full.database, full.database)
    (tmp_path / "there").write_text("mine")
    with pytest.raises(UsageError, match="exists already"):
        back_up(full.evidence, tmp_path / "there")
    with pytest.raises(StoreError, match="unable to open"):
        back_up(full.evidence, tmp_path / "no" / "folder")


@pytest.mark.parametrize("content", [None, b"", b"not a backup" * 1000])
def test_what_is_no_backup_is_said(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "x").write_bytes(content)
    with (
        pytest.raises(StoreError, match=r"x: (is no backup|cannot be read)"),
        opened_backup(tmp_path / "x"),
    ):
        pass
