"""`veedor regime`: a new pack is good, and what is wrong with one is all told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from veedor.cli import app
from veedor.regimes import check_pack

RUNNER = CliRunner()


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    assert RUNNER.invoke(app, ["regime", "new", str(folder)]).exit_code == 0
    return folder


def test_a_new_pack_is_good(pack: Path) -> None:
    result = RUNNER.invoke(app, ["regime", "check", str(pack)])
    assert result.exit_code == 0, result.output
    assert "1 measures, 1 indicators: good" in result.output


def test_new_leaves_what_is_there_alone(pack: Path) -> None:
    result = RUNNER.invoke(app, ["regime", "new", str(pack)])
    assert result.exit_code != 0


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param(
            [("indicators.yaml", "measure: TIMBER", "measure: STONE"),
             ("indicators.yaml", "acts: [give]", "acts: [gift_wrap]")],
            ["indicators.yaml:4: [0].measure", "indicators.yaml:5: [0].acts[0]"],
            id="what only shows when files are held together, all of it",
        ),
        pytest.param(
            [("measures.yaml", "direction: outward", "direction: sideways"),
             ("pack.yaml", "target: XX", "target: Atlantis")],
            ["pack.yaml:8: target", "measures.yaml:11: [0].direction"],
            id="several files",
        ),
        pytest.param(
            [("measures.yaml", "- id: TIMBER", "- id: [TIMBER")],
            ["measures.yaml"],
            id="no YAML",
        ),
    ],
)  # fmt: skip
def test_everything_wrong_is_told(
    pack: Path, changes: list[tuple[str, str, str]], expected: list[str]
) -> None:
    for name, old, new in changes:
        file = pack / name
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")
    result = RUNNER.invoke(app, ["regime", "check", str(pack)])
    assert result.exit_code == 1
    for place in expected:
        assert place in result.output
    assert len(check_pack(pack)) >= len(expected)


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    assert RUNNER.invoke(app, ["regime", "check", str(tmp_path / "nowhere")]).exit_code == 1


def test_schema_is_json() -> None:
    shown = json.loads(RUNNER.invoke(app, ["regime", "schema"]).output)
    assert "measures.yaml" in shown
