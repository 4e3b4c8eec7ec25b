"""Where tasks run: on the machines of a Ray cluster, or on a cluster started on this one."""

from __future__ import annotations

import logging
import os
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

from veedor.engine.tasks import Done, Task, attempt_all
from veedor.engine.workers import DIED, Batch
from veedor.errors import UsageError

__all__ = ["Cluster"]

#: Batches on their way to each worker: one that it works on, one that waits there.
_WAITING = 2


class Cluster:
    """A worker on each processor of a Ray cluster.

    Veedor and its language models must be installed on its machines. A machine that is lost
    costs the batches that were on it: they are done again elsewhere.

    Args:
        address: as Ray takes it (`auto`, `ray://host:10001`); None starts a cluster here.
        workers: how many; 0: one a processor.

    Raises:
        UsageError: Ray is not installed, or the cluster cannot be reached.
    """

    def __init__(self, address: str | None = None, workers: int = 0) -> None:
        os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
        try:
            import ray
        except ImportError:
            raise UsageError("Ray is not installed: pip install 'veedor[ray]'") from None
        self._ray: Any = ray
        # Its core warns, on standard error, of arguments that could be lost with this process:
        # with it the run is lost too.
        os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
        if not ray.is_initialized():
            try:
                ray.init(
                    address=address,
                    num_cpus=None if address else workers or None,
                    include_dashboard=False,
                    log_to_driver=False,
                    logging_level=logging.ERROR,
                )
            except (ConnectionError, RuntimeError, ValueError) as error:
                where = address or "this machine"
                raise UsageError(f"no Ray cluster at {where}: {error}") from None
        self._workers = workers or max(1, int(self._ray.cluster_resources().get("CPU", 1)))

    def run(self, task: Task, batches: Iterable[Batch]) -> Iterator[list[Done]]:
        """The results of each batch, in order; memory is bounded by the number of workers."""
        kept = self._ray.put(task)
        remote = self._ray.remote(max_restarts=-1)(_Worker)
        workers = deque(remote.remote(kept) for _ in range(self._workers))
        source = iter(batches)
        queue: deque[tuple[Batch, Any]] = deque()
        try:
            while True:
                while len(queue) < self._workers * _WAITING and (batch := next(source, None)):
                    queue.append((batch, workers[0].do.remote(batch)))
                    workers.rotate(-1)
                if not queue:
                    return
                batch, result = queue.popleft()
                try:
                    yield self._ray.get(result)
                except self._ray.exceptions.RayActorError:
                    yield self._alone(remote, kept, batch)
        finally:
            for worker in workers:
                self._ray.kill(worker)

    def _alone(self, remote: Any, kept: Any, batch: Batch) -> list[Done]:
        """A batch whose worker died, in one of its own; in parts if that dies too."""
        worker = remote.remote(kept)
        try:
            done: list[Done] = self._ray.get(worker.do.remote(batch))
        except self._ray.exceptions.RayActorError:
            if len(batch) > 1:
                return [d for work in batch for d in self._alone(remote, kept, [work])]
            return [Done(batch[0].article, batch[0].source, None, DIED)]
        finally:
            self._ray.kill(worker)
        return done

    def close(self) -> None:
        """Leave the cluster; one that was started here ends."""
        self._ray.shutdown()


class _Worker:
    """Does a task in a process of its own."""

    def __init__(self, task: Task) -> None:
        self._task = task

    def do(self, batch: Batch) -> list[Done]:
        """The results of a batch."""
        return attempt_all(self._task, batch)
