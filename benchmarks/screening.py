"""Screening: every mention against every name, and what a pair costs, beside the reference.

Usage: python -m benchmarks.screening [DATA]

All first names of the labelled pairs are mentions, all second names are a list: every mention
is held against every name. Ours goes through the index, which looks at few of the pairs, and
its cost a pair is the whole time (the building of the index included) over all pairs. A
matcher of pairs has to compare each one; with VEEDOR_PEER_PYTHON set, nomenklatura's logic-v2
compares a random sample of the very same pairs, and its cost is that of one of them. That the
speed is not bought with worse answers is shown by the decisions on the labelled pairs, both
at the threshold that is best for each: a pair that the index does not bring up counts as
"no match". `benchmarks.names` has the other figure: one cold pair, compared alone.

Then the cost of a start: a process that loads the kept index of all lists and screens once.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.inputs import data_folder
from benchmarks.lists import index_of
from benchmarks.names import THRESHOLDS, Scored, f1, peer, rows_of
from veedor.lists import Index, merge
from veedor.model import ListedName, Record

_SAMPLE = 3_000
#: Lower than what screening the press goes by, where a mention must be surer: the labelled
#: pairs ask only whether two names may be one. The threshold that counts is chosen after.
_ACCEPT = 0.6
_START = """
import os, sys, time
from veedor.lists.index import Index
def resident():
    pages = int(open("/proc/self/statm").read().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
before = resident()
start = time.process_time()
index = Index.from_bytes(open(sys.argv[1], "rb").read())
loaded = time.process_time() - start
index.screen("Serguei Shoigu")
after = resident()
print(loaded, after, after - before)
"""


def listed(rows: list[dict[str, str]]) -> list[Record]:
    """Each second name of the pairs as a record of its own."""
    return [
        Record(
            list="bench",
            record=str(number),
            type="person" if row["schema"] == "Person" else "organization",
            names=(ListedName(text=row["name2"]),),
        )
        for number, row in enumerate(rows)
    ]


def ours(rows: list[dict[str, str]]) -> tuple[Scored, float]:
    """Scores of the labelled pairs from screening each first name, and seconds a pair."""
    start = time.process_time()
    index = Index(merge(listed(rows)))
    found = [
        index.screen(
            row["name1"],
            type="person" if row["schema"] == "Person" else "organization",
            accept=_ACCEPT,
            least_told=0.0,
        )
        for row in rows
    ]
    seconds = (time.process_time() - start) / len(rows) ** 2
    scored = []
    for number, (row, matches) in enumerate(zip(rows, found, strict=True)):
        score = next((m.score for m in matches if m.record == str(number)), 0.0)
        scored.append((score, row["is_match"].lower() == "true", row["case_group"]))
    return scored, seconds


def sampled(rows: list[dict[str, str]], count: int = _SAMPLE) -> list[dict[str, str]]:
    """The labelled pairs, then random ones of all pairs of a mention and a name."""
    chance = random.Random(7)
    found = [
        {**chance.choice(rows), "name2": chance.choice(rows)["name2"], "is_match": "false"}
        for _ in range(count)
    ]
    return [*rows, *found]


def best(scored: Scored) -> float:
    """F1 at the threshold that is best for it."""
    return max(f1(scored, threshold) for threshold in THRESHOLDS)


def start_cost(index: Index) -> tuple[float, float, float]:
    """Processor seconds to load the kept index, the process's memory in MB, the index's own.

    In a new process; memory is what is resident after one name was screened (Linux only).
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "lists.index"
        file.write_bytes(index.to_bytes())
        run = subprocess.run(
            [sys.executable, "-c", _START, str(file)], capture_output=True, text=True, check=True
        )
    seconds, memory, own = map(float, run.stdout.split())
    return seconds, memory, own


def measure(data: Path) -> dict[str, float]:
    """F1 of the decisions by screening; higher is better."""
    return {"screening.f1": best(ours(rows_of(data))[0])}


def main() -> None:
    data = data_folder()
    rows = rows_of(data)
    if not rows:
        sys.exit(f"{data}: no name pairs there; set VEEDOR_BENCH_DATA")
    scored, seconds = ours(rows)
    print(f"{len(rows):,} mentions against {len(rows):,} names, {len(rows) ** 2:,} pairs")
    print(f"veedor    F1 {best(scored):.3f}, {seconds * 1e9:10,.0f} ns a pair")
    if python := os.environ.get("VEEDOR_PEER_PYTHON"):
        with tempfile.TemporaryDirectory() as folder:
            theirs, cost = peer(sampled(rows), python, Path(folder))
        f1_theirs = best(theirs[: len(rows)])
        print(f"logic-v2  F1 {f1_theirs:.3f}, {cost * 1e9:10,.0f} ns a pair")
        print(f"{cost / seconds:,.0f} times as fast")
    loaded, memory, own = start_cost(index_of(data))
    print(f"all lists: the kept index loads in {loaded:.2f} s; "
          f"the process has {memory:.0f} MB, {own:.0f} of them the index")  # fmt: skip


if __name__ == "__main__":
    main()
