"""Whether what is made of the example press depends on what its files are called.

Usage: python -m benchmarks.renaming [--times N] [--workspace DIR]

Ids of articles are hashes of their sources. The press is read once; then its articles are given
other ids, as if the files had other names, and copies, dates, links and groups are made anew.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from benchmarks.gold import veedor
from benchmarks.press import ROOT
from veedor.date.copies import copy_families
from veedor.date.dating import date_articles
from veedor.engine.background import Background
from veedor.engine.collection import load_collection
from veedor.group import Groups, group
from veedor.group.collection import Collection
from veedor.link import link
from veedor.model import Article, Reading
from veedor.store import Workspace

TIMES = 20
T = TypeVar("T", Article, Reading)
Cells = frozenset[frozenset[str]]


def _renamed(records: Mapping[str, T], names: Mapping[str, str], field: str) -> dict[str, T]:
    """Records under other ids, in the order of those, as a database gives them."""
    changed = {
        names[key]: msgspec.structs.replace(record, **{field: names[key]})
        for key, record in records.items()
    }
    return dict(sorted(changed.items()))


def _cells(groups: Groups, families: Any, back: Mapping[str, str]) -> dict[str, Cells]:
    """Who is together with whom, under the ids of the first reading."""
    mains = [[r.article for r in e.reports if r.role == "main"] for e in groups.events]
    sides = [[s.article for side in c.sides for s in side.evidence] for c in groups.conflicts]
    return {
        kind: frozenset(frozenset(map(back.__getitem__, members)) for members in cells)
        for kind, cells in (
            ("families", [[m.article for m in family.members] for family in families]),
            ("events", mains),
            ("stories", [story.articles for story in groups.stories]),
            ("conflicts", sides),
        )
    }


def partitions(workspace: Path, times: int) -> Iterator[dict[str, Cells]]:
    """What is made of a workspace's articles under other names, so many times."""
    with Workspace(workspace) as opened:
        collection, context = load_collection(opened), Background(opened).context
    source = random.Random(7)
    for _ in range(times):
        names = {key: f"{source.getrandbits(64):016x}" for key in sorted(collection.readings)}
        read = {key: collection.articles[key] for key in names}
        articles = _renamed(read, names, "id")
        readings = _renamed(collection.readings, names, "article")
        families = copy_families(articles, readings)
        datings = date_articles(articles, readings, families)
        linked = {
            key: link(articles[key], reading, datings[key], context)
            for key, reading in readings.items()
        }
        groups = group(Collection(articles, readings, datings, linked, families))
        yield _cells(groups, families, {name: key for key, name in names.items()})


def measure(
    data: Path | None = None, times: int = TIMES, workspace: Path | None = None
) -> dict[str, float]:
    """The share of renamings that give what the first gives; `data` is not needed."""
    del data
    with tempfile.TemporaryDirectory() as temporary:
        folder = workspace or Path(temporary)
        if not (folder / "veedor.toml").exists():
            veedor(folder, "init")
            veedor(folder.resolve(), "run", "examples/press", cwd=ROOT)
        found = list(partitions(folder, times))
    return {
        f"renaming.{kind}": sum(one[kind] == found[0][kind] for one in found) / len(found)
        for kind in found[0]
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--times", type=int, default=TIMES)
    parser.add_argument("--workspace", type=Path, help="use and keep this workspace")
    options = parser.parse_args()
    for name, value in measure(None, options.times, options.workspace).items():
        print(f"{name:28} {value:7.3f}")


if __name__ == "__main__":
    main()
