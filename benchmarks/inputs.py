"""Where the benchmark data are."""

from __future__ import annotations

import os
import sys
from pathlib import Path

__all__ = ["DATA", "data_folder"]

#: The folder `VEEDOR_BENCH_DATA` names, or `shared` beside the checkout.
DATA = Path(os.environ.get("VEEDOR_BENCH_DATA") or Path(__file__).resolve().parents[2] / "shared")


def data_folder() -> Path:
    """The folder that the command line names, or `DATA`."""
    named = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    return Path(named[0]) if named else DATA
