"""Killed twenty times, nothing is lost, doubled or half-written."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_a_killed_workspace_becomes_what_it_would_have_been() -> None:
    kills = {"sqlite": 15, "postgresql": 5}
    command = [sys.executable, "-m", "benchmarks.crashes", "--sqlite", "15", "--postgres", "5"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    for database, report in json.loads(done.stdout).items():
        if isinstance(report, dict):
            assert report["faults"] == []
            assert sum(report["kills"].values()) == kills[database]
