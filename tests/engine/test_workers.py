"""Where tasks run changes nothing about what comes out."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest

from veedor.engine.tasks import Done, Work, attempt
from veedor.engine.workers import DIED, Engine, Here, Pool, engine_for
from veedor.errors import InputRefused, ModelMissing


@dataclass
class Doubling:
    """Doubles what it is given; some of it cannot be doubled."""

    stage: str = "double"

    def prepare(self, batch: Sequence[Work]) -> None:
        if any(work.record == b"fault" for work in batch):
            raise IndexError("no such place")

    def do(self, work: Work) -> Done:
        if work.record == b"refused":
            raise InputRefused(work.source, "cannot be doubled")
        if work.record == b"model":
            raise ModelMissing("no model")
        if work.record == b"fault":
            raise IndexError("no such place")
        if work.record == b"deadly":
            os._exit(9)
        return Done(work.article, work.source, 2 * work.record)


def works(*records: bytes) -> list[Work]:
    return [Work(str(n), f"{n}.txt", record) for n, record in enumerate(records)]


def run(engine: Engine, *batches: list[Work]) -> list[list[tuple[bytes | None, str | None]]]:
    found = engine.run(Doubling(), iter(batches))
    return [[(item.payload, item.reason) for item in done] for done in found]


def test_what_cannot_be_done_costs_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VEEDOR_TRACEBACK", raising=False)
    done = [attempt(Doubling(), work) for work in works(b"a", b"refused", b"fault", b"model")]
    assert [item.reason for item in done] == [
        None,
        "cannot be doubled",
        "a fault of the program in double: IndexError: no such place",
        "no model",
    ]
    # What is refused is not tried again; after a fault, or for want of a model, it is.
    assert done[1].payload is not None
    assert done[2].payload is done[3].payload is None


def test_whoever_hands_out_work_loads_no_model() -> None:
    code = (
        "import sys; import veedor.engine.reading; from veedor.read import parse;"
        "parse.expect_model('es'); sys.exit('spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.fixture(scope="module")
def batches() -> list[list[Work]]:
    return [works(bytes([number]), b"refused") for number in range(9)]


@pytest.mark.parametrize("engine", [Here(), Pool(1), Pool(3)], ids=["here", "one", "three"])
def test_results_come_in_order(engine: Engine, batches: list[list[Work]]) -> None:
    found = run(engine, *batches)
    assert [done[0][0] for done in found] == [bytes([number]) * 2 for number in range(9)]
    assert {done[1][1] for done in found} == {"cannot be doubled"}


def test_a_worker_that_dies_costs_only_the_article_it_died_of() -> None:
    found = run(Pool(2), works(b"a", b"b"), works(b"c", b"deadly", b"d"), works(b"e"))
    assert found == [
        [(b"aa", None), (b"bb", None)],
        [(b"cc", None), (None, DIED), (b"dd", None)],
        [(b"ee", None)],
    ]


def test_no_more_work_is_taken_than_is_waited_for() -> None:
    taken = 0

    def source() -> Iterator[list[Work]]:
        nonlocal taken
        for number in range(50):
            taken += 1
            yield works(bytes([number]))

    results = Pool(1).run(Doubling(), source())
    next(results)
    assert taken <= 4
    results.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("workers", "articles", "kind"),
    [(1, 9_999, Here), (2, 1, Pool), (0, 3, Here)],
)
def test_the_engine_fits_the_work(workers: int, articles: int, kind: type) -> None:
    assert isinstance(engine_for(workers, articles), kind)
