"""All that matching must hold, beside the field's reference matcher, in one run; fails if it does
not.

Usage: VEEDOR_PEER_PYTHON=… python -m benchmarks.matching [DATA]

What a pair costs is measured three ways, which are not the same thing: two names never seen
before; two names that were taken apart before; and a mention screened against a list, where the
index looks at few of the pairs and the cost is the whole time, building included, over all of
them. The bar on speed is on the last, as that is what screening does. Processor seconds, so that
a busy machine counts for little; the bars on latency are of one core.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks import lists, names, namesakes, screening
from benchmarks.inputs import data_folder

#: What is asked: at least, or at most.
F1_AHEAD = 0.05
TIMES_AS_FAST = 100.0
INEXACT = 0.002
MEDIAN_MS, P99_MS = 0.5, 5.0
LOAD_SECONDS, MEMORY_MB = 1.0, 300.0


def bar(what: str, value: float, limit: float, *, least: bool) -> bool:
    """Print a figure beside what is asked of it; whether it holds."""
    holds = value >= limit if least else value <= limit
    asked = f"at {'least' if least else 'most'} {limit:g}"
    print(f"{what:58} {value:10.4g}  {asked:>16}  {'holds' if holds else 'FAILS'}")
    return holds


def against_reference(rows: list[dict[str, str]], python: str) -> list[bool]:
    """F1 and the three costs of a pair, ours and the reference's."""
    with tempfile.TemporaryDirectory() as folder:
        theirs = names.peer_run(rows, python, Path(folder))
        sample, whole = names.peer(screening.sampled(rows), python, Path(folder))
    scored, cold = names.ours(rows)
    f1_ours = names.held_out(scored)
    f1_theirs = names.held_out(
        [(s, m, g) for s, (_, m, g) in zip(theirs["scores"], scored, strict=True)]
    )
    screened, pair = screening.ours(rows)
    prepared = names.ours_prepared(rows)
    print(f"{'':34}{'veedor':>12}{'logic-v2':>12}{'times':>9}")
    for what, own, other in (
        ("two names not seen before, us", cold, theirs["seconds"]),
        ("two names taken apart before, us", prepared, theirs["prepared"]),
        ("a pair in screening a list, us", pair, whole),
    ):
        print(f"{what:34}{own * 1e6:12.3f}{other * 1e6:12.3f}{other / own:9.1f}")
    best = screening.best(screened) - screening.best(sample[: len(rows)])
    return [
        bar(f"F1 of pairs {f1_ours:.3f}, of the reference {f1_theirs:.3f}: ahead by",
            f1_ours - f1_theirs, F1_AHEAD, least=True),
        bar("F1 of what screening brings up: ahead by", best, 0.0, least=True),
        bar("a pair in screening: times as fast", whole / pair, TIMES_AS_FAST, least=True),
    ]  # fmt: skip


def against_all_lists(data: Path) -> list[bool]:
    """Namesakes, latency and the cost of a start, with every list of the data."""
    index = lists.index_of(data)
    counts = namesakes.hits(index, namesakes.generated())
    total = sum(row[0] for row in counts.values())
    seconds = lists.timings(index, lists.mentions(data))
    loaded, memory, _ = screening.start_cost(index)
    print(f"{len(index):,} parties with {index.names:,} names, {len(seconds):,} mentions")
    return [
        bar("share of 50,000 namesakes with an inexact hit",
            sum(row[2] for row in counts.values()) / total, INEXACT, least=False),
        bar("a mention, median, ms", statistics.median(seconds) * 1e3, MEDIAN_MS, least=False),
        bar("a mention, 99th percentile, ms",
            seconds[int(len(seconds) * 0.99)] * 1e3, P99_MS, least=False),
        bar("loading the kept index, s", loaded, LOAD_SECONDS, least=False),
        bar("the process after that, MB", memory, MEMORY_MB, least=False),
    ]  # fmt: skip


def main() -> None:
    data = data_folder()
    rows = names.rows_of(data)
    if not rows:
        sys.exit(f"{data}: no name pairs there; set VEEDOR_BENCH_DATA")
    python = os.environ.get("VEEDOR_PEER_PYTHON")
    held = against_reference(rows, python) if python else []
    held += against_all_lists(data)
    if python is None:
        print("without VEEDOR_PEER_PYTHON (a Python with `nomenklatura`) nothing is compared")
    sys.exit(0 if all(held) else 1)


if __name__ == "__main__":
    main()
