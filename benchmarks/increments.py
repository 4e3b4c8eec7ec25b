"""Adding articles to a collection that is dated and grouped, against making the whole anew.

Usage: python -m benchmarks.increments [COUNT ...] [--folder DIR] [--postgres]

Generated readings (`benchmarks.growth`) and the example press lie in a workspace. All but some are
dated and grouped as a whole; the others arrive one by one or together, in no order; then the whole
is made anew, with weights of its own. Measured are the time of both and how far the partitions into
families, events and stories are one (B³ F1). It fails where they are not, and where one more of ten
thousand and more costs a tenth of the whole.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.gold import veedor
from benchmarks.grouping import b_cubed
from benchmarks.growth import Kept
from benchmarks.press import ROOT
from veedor.engine import dating, finding, grouping
from veedor.engine.background import Background
from veedor.engine.linking import linking_stage
from veedor.engine.outcome import Outcome, silent
from veedor.engine.stages import VERSIONS
from veedor.model import Article, CopyFamily, Event, Linked, Reading, Story, record_id
from veedor.store import Workspace
from veedor.store.outputs import Made
from veedor.store.payload import pack
from veedor.store.schema import articles as article_rows

#: What the quality gate measures: so many readings, which are enough there, and so many of them
#: that come later together.
COUNT, ENOUGH, LATER = 600, 500, 12
#: From so many on one more may cost this share of the whole.
LARGE, SHARE = 10_000, 0.1
#: So many come one by one, of any days.
SINGLES = 4
#: So many of the example press come later, and so often others.
PRESS_LATER, PRESS_TIMES = 4, 3
Cells = dict[str, dict[str, str]]
Row = tuple[Article, Reading, Linked | None]


def put_articles(workspace: Workspace, articles: Iterable[Article]) -> None:
    """Keep articles without their bytes, and with nothing waiting for any stage."""
    values = [
        {"id": a.id, "source": a.source, "outlet": a.outlet, "title": a.title,
         "published": a.published, "collected_at": a.collected_at or "", "payload": pack(a)}
        for a in articles
    ]  # fmt: skip
    workspace.database.put(article_rows, values)


def take_in(workspace: Workspace, rows: Sequence[Row]) -> None:
    """Keep articles as they are after they were read and, where given, linked."""
    with workspace.transaction():
        put_articles(workspace, (article for article, *_ in rows))
        for stage, place in (("read", 1), ("link", 2)):
            records = {row[0].id: row[place] for row in rows if row[place] is not None}
            made = {key: Made(VERSIONS[stage], record_id(stage, key)) for key in records}
            workspace.outputs.put(stage, made, records)


def bring_up_to_date(workspace: Workspace, *, link: bool = False) -> Outcome:
    """Date and group what a workspace holds."""
    outcome = Outcome()
    dating.dating_stage(workspace, outcome, silent)
    if link:
        linking_stage(workspace, Background(workspace), 64, outcome, silent)
    grouping.grouping_stage(workspace, outcome, silent)
    return outcome


def cells(workspace: Workspace) -> Cells:
    """Which family, event and story each article is of; one of none stands alone."""
    ids = workspace.outputs.made("read")
    found: Cells = {kind: {key: key for key in ids} for kind in ("families", "events", "stories")}
    for family in workspace.records.all("families", CopyFamily):
        found["families"].update((member.article, family.id) for member in family.members)
    for event in workspace.records.all("events", Event):
        mains = (report.article for report in event.reports if report.role == "main")
        found["events"].update((article, event.id) for article in mains)
    for story in workspace.records.all("stories", Story):
        found["stories"].update((article, story.id) for article in story.articles)
    return found


def alike(one: Cells, other: Cells) -> dict[str, float]:
    """B³ F1 between two partitions of the same articles, for each kind."""
    return {kind: b_cubed(one[kind], other[kind]) for kind in one}


@contextmanager
def rule(least: int) -> Iterator[None]:
    """Take articles up beside collections of this size on."""
    kept = dating.LEAST, grouping.LEAST, finding.LEAST
    dating.LEAST = grouping.LEAST = finding.LEAST = least
    try:
        yield
    finally:
        dating.LEAST, grouping.LEAST, finding.LEAST = kept


def anew(workspace: Workspace) -> Cells:
    """The partition when the whole is made anew."""
    for stage in ("date", "group"):
        workspace.set(stage, "")
        workspace.set(f"{stage}.kept", "")
    bring_up_to_date(workspace)
    return cells(workspace)


# ------------------------------------------------------------------ generated readings


@dataclass
class Times:
    """Seconds of a processor: the whole, one more, a hundred more; and how alike the ends are."""

    whole: float
    one: float
    hundred: float
    alike: dict[str, float]


def _timed(call: Callable[[], Any]) -> float:
    begun = time.process_time()
    call()
    return time.process_time() - begun


def generated(count: int, later: int, gen: Path, folder: Path) -> Times:
    """Add generated readings: some of any days, one by one, and the latest together."""
    kept = Kept(gen / f"{count}.db", count)
    articles, readings, linked, _ = kept.all(kept.keys)
    source = random.Random(5)
    singles = source.sample(kept.keys[: count - later], SINGLES)
    late = [*singles, *source.sample(kept.keys[count - later :], later)]
    early = (key for key in kept.keys if key not in set(late))
    Workspace.create(folder)
    with Workspace(folder, doing="benchmark") as workspace:
        while batch := list(islice(early, 1000)):
            take_in(workspace, [(articles[k], readings[k], linked[k]) for k in batch])
        whole = _timed(lambda: bring_up_to_date(workspace))

        def add(keys: Sequence[str]) -> float:
            take_in(workspace, [(articles[k], readings[k], linked[k]) for k in keys])
            outcome: list[Outcome] = []
            seconds = _timed(lambda: outcome.append(bring_up_to_date(workspace)))
            assert outcome[0].beside == len(keys), "the whole was made anew"
            return seconds

        one = sum(add([key]) for key in late[:SINGLES]) / SINGLES
        hundred = add(late[SINGLES:])
        found = cells(workspace)
        return Times(whole, one, hundred, alike(found, anew(workspace)))


# ------------------------------------------------------------------ the example press


def press(folder: Path, source: Path, times: int = PRESS_TIMES) -> dict[str, float]:
    """The least B³ F1 over several choices of reports of the example press that come later, one by
    one; `source` is a workspace in which it was read.
    """
    with Workspace(source) as opened:
        articles = opened.articles.all()
        readings = opened.outputs.all("read", Reading)
    least: dict[str, float] = {}
    for seed in range(times):
        late = random.Random(seed).sample(sorted(readings), PRESS_LATER)
        place = folder / str(seed)
        Workspace.create(place)
        with Workspace(place, doing="benchmark") as workspace, rule(1):
            rows = {key: (articles[key], readings[key], None) for key in readings}
            take_in(workspace, [row for key, row in rows.items() if key not in late])
            bring_up_to_date(workspace, link=True)
            for key in late:
                take_in(workspace, [rows[key]])
                bring_up_to_date(workspace, link=True)
            found = cells(workspace)
            for stage in ("date", "group"):
                workspace.set(f"{stage}.kept", "")
                workspace.set(stage, "")
            bring_up_to_date(workspace, link=True)
            for kind, value in alike(found, cells(workspace)).items():
                least[kind] = min(least.get(kind, 1.0), value)
    return least


def measure(data: Path | None = None) -> dict[str, float]:
    """B³ F1 of what is added against the whole made anew; `data` is not needed."""
    del data
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        with rule(ENOUGH):
            found = generated(COUNT, LATER, folder, folder / "generated").alike
        return {f"increments.{kind}_b3": round(value, 4) for kind, value in found.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("counts", nargs="*", type=int, default=[2000, 10_000])
    parser.add_argument("--folder", type=Path, help="where generated readings are kept, and found")
    options = parser.parse_args()
    failed = slow = False
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        gen = options.folder or folder
        gen.mkdir(parents=True, exist_ok=True)
        for count in options.counts:
            later = min(100, count // 30)
            found = generated(count, later, gen, folder / f"of{count}")
            failed |= _show(str(count), found.alike)
            slow |= count >= LARGE and found.one > SHARE * found.whole
            print(
                f"{count:8}  whole {found.whole:8.2f} s  one more {found.one:6.2f} s  "
                f"{later} more of the latest days {found.hundred:6.2f} s", flush=True,
            )  # fmt: skip
        read = folder / "press"
        read.mkdir()
        veedor(read, "init")
        veedor(read.resolve(), "run", "examples/press", cwd=ROOT)
        failed |= _show("press", press(folder / "trials", read))
    if failed:
        raise SystemExit("below B³ 0.99: what is added is not grouped as the whole is")
    if slow:
        raise SystemExit(f"one more costs over {SHARE:.0%} of the whole: it touches too much")


def _show(name: str, alike: Mapping[str, float]) -> bool:
    row = "  ".join(f"{kind} {value:.4f}" for kind, value in alike.items())
    print(f"{name:>8}  B³ F1 against the whole made anew: {row}", flush=True)
    return min(alike.values()) < 0.99


if __name__ == "__main__":
    main()
