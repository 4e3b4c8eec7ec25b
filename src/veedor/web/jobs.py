"""Long work, one after another, beside the pages: it can be watched and stopped."""

from __future__ import annotations

import itertools
import queue
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from veedor.engine import Outcome, run
from veedor.errors import VeedorError
from veedor.model import Refusal
from veedor.store import Workspace
from veedor.store.articles import now

__all__ = ["Job", "Jobs"]

#: How many jobs that have ended are remembered.
REMEMBERED = 50


class _Stopped(BaseException):
    """Somebody has stopped the job. Not an Exception: no stage may take it for its own fault."""


@dataclass
class Job:
    """A run over some sources (none: what is stale), and how far it is."""

    number: int
    sources: Sequence[str]
    asked_at: str = field(default_factory=now)
    state: Literal["waiting", "running", "done", "failed", "stopped"] = "waiting"
    stage: str = ""
    done: int = 0
    total: int = 0
    message: str = ""
    refused: list[Refusal] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)

    @property
    def active(self) -> bool:
        """Whether it has not ended."""
        return self.state in ("waiting", "running")

    def progress(self, stage: str, done: int, total: int) -> None:
        """Take note of how far it is; the place where it can be stopped."""
        if self.stop.is_set():
            raise _Stopped
        self.stage, self.done, self.total = stage, done, total


class Jobs:
    """A queue with one thread that works it off, begun with the first job.

    `done` is called when a job has run, before anybody is told that it has.
    """

    def __init__(self, folder: Path, done: Callable[[], object] = lambda: None) -> None:
        self.folder = folder
        self._done = done
        self._numbers = itertools.count(1)
        self._jobs: dict[int, Job] = {}
        self._waiting: queue.Queue[Job | None] = queue.Queue()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()

    @property
    def latest(self) -> Job | None:
        """The job that runs or waits, if there is one."""
        return next((job for job in list(self._jobs.values()) if job.active), None)

    def get(self, number: int) -> Job | None:
        """A job by its number."""
        return self._jobs.get(number)

    def all(self) -> list[Job]:
        """All that are remembered, the newest first."""
        return list(self._jobs.values())[::-1]

    def add(self, sources: Sequence[str] = ()) -> Job:
        """A job that will run when those before it have ended.

        One without sources that has not begun yet stands for all that are asked for meanwhile.
        """
        with self._lock:
            for job in self._jobs.values():
                if not sources and job.state == "waiting" and not job.sources:
                    return job
            job = Job(next(self._numbers), tuple(sources))
            self._jobs[job.number] = job
            ended = [old.number for old in self._jobs.values() if not old.active]
            for number in ended[:-REMEMBERED]:
                del self._jobs[number]
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="veedor", daemon=True)
                self._thread.start()
            self._waiting.put(job)
        return job

    def close(self) -> None:
        """Stop what runs, after the batch it is at, and end the thread."""
        for job in list(self._jobs.values()):
            job.stop.set()
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join(timeout=30)

    def _work(self) -> None:
        while (job := self._waiting.get()) is not None:
            if job.stop.is_set():
                job.state = "stopped"
                continue
            job.state = "running"
            self._run(job)

    def _run(self, job: Job) -> None:
        outcome: Outcome | None = None
        try:
            with Workspace(self.folder, doing="serve", hold="stages") as place:
                outcome = run(place, job.sources, job.progress)
            job.stage, job.done, job.total = "show", 0, 0
            self._done()
        except _Stopped:
            job.state = "stopped"
        except VeedorError as error:
            job.state, job.message = "failed", str(error)
        except Exception as error:
            # Whatever it was, the pages go on, and the reader learns of it.
            job.state, job.message = "failed", f"{type(error).__name__}: {error}"
        else:
            job.state, job.message, job.refused = "done", outcome.in_words(), outcome.refused
