"""`kill -9` at random instants: after a resume, the export is that of a run never interrupted.

A process is killed in each stage in turn (collect, lists update, read, date, link, group, find),
at a random instant of it. As a power cut would, every other time half a record is left at the end
of the newest evidence file. The same commands are given again, and everything `veedor export`
prints is compared with a workspace that was never interrupted, and `verify` must find no fault.
The language model is replaced by its own readings, made once, so that the rest is what it is.

Usage: python -m benchmarks.crashes [--sqlite N] [--postgres N] [--seed N]
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import itertools
import json
import os
import random
import select
import shutil
import signal
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.postgres_server import Server, missing, server

from veedor.engine import collect_into, collecting, pipeline, run_stages
from veedor.engine.background import Background
from veedor.engine.verify import verify
from veedor.engine.view import load_view
from veedor.lists.update import update
from veedor.model import Article, Reading
from veedor.read import parse, reader
from veedor.report.export import KINDS, as_json_lines, export
from veedor.store import Workspace

ROOT = Path(__file__).parent.parent
STAGES = ("collect", "lists", "read", "date", "link", "group", "find")
#: What the pipeline calls for each of those that are its own.
_CALLED = {
    "read": "_read", "date": "dating_stage", "link": "_link", "group": "grouping_stage",
    "find": "finding_stage",
}  # fmt: skip
#: A resume that has not ended by then hangs.
PATIENCE = 120.0
#: Every moment is this one (2025-01-01), so that two workspaces can be equal to the byte.
EPOCH = "1735689600"
#: Every so many of the example reports are enough, in batches so small that each stage has
#: several to be killed between.
EVERY = 8
BATCH = 3
#: The share of kills that leave a torn record, and the names on the list.
TORN, LISTED = 0.5, 500
Mark = Callable[[str], None]


@dataclass
class Trial:
    """A folder to work in, the database's URL, and what the articles read as."""

    folder: Path
    press: Path
    publisher: str
    url: str | None
    readings: dict[str, Reading] = field(default_factory=dict)

    def open(self) -> Workspace:
        Workspace.create(self.folder)
        store = f'[store]\nurl = "{self.url}"\n' if self.url else ""
        own = '[lists]\nallow_hosts = ["127.0.0.1"]\n'
        (self.folder / "veedor.toml").write_text(store + own)
        return Workspace(self.folder, doing="crash")

    def work(self, mark: Mark) -> None:
        """Collect, import lists, run all stages; `mark` is told where each begins."""
        with self.open() as workspace, _marked(mark), _memory(self.readings):
            mark("collect")
            collect_into(workspace, [str(self.press)])
            mark("lists")
            told = update(workspace, "un", self.publisher)
            assert told.outcome in {"new", "unchanged"}, told
            run_stages(workspace)

    def digest(self) -> dict[str, Any]:
        """The hash of what is exported of each kind, and the faults that verify finds."""
        with self.open() as workspace:
            view = load_view(workspace)
            found: dict[str, Any] = {"faults": verify(workspace).faults}
            for kind in KINDS:
                rows = export(view, kind, lambda: Background(workspace).parties)
                lines = "\n".join(as_json_lines(rows))
                found[kind] = hashlib.sha256(lines.encode()).hexdigest()
        return found


@contextlib.contextmanager
def _publisher() -> Iterator[str]:
    """The address of a list, which a server here has."""
    people = "".join(
        f"<INDIVIDUAL><DATAID>{number}</DATAID><FIRST_NAME>ROSA</FIRST_NAME><SECOND_NAME>LAMAS"
        f"{number}</SECOND_NAME><UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPi.{number}"
        "</REFERENCE_NUMBER><LISTED_ON>2016-11-30</LISTED_ON></INDIVIDUAL>"
        for number in range(LISTED)
    )
    body = (
        '<CONSOLIDATED_LIST dateGenerated="2024-12-01T00:00:00Z"><INDIVIDUALS>'
        f"{people}</INDIVIDUALS></CONSOLIDATED_LIST>"
    ).encode()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with contextlib.suppress(OSError):
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/consolidated.xml"
        server.shutdown()


def _tear(folder: Path, chance: random.Random) -> None:
    """Leave a part of a record at the end of the newest evidence file."""
    for file in sorted(folder.glob("*.warc.zst"))[-1:]:
        content = file.read_bytes()
        with file.open("ab") as stream:
            stream.write(content[: chance.randint(1, 200)])


@contextlib.contextmanager
def _marked(mark: Mark) -> Iterator[None]:
    """Tell `mark` where each stage of the pipeline begins."""
    kept = {stage: getattr(pipeline, _CALLED[stage]) for stage in STAGES[2:]}

    def telling(stage: str) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            mark(stage)
            return kept[stage](*arguments)

        return call

    for stage in kept:
        setattr(pipeline, _CALLED[stage], telling(stage))
    try:
        yield
    finally:
        for stage, function in kept.items():
            setattr(pipeline, _CALLED[stage], function)


