"""A cluster of two workers, started here, gives what one process gives."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from tests.engine.test_workers import run, works

from veedor.engine.workers import DIED

if TYPE_CHECKING:
    from veedor.engine.cluster import Cluster

pytestmark = [
    pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="Ray is not installed"),
    # Ray's own start leaves sockets and logs to be closed by its processes.
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::FutureWarning"),
]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    from veedor.engine.cluster import Cluster

    started = Cluster(workers=2)
    yield started
    started.close()


def test_results_come_in_order(cluster: Cluster) -> None:
    found = run(cluster, *(works(bytes([number]), b"refused") for number in range(9)))
    assert [done[0][0] for done in found] == [bytes([number]) * 2 for number in range(9)]
    assert {done[1][1] for done in found} == {"cannot be doubled"}


def test_a_worker_that_dies_costs_only_the_article_it_died_of(cluster: Cluster) -> None:
    found = run(cluster, works(b"a", b"b"), works(b"c", b"deadly", b"d"), works(b"e"))
    assert found == [
        [(b"aa", None), (b"bb", None)],
        [(b"cc", None), (None, DIED), (b"dd", None)],
        [(b"ee", None)],
    ]
