"""Name pairs: F1 and speed of name comparison, by category, beside the field's reference.

Usage: python -m benchmarks.names [DATA]

With VEEDOR_PEER_PYTHON set to a Python that has `nomenklatura`, its logic-v2 runs on the same
pairs in the same run. Thresholds are chosen for both alike: in five folds, each on the other
four (`f1_held_out`), and the best on all pairs (`f1_best`). Both warm up on the first pairs
and are timed on pairs they have not seen.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.inputs import data_folder
from veedor.lists import compare
from veedor.lists.names import parts
from veedor.lists.names.compare import compare_parts, kind_weight

Scored = list[tuple[float, bool, str]]
_WARM = 60
_FOLDS = 5
THRESHOLDS = [number / 200 for number in range(40, 196)]

_PEER = """
import csv, json, sys, time
from followthemoney import model
from nomenklatura.matching.logic_v2.model import LogicV2
def proxy(key, schema, name):
    return model.get_proxy({"id": key, "schema": schema, "properties": {"name": [name]}})
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8")))
config = LogicV2.default_config()
# Ids of their own: the analysis of a name is kept by its entity's id.
pairs = [
    (proxy(f"a{n}", r["schema"], r["name1"]), proxy(f"b{n}", r["schema"], r["name2"]))
    for n, r in enumerate(rows)
]
warm = int(sys.argv[2])
scores = [LogicV2.compare(a, b, config).score for a, b in pairs[:warm]]
start = time.process_time()
scores += [LogicV2.compare(a, b, config).score for a, b in pairs[warm:]]
seconds = (time.process_time() - start) / max(1, len(pairs) - warm)
start = time.process_time()
for a, b in pairs[warm:]:
    LogicV2.compare(a, b, config)
prepared = (time.process_time() - start) / max(1, len(pairs) - warm)
print(json.dumps({"scores": scores, "seconds": seconds, "prepared": prepared}))
"""


def rows_of(data: Path) -> list[dict[str, str]]:
    """The labelled pairs of every file of the folder."""
    found = []
    for file in sorted((data / "bench" / "names").glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as handle:
            found += list(csv.DictReader(handle))
    return found


def f1(scored: Scored, threshold: float) -> float:
    """F1 of taking every pair at or above the threshold for a match."""
    hits = [(score >= threshold, match) for score, match, _ in scored]
    return _f1(hits)


def _f1(hits: list[tuple[bool, bool]]) -> float:
    both = sum(hit and match for hit, match in hits)
    either = sum(hit for hit, _ in hits) + sum(match for _, match in hits)
    return 2 * both / either if either else 0.0


def held_out(scored: Scored) -> float:
    """F1 when every fold is judged by the best threshold of the others."""
    hits = []
    for fold in range(_FOLDS):
        others = [item for place, item in enumerate(scored) if place % _FOLDS != fold]
        threshold = max(THRESHOLDS, key=lambda t: f1(others, t))
        hits += [
            (score >= threshold, match)
            for place, (score, match, _) in enumerate(scored)
            if place % _FOLDS == fold
        ]
    return _f1(hits)


def ours(rows: list[dict[str, str]]) -> tuple[Scored, float]:
    """Scores of all pairs, and seconds a pair on those after the warm-up."""

    def score(row: dict[str, str]) -> float:
        return compare(row["name1"], row["name2"], person=row["schema"] == "Person").score

    scores = [score(row) for row in rows[:_WARM]]
    start = time.process_time()
    scores += [score(row) for row in rows[_WARM:]]
    seconds = (time.process_time() - start) / max(1, len(rows) - _WARM)
    return _scored(rows, scores), seconds


def _scored(rows: list[dict[str, str]], scores: list[float]) -> Scored:
    return [
        (score, row["is_match"].lower() == "true", row["case_group"])
        for row, score in zip(rows, scores, strict=True)
    ]


def ours_prepared(rows: list[dict[str, str]]) -> float:
    """Seconds a pair whose names were taken apart before: a second time over the same pairs."""
    prepared = [
        (parts(row["name1"], person=person), parts(row["name2"], person=person), person)
        for row in rows
        for person in (row["schema"] == "Person",)
    ]
    for _ in range(2):
        start = time.process_time()
        for first, second, person in prepared:
            compare_parts(first, second, kind_weight, person=person)
        seconds = (time.process_time() - start) / len(rows)
    return seconds


def peer(rows: list[dict[str, str]], python: str, folder: Path) -> tuple[Scored, float]:
    """The same of nomenklatura's logic-v2, in its own environment."""
    found = peer_run(rows, python, folder)
    return _scored(rows, found["scores"]), found["seconds"]


def peer_run(rows: list[dict[str, str]], python: str, folder: Path) -> dict[str, Any]:
    """Its scores, its seconds a pair, and those where names were analysed before (`prepared`)."""
    file = folder / "pairs.csv"
    with file.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    run = subprocess.run(
        [python, "-c", _PEER, str(file), str(_WARM)], capture_output=True, text=True, check=True
    )
    found: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return found


def _figures(scored: Scored) -> dict[str, float]:
    threshold = max(THRESHOLDS, key=lambda t: f1(scored, t))
    figures = {"f1_best": f1(scored, threshold), "f1_held_out": held_out(scored)}
    for category in sorted({item[2] for item in scored}):
        group = [item for item in scored if item[2] == category]
        figures[f"accuracy.{category}"] = sum((s >= threshold) == m for s, m, _ in group) / len(
            group
        )
    return figures


def measure(data: Path) -> dict[str, float]:
    """Figures of name comparison on the labelled pairs; higher is better."""
    scored, _ = ours(rows_of(data))
    return {f"names.{name}": value for name, value in _figures(scored).items()}


def main() -> None:
    import tempfile

    data = data_folder()
    rows = rows_of(data)
    if not rows:
        sys.exit(f"{data}: no name pairs there; set VEEDOR_BENCH_DATA")
    columns = {"veedor": ours(rows)}
    if python := os.environ.get("VEEDOR_PEER_PYTHON"):
        with tempfile.TemporaryDirectory() as folder:
            columns["logic-v2"] = peer(rows, python, Path(folder))
    figures = {name: _figures(scored) for name, (scored, _) in columns.items()}
    print(f"{len(rows)} pairs".ljust(32), *(name.rjust(10) for name in columns))
    for figure in next(iter(figures.values())):
        print(figure.ljust(32), *(f"{found[figure]:10.3f}" for found in figures.values()))
    print("microseconds a pair".ljust(32), *(f"{s * 1e6:10.1f}" for _, s in columns.values()))


if __name__ == "__main__":
    main()
