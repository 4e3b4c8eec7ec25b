"""What tests share: where the benchmark data lie, and how to read a passage."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def bench_data() -> Path:
    """The folder of benchmark data, from VEEDOR_BENCH_DATA; the test is skipped without it."""
    folder = Path(os.environ.get("VEEDOR_BENCH_DATA", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"no benchmark data at {folder}: set VEEDOR_BENCH_DATA")
    return folder
