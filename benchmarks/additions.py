"""What one article more costs in a larger workspace, through all stages.

Usage: python -m benchmarks.additions [SMALL LARGE] [--folder DIR]

Generated articles (`benchmarks.growth`), one in twenty of which tells an act of a regime, go
through all stages as a whole but for some, which are then collected and run one by one, half of
them such as tell something. Reading and linking give what was generated, so that the language model
and the lists count for nothing; all else is as in `veedor run`. Counted are processor time, and the
statements that the database was asked and, of SQLite, the steps it took, which grow with the rows
that it goes through. It fails where one more costs over twice as much in the larger workspace.

With `--folder` generated readings and workspaces stay there, and those that are there are used.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from sqlalchemy import event

from benchmarks.growth import PER_DAY, PER_EVENT, Kept
from benchmarks.increments import put_articles
from veedor.engine.outcome import Outcome
from veedor.engine.pipeline import run_stages
from veedor.engine.reading import read_version
from veedor.engine.tasks import Done, Task
from veedor.model import Article, Linked, Reading, Statement
from veedor.store import Workspace
from veedor.store.payload import pack

SMALL, LARGE = 10_000, 100_000
#: What the benchmarks' table measures: the sizes above take an hour.
COUNTS = (10_000, 30_000)
#: So many come one by one, after one that is not counted since it loads what is loaded once.
SINGLES = 12
#: One more in the larger workspace may cost so many times as much.
TIMES = 2.0
#: One event in so many tells an act, each month of another measure, so that the acts of one month
#: are no activity with those ten months later.
TELLING, MONTH = 20, 30
MEASURES = ("ARMS_EXPORT", "ARMS_IMPORT", "MIL_TRAINING", "WMD_ITEMS", "BM_LAUNCH", "SPACE_COOP",
            "LUXURY", "COAL_IRON", "SEAFOOD", "REFINED_OIL")  # fmt: skip


def tells(key: str) -> bool:
    """Whether an article tells an act."""
    return int(key, 16) // PER_EVENT % TELLING == 0


def telling(linked: Linked, reading: Reading) -> Linked:
    """What an article was linked to, with the act that it tells, if it tells any."""
    number, line = int(linked.article, 16), reading.lines[0]
    if not tells(linked.article):
        return linked
    measure = MEASURES[number // PER_DAY // MONTH % len(MEASURES)]
    statement = Statement(
        id=linked.article, article=linked.article, start=line.start, end=line.end, text=line.text,
        regime="dprk", measure=measure, kind="finding", modality="done", direction="KP->RU",
        actors=("KP",), counterparts=("RU",), when=linked.times[0].value,
    )  # fmt: skip
    return replace(linked, statements=(statement,))


class Generated:
    """Generated articles, and an engine that reads and links them as they were generated."""

    def __init__(self, file: Path, count: int) -> None:
        self._kept = Kept(file, count)
        self.keys = self._kept.keys
        self.articles, self.readings, self._linked, _ = self._kept.all(self.keys)

    def run(self, task: Task, batches: Iterable[Sequence[Any]]) -> Iterator[list[Done]]:
        """See `Engine`."""
        for batch in batches:
            yield [Done(w.article, w.source, self._record(task.stage, w.article)) for w in batch]

    def _record(self, stage: str, key: str) -> bytes:
        reading = self.readings[key]
        return pack(reading if stage == "read" else telling(self._linked[key], reading))


@dataclass
class Cost:
    """Of one addition: seconds of a processor, statements, and steps of the database."""

    seconds: float = 0.0
    statements: int = 0
    steps: int = 0

    def __add__(self, other: Cost) -> Cost:
        return Cost(
            self.seconds + other.seconds, self.statements + other.statements,
            self.steps + other.steps,
        )  # fmt: skip


@contextmanager
def counted(workspace: Workspace, cost: Cost, every: int = 100) -> Iterator[None]:
    """Count what a workspace does, SQLite's steps by so many."""
    engine = workspace.database.engine
    is_sqlite = engine.dialect.name == "sqlite"

    def step() -> None:
        cost.steps += every

    def statement(*_: Any) -> None:
        cost.statements += 1

    def watch(connection: Any, *_: Any) -> None:
        connection.set_progress_handler(step, every)

    event.listen(engine, "before_cursor_execute", statement)
    if is_sqlite:
        event.listen(engine, "checkout", watch)
    begun = time.process_time()
    try:
        yield
    finally:
        cost.seconds += time.process_time() - begun
        event.remove(engine, "before_cursor_execute", statement)
        if is_sqlite:
            event.remove(engine, "checkout", watch)
            engine.dispose()


