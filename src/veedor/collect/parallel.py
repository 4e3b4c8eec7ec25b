"""Work on many items in several processes, in order, with what goes wrong confined to its item.

An item that crashes its process, or takes longer than it may, is given up; the others go on.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Generic, TypeVar

__all__ = ["LostError", "Workers"]

#: Items a task: what one costs (some 10 ms) is well above what handing it over costs (1 ms).
BATCH = 8
#: Tasks under way or waiting a process: enough that none is idle, few enough that memory holds.
AHEAD = 4
#: Seconds in which a process has started on the slowest machine.
START = 120.0

A = TypeVar("A")
B = TypeVar("B")


class LostError(Exception):
    """What stands in the place of an item's result; the text says what happened."""


class Workers(Generic[A, B]):
    """Processes that do one thing. Use it in a `with` block.

    Args:
        work: what is done with an item; it and its results must be picklable, and it may not
            raise.
        processes: how many; 0: as many as there are processors.
        seconds: how long one item may take.
    """

    def __init__(self, work: Callable[[A], B], processes: int, seconds: float) -> None:
        self._work = work
        self._processes = processes or os.cpu_count() or 1
        self._seconds = seconds
        self._pool: ProcessPoolExecutor | None = None

    def map(self, items: Iterable[A]) -> Iterator[tuple[A, B | LostError]]:
        """Each item with its result, in order; only a few are held at a time."""
        waiting: deque[tuple[list[A], Future[list[B]]]] = deque()
        iterator = iter(items)
        while True:
            while len(waiting) < AHEAD * self._processes:
                batch = list(islice(iterator, BATCH))
                if not batch:
                    break
                waiting.append((batch, self._submit(batch)))
            if not waiting:
                return
            batch, future = waiting.popleft()
            try:
                results: Sequence[B | LostError] = future.result(self._seconds * len(batch))
            except (BrokenProcessPool, TimeoutError):
                self._stop()
                results = [self._alone(item) for item in batch]
                # The others were lost with the processes through no fault of theirs.
                waiting = deque((other, self._submit(other)) for other, _ in waiting)
            yield from zip(batch, results, strict=True)

    def _alone(self, item: A) -> B | LostError:
        """An item by itself, to find out which one of its batch it was."""
        try:
            # Starting a process is not the item's doing.
            self._submit([]).result(START)
            return self._submit([item]).result(self._seconds)[0]
        except BrokenProcessPool:
            self._stop()
            return LostError("ends the process that reads it")
        except TimeoutError:
            self._stop()
            return LostError(f"takes longer than {self._seconds:g} s to read")

    def _submit(self, batch: list[A]) -> Future[list[B]]:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._processes, mp_context=context)
        try:
            return self._pool.submit(_each, self._work, batch)
        except BrokenProcessPool as broken:
            # What was submitted a moment ago has ended its process already: this waits its turn.
            lost: Future[list[B]] = Future()
            lost.set_exception(broken)
            return lost

    def _stop(self) -> None:
        """End the processes, whatever they are at."""
        pool, self._pool = self._pool, None
        if pool is None:
            return
        processes = list((pool._processes or {}).values())
        pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.kill()

    def __enter__(self) -> Workers[A, B]:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None and self._pool is not None:
            self._pool.shutdown()
        else:
            self._stop()


def _each(work: Callable[[A], B], items: list[A]) -> list[B]:
    return [work(item) for item in items]
