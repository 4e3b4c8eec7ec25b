"""Where tasks run: in this process, or in several on this machine.

Whatever the number of workers, results come in the order of the work, so that what a run keeps
is the same.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Protocol

from veedor.engine.tasks import Done, Task, attempt_all

__all__ = ["Engine", "Here", "Pool", "engine_for"]

Batch = Sequence[Any]

#: Starting a worker (Python, a language model) takes about as long as reading so many articles.
WORTH_WORKERS = 150
#: Batches that wait beside those being worked on: enough that no worker does, few enough that
#: memory stays what it is however long the queue.
_WAITING = 2
#: After so many batches a worker makes way for a new one: what models keep of words they met
#: would otherwise grow with the press.
_LIFE = 200
#: What is said of an article whose worker died of it.
DIED = "ended the process that worked on it: too large for the memory, or a fault of a library"


class Engine(Protocol):
    """Runs a task over batches of work."""

    def run(self, task: Task, batches: Iterable[Batch]) -> Iterator[list[Done]]:
        """The results of each batch, in order."""


class Here:
    """This process."""

    def run(self, task: Task, batches: Iterable[Batch]) -> Iterator[list[Done]]:
        """The results of each batch, in order."""
        for batch in batches:
            yield attempt_all(task, batch)


class Pool:
    """So many processes on this machine.

    When a worker dies (out of memory, killed), what was on its way is done again, one batch
    after another, then article by article; an article that ends its worker alone is refused.
    """

    def __init__(self, workers: int) -> None:
        self._workers = workers

    def run(self, task: Task, batches: Iterable[Batch]) -> Iterator[list[Done]]:
        """The results of each batch, in order; memory is bounded by the number of workers."""
        source = iter(batches)
        queue: deque[tuple[Batch, Future[list[Done]]]] = deque()
        executor = self._start(task, self._workers)
        try:
            while True:
                while len(queue) < self._workers * _WAITING and (batch := next(source, None)):
                    queue.append((batch, executor.submit(_work, batch)))
                if not queue:
                    return
                try:
                    done = queue[0][1].result()
                except BrokenProcessPool:
                    yield from self._carefully(task, queue)
                    queue.clear()
                    executor = self._start(task, self._workers)
                else:
                    queue.popleft()
                    yield done
        finally:
            executor.shutdown(wait=False, cancel_futures=True)

    def _carefully(
        self, task: Task, queue: Iterable[tuple[Batch, Future[list[Done]]]]
    ) -> Iterator[list[Done]]:
        for batch, future in queue:
            if future.done() and not future.cancelled() and future.exception() is None:
                yield future.result()
            else:
                yield self._alone(task, batch)

    def _alone(self, task: Task, batch: Batch) -> list[Done]:
        """A batch in a process of its own, in parts if that dies too."""
        executor = self._start(task, 1)
        try:
            return executor.submit(_work, batch).result()
        except BrokenProcessPool:
            if len(batch) > 1:
                return [done for work in batch for done in self._alone(task, [work])]
            (work,) = batch
            return [Done(work.article, work.source, None, DIED)]
        finally:
            executor.shutdown(wait=False, cancel_futures=True)

    def _start(self, task: Task, workers: int) -> ProcessPoolExecutor:
        # One thread each for matrices: as many workers as processors have none to spare.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        # A forked worker would share the parent's threads and connections.
        return ProcessPoolExecutor(
            workers,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_prepare,
            initargs=(task,),
            max_tasks_per_child=_LIFE,
        )


_task: Task | None = None


def _prepare(task: Task) -> None:
    global _task  # a worker has one task all its life
    _task = task


def _work(batch: Batch) -> list[Done]:
    assert _task is not None
    return attempt_all(_task, batch)


def engine_for(workers: int, articles: int) -> Engine:
    """The engine for so many articles: `workers` processes; if 0, as many as there are
    processors, where the work is worth starting them."""
    count = workers or os.cpu_count() or 1
    if count < 2 or (not workers and articles < WORTH_WORKERS):
        return Here()
    return Pool(count)
