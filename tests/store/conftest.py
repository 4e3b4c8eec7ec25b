"""An empty workspace, on each database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.postgres_server import Server, missing, server

from veedor.store import Workspace


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    if reason := missing():
        pytest.skip(reason)
    with server() as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def workspace(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Workspace]:
    Workspace.create(tmp_path)
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres").database()
        (tmp_path / "veedor.toml").write_text(f'[store]\nurl = "{url}"\n')
    with Workspace(tmp_path, doing="test") as place:
        yield place
