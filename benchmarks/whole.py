"""The whole system: a press as JSON Lines, one report in twenty about what is followed, through all
stages to a report, on two workers.

How many articles a second, where the time goes, the most memory that all processes held together,
and bytes kept an article. The press is made up (`mixed_press.py`), so that what must be found is
known: exactly one finding or lead for each act at each date, resting on reports of that act alone.
Anything missed or too much is a failure.

Usage: python -m benchmarks.whole [--count N] [--workers N] [--keep DIR]
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.mixed_press import MixedPress
from veedor.engine import pipeline
from veedor.engine.outcome import Outcome
from veedor.engine.view import load_view
from veedor.engine.workers import Pool
from veedor.report.render import render
from veedor.store import Workspace
from veedor.store.search import Search

#: Enough to see what is wrong; the figures of docs/performance.md are of 100,000.
COUNT, WORKERS = 2_000, 2
#: Seconds between two looks at the processes.
LOOK = 0.5
PAGE, TICK = resource.getpagesize(), os.sysconf("SC_CLK_TCK")
SETTINGS = '[follow]\nread = "followed"\nregimes = ["dprk"]\n'


class Processes:
    """This process and its children, looked at until the end of a `with` block."""

    def __init__(self) -> None:
        self.peak = 0
        self._used: dict[str, float] = {}
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Processes:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self._thread.join()

    def seconds(self) -> float:
        """Processor time so far, of all, those that have ended included."""
        self._look()
        return sum(self._used.values())

    def _watch(self) -> None:
        while not self._end.wait(LOOK):
            self._look()

    def _look(self) -> None:
        held = 0
        for process in self._family():
            try:
                fields = (process / "stat").read_text().rpartition(")")[2].split()
                held += _proportional(process)
            except OSError:
                continue
            self._used[process.name] = (int(fields[11]) + int(fields[12])) / TICK
        self.peak = max(self.peak, held)

    def _family(self) -> Iterator[Path]:
        parents: dict[int, list[int]] = {}
        for process in Path("/proc").glob("[0-9]*"):
            try:
                fields = (process / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents.setdefault(int(fields[1]), []).append(int(process.name))
        waiting = [os.getpid()]
        while waiting:
            number = waiting.pop()
            waiting += parents.get(number, [])
            yield Path("/proc") / str(number)


def _proportional(process: Path) -> int:
    """Bytes in memory; what several processes share is divided among them."""
    for line in (process / "smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


@dataclass
class Stages:
    """Wall and processor seconds by stage; a stage within another is taken out of it."""

    processes: Processes
    wall: Counter[str] = field(default_factory=Counter)
    work: Counter[str] = field(default_factory=Counter)
    _open: list[str] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        wall, work = time.monotonic(), self.processes.seconds()
        self._open.append(name)
        yield
        self._open.pop()
        spent = time.monotonic() - wall, self.processes.seconds() - work
        for counter, seconds in zip((self.wall, self.work), spent, strict=True):
            counter[name] += seconds  # type: ignore[assignment]
            if self._open:
                counter[self._open[-1]] -= seconds  # type: ignore[assignment]

    @contextmanager
    def around(self, owner: ModuleType | type, name: str, stage: str) -> Iterator[None]:
        """Time the calls of a function as a stage."""
        function = getattr(owner, name)

        def timed(*arguments: Any, **named: Any) -> Any:
            with self.stage(stage):
                return function(*arguments, **named)

        setattr(owner, name, timed)
        try:
            yield
        finally:
            setattr(owner, name, function)


#: What is timed as which stage.
_TIMED: tuple[tuple[ModuleType | type, str, str], ...] = (
    (pipeline, "collect_into", "collect and store"),
    (Search, "refresh", "full-text index"),
    (pipeline, "_read", "triage"),
    (pipeline, "reading_stage", "read"),
    (pipeline, "dating_stage", "date"),
    (pipeline, "_link", "link"),
    (pipeline, "grouping_stage", "group"),
    (pipeline, "finding_stage", "find"),
)


def through(folder: Path, count: int, workers: int) -> tuple[dict[str, float], list[str]]:
    """Take a press through a new workspace: figures, and what was not found as it should be."""
    press = MixedPress(count)
    press.write(folder / "press.jsonl")
    Workspace.create(folder / "w")
    (folder / "w" / "veedor.toml").write_text(SETTINGS, "utf-8")
    with Processes() as processes, Workspace(folder / "w", doing="benchmark") as workspace:
        stages = Stages(processes)
        outcome = _run(workspace, stages, folder / "press.jsonl", workers)
        with stages.stage("report"):
            (folder / "report.md").write_bytes(render(load_view(workspace), "es", "markdown"))
        peak = processes.peak
        idle = _idle(workspace, folder / "press.jsonl")
        wrong = [*_wrong(workspace, press), *(f"{r.source}: {r.reason}" for r in outcome.refused)]
    wall, work = sum(stages.wall.values()), sum(stages.work.values())
    size = sum(f.stat().st_size for f in (folder / "w").rglob("*") if f.is_file())
    figures = {
        "whole.articles": float(count),
        "whole.read": float(outcome.read),
        "whole.articles_per_second": count / wall,
        "whole.articles_per_processor_second": count / work,
        "whole.peak_megabytes": peak / 1e6,
        "whole.bytes_an_article": size / count,
        "whole.again_seconds": idle,
        "whole.wrong": float(len(wrong)),
    }
    figures |= {f"whole.share.{s.replace(' ', '_')}": t / work for s, t in stages.work.items()}
    return figures, wrong


def _run(workspace: Workspace, stages: Stages, press: Path, workers: int) -> Outcome:
    """What `veedor run` does, each stage timed."""
    with ExitStack() as timed:
        for owner, name, stage in _TIMED:
            timed.enter_context(stages.around(owner, name, stage))
        return pipeline.run(workspace, [str(press)], engine=Pool(workers))


def _idle(workspace: Workspace, press: Path) -> float:
    """Seconds that the same command takes when nothing is new."""
    began = time.monotonic()
    assert pipeline.run(workspace, [str(press)]).idle
    return time.monotonic() - began


def _wrong(workspace: Workspace, press: MixedPress) -> Iterator[str]:
    """Acts that were not found, and findings of what was not there."""
    found: Counter[tuple[str | None, ...]] = Counter()
    for finding in workspace.findings.all():
        told = sorted({item.source.split("-")[0] for item in finding.evidence})
        found[finding.measure, finding.direction, finding.kind, " ".join(told)] += 1
    expected = Counter((*h.expect, h.id) for h in press.happenings)
    yield from (f"missed: {' '.join(map(str, one))}" for one in expected - found)
    yield from (f"too much: {' '.join(map(str, one))}" for one in found - expected)


def measure(
    data: Path | None = None, count: int = COUNT, workers: int = WORKERS, keep: Path | None = None
) -> dict[str, float]:
    """The figures.

    Raises:
        SystemExit: something was not found as it should be.
    """
    del data
    with tempfile.TemporaryDirectory(prefix="veedor-whole-") as name:
        folder = keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        figures, wrong = through(folder, count, workers)
    if wrong:
        raise SystemExit(f"{len(wrong)} wrong: {'; '.join(wrong[:5])}")
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--workers", type=int, default=WORKERS)
    parser.add_argument("--keep", type=Path, help="where to leave press, workspace and report")
    options = parser.parse_args()
    figures = measure(None, options.count, options.workers, options.keep)
    for name, value in figures.items():
        print(f"{name:44} {value:12,.4g}")


if __name__ == "__main__":
    main()
