"""What tests share: where the benchmark data lie, and a PostgreSQL."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres_server import Server, missing, server

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A running PostgreSQL; the test is skipped where there is none."""
    if reason := missing():
        pytest.skip(reason)
    with server() as running:
        yield running


@pytest.fixture(scope="session")
def bench_data() -> Path:
    """The folder of benchmark data, from VEEDOR_BENCH_DATA; the test is skipped without it."""
    folder = Path(os.environ.get("VEEDOR_BENCH_DATA", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"no benchmark data at {folder}: set VEEDOR_BENCH_DATA")
    return folder
