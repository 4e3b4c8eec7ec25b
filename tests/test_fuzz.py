"""Five hundred mutated inputs over every reader and parser: none breaks, hangs or floods one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_no_input_breaks_a_reader() -> None:
    command = [sys.executable, "-m", "benchmarks.fuzz", "--count", "500"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "500 inputs, 0 faults" in done.stdout
