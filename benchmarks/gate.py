"""The quality gate: no measured figure may fall below its floor in floors.json.

Usage: python -m benchmarks.gate [--only NAME … | --timed | --untimed] [--update [--lower REASON]]

Each benchmark is a module here with `measure(data) -> {figure: value}`, higher is better.
`--update` raises floors to what was measured; to lower one needs `--lower` and a reason,
which is kept beside the floor. A floor names the data it was measured on by their hash:
on other data the gate refuses to judge.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.inputs import DATA

FLOORS = Path(__file__).with_name("floors.json")
#: The benchmarks that CI runs, and the folders of the data each stands on.
GATED: dict[str, tuple[str, ...]] = {
    "gold": ("gold", "seeds"),
    "press": (),
    "timex": ("bench/timex_es", "bench/timex_en"),
    "dating": ("gold", "seeds"),
    "quotes": ("gold", "seeds"),
    "utterances": (),
    "statements": (),
    "held_back": ("lists",),
    "names": ("bench/names",),
    "namesakes": ("lists",),
    "lists": ("lists",),
    "copies": ("bench/copies",),
    "grouping": ("bench/timelines",),
    "reading_speed": ("seeds",),
    "triage": ("gold", "seeds", "bench/timelines", "bench/timex_es"),
    "contradictions": (),
    "contrary_reports": (),
    "contrary_sentences": (),
    "same_event": (),
    "long_reports": (),
    "increments": (),
}
#: Those with a figure that is measured by the clock: nothing else may run beside them.
TIMED = ("reading_speed", "triage")
#: Figures are pinned this far below what was measured: parsing is not bit-equal everywhere.
SLACK = 0.002


def digest(data: Path, folders: tuple[str, ...]) -> str:
    """One hash over the names and bytes of every file in the folders."""
    seen = hashlib.sha256()
    for folder in folders:
        for file in sorted(path for path in (data / folder).rglob("*") if path.is_file()):
            seen.update(str(file.relative_to(data)).encode())
            seen.update(file.read_bytes())
    return seen.hexdigest()[:16]


def judge(name: str, figures: dict[str, float], floors: dict[str, Any]) -> list[str]:
    """Print a benchmark's figures beside their floors; the ones that fell."""
    fallen = []
    for figure, value in sorted(figures.items()):
        floor = floors.get("floors", {}).get(figure)
        low = floor is not None and value < floor
        mark = "BELOW" if low else "new" if floor is None else "ok"
        print(f"  {figure:44} {value:8.4f}  floor {floor if floor is not None else '–':>8}  {mark}")
        if low:
            fallen.append(f"{figure}: {value:.4f} is below its floor {floor}")
    gone = set(floors.get("floors", {})) - set(figures)
    return fallen + [f"{figure}: {name} no longer measures it" for figure in sorted(gone)]


def raised(
    figures: dict[str, float], entry: dict[str, Any], data: str, reason: str | None
) -> dict[str, Any]:
    """The entry of a benchmark with its floors raised, lowered only for a reason."""
    old = entry.get("floors", {})
    new = {}
    for figure, value in sorted(figures.items()):
        floor = round(max(0.0, value - SLACK), 4)
        if floor < old.get(figure, 0.0) and reason is None:
            if value < old[figure]:
                raise SystemExit(f"{figure}: {value} would lower its floor: --lower REASON")
            floor = old[figure]
        new[figure] = floor
    updated = {"data": data, "floors": new}
    reasons = entry.get("lowered", [])
    if reason is not None:
        reasons = [*reasons, reason]
    return updated | ({"lowered": reasons} if reasons else {})


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--only", nargs="*", default=list(GATED), help="these benchmarks alone")
    for option, names in (
        ("--timed", TIMED),
        ("--untimed", [name for name in GATED if name not in TIMED]),
    ):
        which.add_argument(
            option, dest="only", action="store_const", const=names, help=f"only {', '.join(names)}"
        )
    parser.add_argument("--update", action="store_true", help="raise the floors to the figures")
    parser.add_argument("--lower", metavar="REASON", help="with --update: may lower floors too")
    options = parser.parse_args()
    data = DATA
    if not data.is_dir():
        raise SystemExit(f"no benchmark data at {data}: set VEEDOR_BENCH_DATA")
    entries = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    fallen = []
    for name in options.only:
        started = time.monotonic()
        figures = import_module(f"benchmarks.{name}").measure(data)
        found = digest(data, GATED[name])
        entry = entries.get(name, {})
        print(f"{name} ({time.monotonic() - started:.0f} s)")
        if options.update:
            entries[name] = raised(figures, entry, found, options.lower)
            judge(name, figures, entries[name])
        elif entry.get("data", found) != found:
            fallen.append(f"{name}: the data are not those its floors were measured on")
        else:
            fallen += judge(name, figures, entry)
    if options.update:
        FLOORS.write_text(json.dumps(entries, indent=2, sort_keys=True) + "\n", "utf-8")
    if fallen:
        print("\nThe quality gate is closed:", *fallen, sep="\n  ")
        sys.exit(1)
    print("\nThe quality gate is open.")


if __name__ == "__main__":
    main()