@contextlib.contextmanager
def _memory(readings: dict[str, Reading]) -> Iterator[None]:
    """Read from memory instead of parsing; with nothing in memory, parse and remember."""
    kept = reader.Reader, parse.expect_model
    if readings:

        class Memory:
            def __init__(self, models: object) -> None:
                del models

            def read(self, article: Article) -> Reading:
                time.sleep(0.002)
                return readings[article.id]

        reader.Reader = Memory  # type: ignore[assignment,misc]
        parse.expect_model = lambda *_: None  # type: ignore[assignment]
    try:
        yield
    finally:
        reader.Reader, parse.expect_model = kept  # type: ignore[misc]


def _child(task: Callable[[Mark], None]) -> tuple[int, int]:
    """Start a process that does a task and tells its marks; its id and where to read them."""
    read_end, write_end = os.pipe()
    sys.stdout.flush()
    child = os.fork()
    if child:
        os.close(write_end)
        return child, read_end
    code = 1
    try:
        os.close(read_end)

        def mark(stage: str) -> None:
            os.write(write_end, bytes([STAGES.index(stage)]))

        task(mark)
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _killed(task: Callable[[Mark], None], stage: str, delay: float) -> bool:
    """Kill a process some seconds after a stage began; False if it had ended before."""
    child, marks = _child(task)
    wanted = STAGES.index(stage)
    while (told := os.read(marks, 1)) and told[0] != wanted:
        pass
    time.sleep(delay)
    os.kill(child, signal.SIGKILL)
    os.close(marks)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def _done(task: Callable[[Mark], None]) -> bool:
    """Let a process do a task to its end."""
    child, marks = _child(task)
    deadline = time.monotonic() + PATIENCE
    while (left := deadline - time.monotonic()) > 0:
        if select.select([marks], [], [], left)[0] and not os.read(marks, 64):
            break
    else:
        os.kill(child, signal.SIGKILL)
    os.close(marks)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@dataclass
class Crashes:
    """What was tried: kills by stage, and what did not come out right."""

    kills: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def crash(count: int, seed: int, postgres: Server | None = None) -> Crashes:
    """Kill and resume so many times, in each stage in turn."""
    os.environ["SOURCE_DATE_EPOCH"] = EPOCH
    pipeline.BATCH = collecting.BATCH = BATCH
    chance = random.Random(seed)
    result = Crashes()
    with contextlib.ExitStack() as stack:
        name = stack.enter_context(tempfile.TemporaryDirectory(prefix="veedor-crash-"))
        stack.enter_context(contextlib.chdir(name))
        root = Path(name)
        (root / "press").mkdir()
        for file in sorted((ROOT / "examples" / "press").iterdir())[::EVERY]:
            shutil.copy(file, root / "press")
        publisher = stack.enter_context(_publisher())

        def trial(name: object) -> Trial:
            url = postgres.database() if postgres else None
            return Trial(root / f"w-{name}", Path("press"), publisher, url, readings)

        readings: dict[str, Reading] = {}
        wanted, lengths = _uninterrupted(trial("first"), trial("second"), readings)
        number = 0
        while sum(result.kills.values()) < count:
            number += 1
            stage = STAGES[number % len(STAGES)]
            place, delay = trial(number), chance.random() * lengths[stage]
            if _killed(place.work, stage, delay):
                result.kills[stage] = result.kills.get(stage, 0) + 1
                if chance.random() < TORN:
                    _tear(place.folder / "evidence", chance)
            told = _resumed(place, wanted)
            result.faults += [f"{stage} after {delay:.4f} s: {fault}" for fault in told]
            shutil.rmtree(place.folder)
    return result


def _uninterrupted(
    first: Trial, second: Trial, readings: dict[str, Reading]
) -> tuple[dict[str, Any], dict[str, float]]:
    """What is exported when nothing was killed, and how long each stage takes."""
    first.work(lambda _: None)
    with first.open() as workspace:
        readings |= workspace.outputs.all("read", Reading)
    wanted = first.digest()
    began: list[float] = []
    second.work(lambda _: began.append(time.monotonic()))
    began.append(time.monotonic())
    lengths = [end - start for start, end in itertools.pairwise(began)]
    return wanted, dict(zip(STAGES, lengths, strict=True))


def _resumed(place: Trial, wanted: dict[str, Any]) -> list[str]:
    """Do the work again, to the end; what differs from what is wanted."""
    if not _done(place.work):
        return ["the resume failed"]
    found = place.digest()
    return [f"{kind} differs: {found[kind]}" for kind in wanted if found[kind] != wanted[kind]]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sqlite", type=int, default=200)
    parser.add_argument("--postgres", type=int, default=50)
    parser.add_argument("--seed", type=int, default=20)
    options = parser.parse_args()
    report: dict[str, Any] = {}
    report["sqlite"] = vars(crash(options.sqlite, options.seed))
    if options.postgres and (reason := missing()):
        report["postgresql"] = reason
    elif options.postgres:
        with server() as running:
            report["postgresql"] = vars(crash(options.postgres, options.seed, running))
    print(json.dumps(report, indent=2))
    faults = [part["faults"] for part in report.values() if isinstance(part, dict)]
    sys.exit(any(faults))


def measure(data: Path) -> dict[str, float]:
    """The share of 20 kills after which nothing differed."""
    del data
    return {"crashes.sqlite.unharmed": 1.0 - len(crash(20, 20).faults) / 20}


if __name__ == "__main__":
    main()
