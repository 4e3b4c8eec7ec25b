"""`veedor triage` shows what would be read, and changes nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from veedor.cli import app

PRESS = {
    "misiles.txt": "Pionyang envió a un puerto ruso contenedores con misiles, según se supo hoy.",
    "papa.txt": "La cosecha de papa cayó este año en toda la sierra, según los productores.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "press").mkdir()
    for name, text in PRESS.items():
        (tmp_path / "press" / name).write_text(text, "utf-8")
    done = CliRunner().invoke(
        app, ["collect", "-w", str(tmp_path / "w"), str(tmp_path / "press")]
    )
    assert done.exit_code == 0, done.output
    return tmp_path / "w"


@pytest.mark.parametrize(
    ("options", "shown"),
    [([], "misiles.txt"), (["--held-back"], "papa.txt")],
)
def test_articles_and_their_words_are_shown(folder: Path, options: list[str], shown: str) -> None:
    done = CliRunner().invoke(app, ["triage", "-w", str(folder), *options])
    names = [name for name in PRESS if name in done.stdout]
    assert names == [shown]
    assert "1 of 2 articles would be read" in done.output
    assert ("Pionyang (dprk)" in done.stdout) == (not options)


def test_as_json_each_hit_has_its_span(folder: Path) -> None:
    done = CliRunner().invoke(app, ["triage", "-w", str(folder), "--json"])
    (line,) = done.stdout.splitlines()[:1]
    row = json.loads(line)
    text = PRESS["misiles.txt"]
    assert row["followed"]
    assert row["hits"]
    assert all(text[hit["start"] : hit["end"]] == hit["text"] for hit in row["hits"])
