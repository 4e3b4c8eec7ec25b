"""Workspaces: made, opened, held by one writer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.postgres_server import Server

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


def test_one_writer_at_a_time_wherever_its_folder_is(tmp_path: Path, postgres: Server) -> None:
    url = postgres.database()
    for name in ("a", "b"):
        Workspace.create(tmp_path / name)
        (tmp_path / name / "veedor.toml").write_text(f'[store]\nurl = "{url}"\n')
    with Workspace(tmp_path / "a", doing="run") as writer:
        with pytest.raises(StoreBusy, match=r"in use by veedor run \(process \d+ on "):
            Workspace(tmp_path / "b", doing="collect")
        with Workspace(tmp_path / "b") as reader, reader.transaction():
            assert reader.get("a") is None
            writer.set("a", "1")
            assert reader.get("a") is None
        with Workspace(tmp_path / "b") as reader:
            assert reader.get("a") == "1"
    with Workspace(tmp_path / "b", doing="collect"):
        pass


def test_a_password_is_never_shown(tmp_path: Path) -> None:
    Workspace.create(tmp_path)
    url = "postgresql://ana:secreto@127.0.0.1:1/press?connect_timeout=1"
    (tmp_path / "veedor.toml").write_text(f'[store]\nurl = "{url}"\n')
    with pytest.raises(StoreError, match="connect") as caught:
        Workspace(tmp_path)
    assert "secreto" not in str(caught.value)
    assert "\n" not in str(caught.value)
