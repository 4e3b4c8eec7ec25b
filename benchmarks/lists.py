"""Lists: that no entry is lost, and what screening costs.

Usage: python -m benchmarks.lists [DATA]

Every file is read and its entries counted, against the file's own elements or rows; then
mentions (listed names, their variants, and names on no list) are screened against all lists
at once.
"""

from __future__ import annotations

import csv
import re
import resource
import statistics
import time
from functools import cache
from pathlib import Path

from benchmarks.inputs import data_folder
from veedor.lists import Index, ListVersion, history, load, merge

_ENTRY = re.compile(rb"<(?:INDIVIDUAL|ENTITY|sdnEntry)>")


@cache
def versions_of(data: Path) -> tuple[ListVersion, ...]:
    """Every list file of the data, read."""
    return tuple(load(file) for file in sorted((data / "lists").iterdir()))


@cache
def index_of(data: Path) -> Index:
    """All lists of the data in one index."""
    return Index(merge(history(versions_of(data))))


def own_count(file: Path) -> int:
    """How many entries a file has, by counting its elements or rows."""
    if file.suffix == ".xml":
        return len(_ENTRY.findall(file.read_bytes()))
    with file.open(encoding="utf-8", newline="") as handle:
        rows = [
            row for row in csv.reader(handle) if len(row) > 1 and any(f.strip("\x1a ") for f in row)
        ]
    return len(rows) - (not rows[0][0].strip().isdigit())


def mentions(data: Path) -> list[str]:
    """Names to screen: every fortieth listed name and every pair of the names benchmark."""
    listed = [name.text for v in versions_of(data) for record in v.records for name in record.names]
    found = listed[::40]
    for file in sorted((data / "bench" / "names").glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as handle:
            found += [row[key] for row in csv.DictReader(handle) for key in ("name1", "name2")]
    return found


def timings(index: Index, names: list[str]) -> list[float]:
    """Processor seconds for each mention, screened as people and as bodies."""
    found = []
    for name in names:
        start = time.process_time()
        index.screen(name)
        found.append(time.process_time() - start)
    return sorted(found)


def measure(data: Path) -> dict[str, float]:
    """The share of entries read from each file; 1 is all of them."""
    return {
        f"lists.{Path(version.source).name}.read": version.entries / own_count(Path(version.source))
        for version in versions_of(data)
    }


def main() -> None:
    data = data_folder()
    for version in versions_of(data):
        file = Path(version.source)
        print(
            file.name.ljust(44), f"{version.entries:6} of {own_count(file):6}", len(version.refused)
        )
    parties = merge(history(versions_of(data)))
    kept = Index(parties).to_bytes()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    index = Index.from_bytes(kept)
    print(f"index of {len(index):,} parties loads in {time.perf_counter() - start:.2f} s, "
          f"{len(kept) / 1e6:.0f} MB; process {before / 1024:.0f} MB at most")  # fmt: skip
    seconds = timings(index, mentions(data))
    print(f"{len(seconds):,} mentions: median {statistics.median(seconds) * 1e3:.2f} ms, "
          f"99th percentile {seconds[int(len(seconds) * 0.99)] * 1e3:.2f} ms, "
          f"{statistics.fmean(seconds) / index.names * 1e9:.1f} ns a listed name")  # fmt: skip


if __name__ == "__main__":
    main()
