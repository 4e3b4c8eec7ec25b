"""A workspace that watches a folder, run once with the real stages, to be copied by each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from veedor.engine.pipeline import collect_into, run_stages
from veedor.store import Workspace
from veedor.watch.noticing import begin

REPORT = (
    "Pionyang envía obuses a Rusia, según Seúl\n\n"
    "Corea del Norte ha enviado a Rusia 40 contenedores con obuses, afirmó este lunes el "
    "Ministerio de Defensa de Corea del Sur.\n"
    "El presidente ruso, Vladímir Putin, no ha hecho comentarios.\n"
)
SETTINGS = """
[[source]]
address = "{press}"
every = "1h"

[[watch]]
name = "armas"
on = ["finding", "lead"]
country = "KP"
channels = ["json://127.0.0.1:9/"]
feed = "avisos.xml"
lang = "es"

[[watch]]
name = "elsewhere"
country = ["IR"]
channels = ["json://127.0.0.1:9/"]
"""


@pytest.fixture(scope="session")
def found(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace that was killed between finding and telling."""
    folder = tmp_path_factory.mktemp("watch")
    press = folder / "press"
    press.mkdir()
    (press / "uno.txt").write_text(REPORT, "utf-8")
    Workspace.create(folder)
    (folder / "veedor.toml").write_text(SETTINGS.format(press=press), "utf-8")
    with Workspace(folder, doing="test") as place:
        begin(place)
        outcome = collect_into(place, [str(press)])
        run_stages(place, outcome)
    return folder


@pytest.fixture
def copy(found: Path, tmp_path: Path) -> Callable[[], Path]:
    """Makes a copy of it."""

    def made() -> Path:
        folder = tmp_path / "copy"
        shutil.copytree(found, folder)
        return folder

    return made
