"""Workspaces: made, opened, held by one writer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.postgres_server import Server

from veedor.engine.verify import verify
from veedor.errors import StoreBusy, StoreError, UsageError
from veedor.settings import load_settings
from veedor.store import Workspace


def test_a_folder_becomes_a_workspace_once(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    assert Workspace.create(folder)
    assert not Workspace.create(folder)
    assert load_settings(folder).follow.regimes == ("dprk",)


def test_another_folder_is_none(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no workspace here: run `veedor init"):
        Workspace(tmp_path)


def test_a_writer_keeps_others_out_and_says_who_it_is(tmp_path: Path) -> None:
    Workspace.create(tmp_path)
    with Workspace(tmp_path, doing="run"):
        with pytest.raises(StoreBusy, match=r"in use by veedor run \(process \d+ on .*, since 20"):
            Workspace(tmp_path, doing="collect")
        with Workspace(tmp_path) as reader:
            assert reader.articles.ids() == set()
    with Workspace(tmp_path, doing="collect"):
        pass


def test_a_killed_writer_leaves_no_lock(tmp_path: Path) -> None:
    Workspace.create(tmp_path)
    code = (
        "import os, sys; from veedor.store import Workspace; "
        "Workspace(sys.argv[1], doing='run'); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    with Workspace(tmp_path, doing="run"):
        pass


def test_a_file_in_the_way_is_said(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("")
    with pytest.raises(StoreError, match="cannot make a workspace here"):
        Workspace.create(tmp_path / "x")


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("sqlite:////nowhere/at/all.db", "unable to open database file"),
        ("oracle+nothing://host/db", "nothing"),
    ],
)
def test_a_database_that_cannot_be_opened_is_one_line(
    tmp_path: Path, url: str, problem: str
) -> None:
    Workspace.create(tmp_path)
    (tmp_path / "veedor.toml").write_text(f'[store]\nurl = "{url}"\n')
    with pytest.raises(StoreError, match=problem) as caught:
        Workspace(tmp_path, doing="run")
    assert "\n" not in str(caught.value)
    (tmp_path / "veedor.toml").write_text("")
    with Workspace(tmp_path, doing="run"):
        pass


def test_a_file_that_is_no_database_is_one_line(tmp_path: Path) -> None:
    Workspace.create(tmp_path)
    (tmp_path / "veedor.db").write_bytes(b"not a database at all" * 100)
    with pytest.raises(StoreError, match="file is not a database"):
        Workspace(tmp_path)


def test_what_fails_together_leaves_nothing(workspace: Workspace) -> None:
    with pytest.raises(ValueError, match="stop"), workspace.transaction():
        workspace.set("a", "1")
        raise ValueError("stop")
    assert workspace.get("a") is None
    with workspace.transaction():
        workspace.set("a", "1")
    assert workspace.get("a") == "1"


@pytest.fixture
def shared(tmp_path: Path, postgres: Server) -> list[Path]:
    """Two folders whose workspaces have one PostgreSQL database and one evidence folder."""
    url = postgres.database()
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        Workspace.create(folder)
        store = f'[store]\nurl = "{url}"\nevidence = "{tmp_path}/evidence"\n'
        (folder / "veedor.toml").write_text(store)
    return folders


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ("alone", "alone", False), ("alone", "beside", False), ("alone", "stages", False),
        ("stages", "stages", False), ("stages", "beside", True), ("beside", "beside", True),
        ("beside", "alone", False),
    ],
)  # fmt: skip
def test_who_may_write_beside_whom(
    shared: list[Path], first: Any, second: Any, together: bool
) -> None:
    with Workspace(shared[0], doing="first", hold=first):
        if together:
            with Workspace(shared[1], doing="second", hold=second):
                pass
            return
        with pytest.raises(StoreBusy, match=r"in use by veedor first \(process \d+ on "):
            Workspace(shared[1], doing="second", hold=second)
    with Workspace(shared[1], doing="second", hold=second):
        pass


def test_a_reader_sees_one_moment(shared: list[Path]) -> None:
    with Workspace(shared[0], doing="run") as writer:
        with Workspace(shared[1]) as reader, reader.transaction():
            assert reader.get("a") is None
            writer.set("a", "1")
            assert reader.get("a") is None
        with Workspace(shared[1]) as reader:
            assert reader.get("a") == "1"


def test_many_write_at_once_and_nothing_is_lost(shared: list[Path]) -> None:
    """Six processes add: half of what each brings another brings too."""
    with Workspace(shared[0], doing="init"):
        pass
    workers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(shared[number % 2]), str(number)])
        for number in range(6)
    ]
    assert [worker.wait(timeout=120) for worker in workers] == [0] * 6
    with Workspace(shared[1], doing="check") as place:
        assert len(place.articles.ids()) == 6 * 20 + 20
        assert verify(place).faults == []
        assert [decision.number for decision in place.reviews.all()] == list(range(1, 31))
        assert place.search.refresh() == 0
        assert len(place.search.search("puerto", most=999)) == 6 * 20 + 20


#: Adds its own articles and those that all bring, decides five times, and indexes.
WRITER = """
import sys
from veedor.model import Article, Decision, article_id
from veedor.store import Workspace
from veedor.store.articles import Draft

def draft(number):
    source, text = f"s{number}", f"Nota {number} del puerto."
    made = Article(id=article_id(source, text), source=source, text=text, language="es")
    return Draft(made, text.encode(), None, "text")

own = int(sys.argv[2]) + 1
with Workspace(sys.argv[1], doing="collect", hold="beside") as place:
    for start in range(0, 20, 4):
        for first in (0, own * 1000):
            place.articles.add_all([draft(first + start + n) for n in range(4)])
        place.reviews.add(Decision(number=0, at="2024", by="ana", kind="finding", target="f",
                                   decision="assessed"))
        place.search.refresh()
"""


def test_a_password_is_never_shown(tmp_path: Path) -> None:
    Workspace.create(tmp_path)
    url = "postgresql://ana:secreto@127.0.0.1:1/press?connect_timeout=1"
    (tmp_path / "veedor.toml").write_text(f'[store]\nurl = "{url}"\n')
    with pytest.raises(StoreError, match="connect") as caught:
        Workspace(tmp_path)
    assert "secreto" not in str(caught.value)
    assert "\n" not in str(caught.value)
