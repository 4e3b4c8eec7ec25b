"""A large collection is fetched article by article, and gives the same records."""

from __future__ import annotations

from pathlib import Path

import pytest

from veedor.engine import collection, run
from veedor.engine.collection import load_groups
from veedor.model import CopyFamily
from veedor.store import Workspace

PRESS = Path(__file__).parents[2] / "examples" / "press"
#: Reports of one event, copies among them.
SOME = ("2024-03-28", "2024-03-29", "recorte_semaforo")


def test_fetched_or_held_it_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sources = sorted(str(f) for f in PRESS.iterdir() if f.name.startswith(SOME))
    found = []
    for name, at_once in (("held", 10_000), ("fetched", 0)):
        monkeypatch.setattr(collection, "AT_ONCE", at_once)
        Workspace.create(tmp_path / name)
        with Workspace(tmp_path / name) as workspace:
            run(workspace, sources)
            families = workspace.records.all("families", CopyFamily)
            found.append((families, load_groups(workspace)))
    assert found[0] == found[1]
