"""With `read = "followed"`, only what may be about what is followed is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from veedor.engine import run
from veedor.model import Reading
from veedor.store import Workspace


@pytest.fixture
def folder(tmp_path: Path, press: Path) -> Path:
    Workspace.create(tmp_path / "w")
    (press / "0.txt").write_text("Pionyang envió a un puerto ruso contenedores con misiles.")
    (press / "1.txt").write_text("La tripulación del Estrella Polar pasó la noche en el muelle.")
    return tmp_path / "w"


def follow(folder: Path, more: str = "") -> Workspace:
    (folder / "veedor.toml").write_text(f'[follow]\nread = "followed"\n{more}\n')
    return Workspace(folder, doing="test")


def sources(workspace: Workspace) -> set[str]:
    read = workspace.outputs.all("read", Reading)
    return {Path(article.source).name for article in workspace.articles.some(read)}


def test_only_what_is_followed_is_read(folder: Path, press: Path, stages: Any) -> None:
    with follow(folder) as workspace:
        outcome = run(workspace, [str(press)])
        assert outcome.in_words() == "5 collected; 5 looked at, 1 read, 1 dated, 1 linked"
        assert sources(workspace) == {"0.txt"}
        assert run(workspace).idle


def test_a_new_term_is_looked_for_in_the_archive(folder: Path, press: Path, stages: Any) -> None:
    with follow(folder) as workspace:
        run(workspace, [str(press)])
    with follow(folder, 'terms = ["Estrella Polar"]') as workspace:
        outcome = run(workspace)
        assert (outcome.looked_at, outcome.read) == (5, 1)
        assert sources(workspace) == {"0.txt", "1.txt"}


def test_what_is_no_longer_followed_stays_read(folder: Path, press: Path, stages: Any) -> None:
    with follow(folder, 'terms = ["Estrella Polar"]') as workspace:
        run(workspace, [str(press)])
    with follow(folder) as workspace:
        run(workspace)
        assert sources(workspace) == {"0.txt", "1.txt"}


def test_all_are_read_when_all_are_wanted(folder: Path, press: Path, stages: Any) -> None:
    with follow(folder) as workspace:
        run(workspace, [str(press)])
    (folder / "veedor.toml").write_text("")
    with Workspace(folder, doing="test") as workspace:
        assert run(workspace).read == 4
