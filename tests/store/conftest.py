"""An empty workspace, on each database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.postgres_server import opened

from veedor.store import Workspace


@pytest.fixture(params=["sqlite", "postgresql"])
def workspace(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Workspace]:
    with opened(tmp_path, request.param, request) as place:
        yield place
