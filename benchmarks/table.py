"""Every benchmark, one table: what was measured, its floor if it has one, and on what machine.

Each runs in a process of its own, so that none has the memory or the warm caches of another.

Usage: python -m benchmarks.table [-o FILE] [--only NAME …]
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from pathlib import Path

from benchmarks.gate import FLOORS, GATED
from benchmarks.inputs import DATA

#: Benchmarks that take too long, or depend too much on the machine, to be judged at each change.
SLOW = (
    "screening", "growth", "collecting", "web_speed", "stream", "workers", "crashes", "long_texts",
    "near_duplicates", "renaming",
    "peers", "relinking", "whole", "additions",
)  # fmt: skip
_RUN = (
    "import importlib, json, pathlib, sys;"
    "found = importlib.import_module(sys.argv[1]).measure(pathlib.Path(sys.argv[2]));"
    "print('\\n' + json.dumps(found))"
)


def _measured(name: str, data: str) -> dict[str, float] | str:
    """The figures of a benchmark, or the last line of why there are none."""
    done = subprocess.run(
        [sys.executable, "-c", _RUN, f"benchmarks.{name}", data], capture_output=True, text=True
    )
    if done.returncode:
        return (done.stderr.strip().splitlines() or ["ended without a word"])[-1]
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--only", nargs="+", default=[*GATED, *SLOW])
    options = parser.parse_args()
    floors = json.loads(FLOORS.read_text("utf-8"))
    lines = [
        f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}",
        "",
        "| benchmark | figure | value | floor |",
        "|---|---|---:|---:|",
    ]
    failed = False
    for name in options.only:
        print(f"{name} …", file=sys.stderr)
        figures = _measured(name, str(DATA))
        if isinstance(figures, str):
            failed = True
            lines.append(f"| {name} | failed: {figures} | | |")
            continue
        held = floors.get(name, {}).get("floors", {})
        for figure, value in sorted(figures.items()):
            lines.append(f"| {name} | {figure} | {value:,.4g} | {held.get(figure, '')} |")
    table = "\n".join(lines) + "\n"
    if options.output:
        options.output.write_text(table, "utf-8")
    else:
        print(table, end="")
    sys.exit(failed)


if __name__ == "__main__":
    main()
