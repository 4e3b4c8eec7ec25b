"""The notebook runs as it is, cell by cell, and draws what it says."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_from_press_to_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT / "examples")
    notebook = json.loads((ROOT / "examples" / "press_network.ipynb").read_text("utf-8"))
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert all(not cell["outputs"] for cell in cells), "clear the outputs before you keep it"
    names: dict[str, object] = {}
    for number, cell in enumerate(cells, 1):
        exec(compile("".join(cell["source"]), f"cell {number}", "exec"), names)
    assert ("KP", "RU") in names["edges"]  # type: ignore[operator]
    drawn = ElementTree.fromstring(str(names["picture"]))
    kinds = [element.tag.rpartition("}")[2] for element in drawn]
    assert kinds.count("path") == len(names["edges"])  # type: ignore[arg-type]
    assert kinds.count("circle") >= 2
