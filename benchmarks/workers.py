"""Reading by one process, by two, and by two workers of a Ray cluster: articles a second.

Workers are started before the clock is, since a long run pays for that once; the same articles
are read by each. Wall time: on a machine that does other work the figures say little.

Usage: python -m benchmarks.workers [--articles N]
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from veedor.collect import Collected, collect
from veedor.engine.cluster import Cluster
from veedor.engine.tasks import ReadTask, Work
from veedor.engine.workers import Engine, Here, Pool
from veedor.store.payload import pack

ROOT = Path(__file__).parent.parent
ARTICLES, BATCH, WORKERS = 640, 16, 2


def _batches(articles: int) -> list[list[Work]]:
    items = [
        item.article
        for item in collect([str(ROOT / "examples" / "press")])
        if isinstance(item, Collected)
    ]
    work = [
        Work(f"{number}", item.source, pack(msgspec.structs.replace(item, id=f"{number}")))
        for number in range(articles)
        for item in [items[number % len(items)]]
    ]
    return [work[start : start + BATCH] for start in range(0, articles, BATCH)]


def _rate(engine: Engine, batches: list[list[Work]], warm: int) -> float:
    """Articles a second, from when the first batches are through."""

    def source() -> Iterator[list[Work]]:
        yield from batches[:1] * warm
        yield from batches

    done = engine.run(ReadTask({}), source())
    for _ in range(warm):
        next(done)
    started = time.perf_counter()
    count = sum(len(batch) for batch in done)
    return count / (time.perf_counter() - started)


def measure(data: Path | None = None, articles: int = ARTICLES) -> dict[str, float]:
    """Rates, how much faster two are than one, and Ray beside two processes."""
    del data
    batches = _batches(articles)
    one = _rate(Here(), batches, 1)
    two = _rate(Pool(WORKERS), batches, 4 * WORKERS)
    cluster = Cluster(workers=WORKERS)
    try:
        ray = _rate(cluster, batches, 4 * WORKERS)
    finally:
        cluster.close()
    return {
        "workers.articles_per_second.one": one,
        "workers.articles_per_second.two": two,
        "workers.articles_per_second.ray": ray,
        "workers.two_to_one": two / one,
        "workers.ray_to_two": ray / two,
        "workers.processors": float(os.cpu_count() or 1),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=ARTICLES)
    for figure, value in measure(articles=parser.parse_args().articles).items():
        print(f"{figure:36} {value:10.2f}")
