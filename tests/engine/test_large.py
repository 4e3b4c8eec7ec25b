"""A large collection is fetched article by article, and gives the same records."""

from __future__ import annotations

from pathlib import Path

import pytest

from veedor.engine import collection, finding, run
from veedor.engine.collection import load_groups
from veedor.engine.view import load_view
from veedor.model import CopyFamily
from veedor.report.render import render
from veedor.store import Workspace

PRESS = Path(__file__).parents[2] / "examples" / "press"
#: Reports of one event, copies among them.
SOME = ("2024-03-28", "2024-03-29", "recorte_semaforo")


def test_fetched_or_held_it_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sources = sorted(str(f) for f in PRESS.iterdir() if f.name.startswith(SOME))
    monkeypatch.setattr(finding, "now", lambda: "2024-06-01T00:00:00+00:00")
    found = []
    for name, at_once in (("held", 10_000), ("fetched", 0)):
        monkeypatch.setattr(collection, "AT_ONCE", at_once)
        Workspace.create(tmp_path / name)
        with Workspace(tmp_path / name) as workspace:
            run(workspace, sources)
            families = workspace.records.all("families", CopyFamily)
            findings = workspace.findings.all()
            view = load_view(workspace)
            reports = [render(view, "es", "json", public=public) for public in (False, True)]
            reports.append(render(view, "en", "markdown"))
            found.append((families, load_groups(workspace), findings, reports))
    assert found[0] == found[1]