def late(keys: Sequence[str], singles: int) -> list[str]:
    """The articles that come later, of any day; every other one tells an act."""
    source = random.Random(11)
    acts = source.sample([key for key in keys if tells(key)], singles // 2 + 1)
    others = source.sample([key for key in keys if not tells(key)], singles // 2)
    return [key for pair in zip(acts, [*others, ""], strict=True) for key in pair if key]


def begin(folder: Path, generated: Generated, singles: int = SINGLES) -> None:
    """Make a workspace of all articles but those that come later."""
    left = set(late(generated.keys, singles))
    Workspace.create(folder)
    with Workspace(folder, doing="benchmark") as workspace:
        version = read_version(dict(workspace.settings.models))
        early = (key for key in generated.keys if key not in left)
        while batch := list(islice(early, 1000)):
            with workspace.transaction():
                put_articles(workspace, [generated.articles[key] for key in batch])
                readings = {key: generated.readings[key] for key in batch}
                workspace.outputs.put("read", dict.fromkeys(batch, version), readings)
        run_stages(workspace, engine=generated)


def add(workspace: Workspace, article: Article, generated: Generated, cost: Cost) -> Outcome:
    """Collect one article, and bring all stages up to date."""
    with counted(workspace, cost):
        workspace.articles.add(replace(article, language="es"), article.text.encode())
        return run_stages(workspace, engine=generated)


def one_by_one(folder: Path, generated: Generated, singles: int = SINGLES) -> Cost:
    """What it costs to add the articles that come later one by one: the mean."""
    total = Cost()
    with Workspace(folder, doing="benchmark") as workspace:
        for number, key in enumerate(late(generated.keys, singles)):
            cost = Cost()
            outcome = add(workspace, generated.articles[key], generated, cost)
            assert (outcome.read, outcome.beside) == (1, 1), outcome.in_words()
            if number:
                total += cost
    return Cost(total.seconds / singles, total.statements // singles, total.steps // singles)


def costs(counts: Sequence[int], folder: Path) -> list[Cost]:
    """What one more costs in workspaces of these sizes, which are left as they were."""
    found = []
    for count in counts:
        generated = Generated(folder / f"{count}.db", count)
        place = folder / f"workspace-{count}"
        if not (place / "begun").exists():
            shutil.rmtree(place, ignore_errors=True)
            begin(place, generated)
            (place / "begun").touch()
        with tempfile.TemporaryDirectory(dir=folder) as copy:
            shutil.copytree(place, copy, dirs_exist_ok=True)
            found.append(one_by_one(Path(copy), generated))
        cost = found[-1]
        print(
            f"{count:8}  one more: {cost.seconds:6.3f} s, {cost.statements} statements, "
            f"{cost.steps} steps", flush=True,
        )  # fmt: skip
    return found


def measure(data: Path | None = None, counts: Sequence[int] = COUNTS) -> dict[str, float]:
    """What is left, in the larger workspace, of the speed at which one more is added: 1 is all,
    half is the bar. `data` is not needed.
    """
    del data
    with tempfile.TemporaryDirectory() as folder:
        small, large = costs(counts, Path(folder))
    return {"additions.time": round(min(1.0, small.seconds / large.seconds), 3)}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("counts", nargs="*", type=int, default=[SMALL, LARGE])
    parser.add_argument("--folder", type=Path, help="where what was generated is kept, and found")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        small, *_, large = costs(options.counts, folder)
    times = large.seconds / small.seconds, large.steps / small.steps
    print(f"{times[0]:.2f} times the time, {times[1]:.2f} times the steps of the database")
    if max(times) > TIMES:
        raise SystemExit(f"one more costs over {TIMES} times as much in the larger workspace")


if __name__ == "__main__":
    main()
