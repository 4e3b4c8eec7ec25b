"""A large archive on SQLite: how fast it fills, how fast it answers, and what it takes.

Articles are made up of words whose frequency falls with their rank (Zipf), some 170 words each.
`collect` goes the whole way from JSON Lines (language, evidence, commit) on part of them; the
rest is put into the store in the same batches. Then every kind of question of `MIX` is asked, in
that proportion, what the pages of an event and of a party read is read, and a little more is
collected. An archive that `--keep` left is not built again, only measured.

Usage: python -m benchmarks.archive [--count N] [--keep DIR]
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from sqlalchemy import insert, select

from benchmarks.growth import START, _word
from veedor.engine import collect_into
from veedor.model import (
    Article,
    Dating,
    Event,
    Linked,
    Report,
    article_id,
    record_id,
)
from veedor.store import Workspace, schema
from veedor.store.articles import Draft
from veedor.store.outputs import Made
from veedor.store.payload import pack, unpack

COLLECTED, MORE, PER_EVENT, BATCH = 20_000, 2_000, 6, 1_000
QUESTIONS = 400
#: The bars: milliseconds at the 95th percentile, articles a second.
SEARCH_MS, PAGE_MS, COLLECT = 100.0, 50.0, 2_000.0
#: Kinds of questions, how many of a hundred each has, and whether the most relevant are wanted.
MIX: dict[str, tuple[int, bool]] = {
    "one word": (30, False),
    "two words": (25, False),
    "three words": (10, False),
    "a name in quotes": (10, False),
    "two words without a third": (5, False),
    "one word, most relevant": (10, True),
    "two words, most relevant": (10, True),
}
TEXT = "El ministro de Pesca dijo ayer que el barco partió del puerto con su carga hacia la costa"


class Press:
    """Made-up reports, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.words = [_word(self.chance) for _ in range(200_000)]
        names = [_word(self.chance).capitalize() for _ in range(4_000)]
        self.names = [" ".join(self.chance.sample(names, 2)) for _ in range(2_000)]

    def text(self) -> str:
        words = self.chance.choices(self.words, k=140)
        return f"{TEXT}. {self.chance.choice(self.names)} {' '.join(words)}."

    def spanish(self) -> str:
        """A text as long whose language can be told."""
        words = self.chance.choices(self.words, k=90)
        body = " ".join([*words[:45], TEXT.lower(), *words[45:], TEXT.lower()])
        return f"{TEXT}, según {self.chance.choice(self.names)}, que {body}."

    def question(self, kind: str) -> str:
        words = self.chance.choices(self.words, k=3)
        if kind == "a name in quotes":
            return f'"{self.chance.choice(self.names)}"'
        if kind == "two words without a third":
            return f"{words[0]} puerto -{words[1]}"
        count = {"one": 1, "two": 2, "three": 3}[kind.split()[0]]
        # As people ask: every other word is among the common ones.
        common = self.chance.choices(["ministro", "barco", "puerto", "carga", "costa"], k=count)
        return " ".join(self.chance.choice(pair) for pair in zip(words, common, strict=False))


def articles(press: Press, count: int, first: int) -> Iterator[Article]:
    for number in range(first, first + count):
        text, source = press.text(), f"https://press.example/{number}"
        yield Article(
            id=article_id(source, text), source=source, text=text, title=text[:60], language="es",
            outlet=f"outlet {number % 40}", published=str(START),
            collected_at="2025-01-01T00:00:00",
        )  # fmt: skip


def measure_collect(
    workspace: Workspace, press: Press, count: int, folder: Path, where: str
) -> float:
    """Articles a second from a file to the store, then into the full-text index."""
    with (folder / "in.jsonl").open("w") as file:
        for number in range(count):
            key = f"{where} {time.time()} {number}"
            file.write(json.dumps({"id": key, "text": press.spanish()}) + "\n")
    refresh = workspace.search.refresh
    workspace.search.refresh = lambda: 0  # type: ignore[method-assign]
    began, used = time.monotonic(), time.process_time()
    outcome = collect_into(workspace, [str(folder / "in.jsonl")])
    assert outcome.collected == count, outcome.refused[:1]
    taken, worked = time.monotonic() - began, time.process_time() - used
    workspace.search.refresh = refresh  # type: ignore[method-assign]
    print(f"  collect + store, {where:8} {count / taken:8.0f} articles/s "
          f"({count / worked:.0f} for each second of processor time)")  # fmt: skip
    measure_index(workspace, where)
    return count / worked


def measure_index(workspace: Workspace, where: str) -> None:
    """What is new into the full-text index, and what it takes to find that nothing is."""
    began, used = time.monotonic(), time.process_time()
    number = workspace.search.refresh()
    taken, worked = time.monotonic() - began, time.process_time() - used
    print(f"  full-text index, {where:8} {number / taken:8.0f} articles/s "
          f"({number / worked:.0f} for each second of processor time)")  # fmt: skip
    began = time.monotonic()
    workspace.search.refresh()
    print(f"  nothing to index     {(time.monotonic() - began) * 1000:8.1f} ms")


def fill(workspace: Workspace, press: Press, count: int) -> None:
    """Put articles, events with their reports, and the cheap outputs into the store."""
    made = articles(press, count, 0)
    began = time.monotonic()
    while batch := list(islice(made, BATCH)):
        with workspace.transaction():
            workspace.articles.add_all([Draft(a, a.text.encode(), None, "text") for a in batch])
            version = dict.fromkeys((a.id for a in batch), Made("1", "x"))
            workspace.outputs.put("date", version, {a.id: _dating(a) for a in batch})
            workspace.outputs.put("link", version, {a.id: Linked(article=a.id) for a in batch})
            _events(workspace, batch)
    print(f"  store alone          {count / (time.monotonic() - began):8.0f} articles/s")


def _dating(article: Article) -> Dating:
    return Dating(article=article.id, date=str(START), basis="metadata")


def _events(workspace: Workspace, batch: list[Article]) -> None:
    rows = []
    for place in range(0, len(batch), PER_EVENT):
        told = tuple(Report(article=a.id, role="main") for a in batch[place : place + PER_EVENT])
        event = Event(
            id=record_id("event", told[0].article), title="x", kind="context", date=str(START),
            place=None, participants=(), reports=told,
        )  # fmt: skip
        rows.append({"kind": "events", "id": event.id, "position": 0, "payload": pack(event)})
    with workspace.database.begin() as connection:
        connection.execute(insert(schema.records), rows)


def timed(calls: Iterator[Callable[[], object]]) -> list[float]:
    """Milliseconds of each."""
    taken = []
    for call in calls:
        began = time.perf_counter()
        call()
        taken.append((time.perf_counter() - began) * 1000)
    return sorted(taken)


def p95(taken: list[float]) -> float:
    return taken[int(len(taken) * 0.95)]


def measure_search(workspace: Workspace, press: Press) -> float:
    """The 95th percentile over the whole mix."""
    whole: list[float] = []
    for kind, (share, relevance) in MIX.items():
        questions = [press.question(kind) for _ in range(QUESTIONS * share // 100)]
        ask = partial(workspace.search.search, relevance=relevance)
        taken = timed(partial(ask, question) for question in questions)
        print(f"  {kind:26} median {taken[len(taken) // 2]:7.1f} ms  p95 {p95(taken):7.1f} ms")
        whole += taken
    return p95(sorted(whole))


def measure_pages(workspace: Workspace, press: Press, ids: list[str]) -> tuple[float, float]:
    """The 95th percentile of what the pages of an event and of a party read."""

    def event(key: str) -> None:
        mine = schema.records.c.kind == "events", schema.records.c.id == key
        with workspace.database.begin() as connection:
            row = connection.execute(select(schema.records.c.payload).where(*mine)).first()
        articles_ = press.chance.sample(ids, 40)
        if row is not None:
            articles_[:PER_EVENT] = [report.article for report in unpack(row[0], Event).reports]
        list(workspace.articles.some(articles_))
        workspace.outputs.some("date", Dating, articles_)
        workspace.outputs.some("link", Linked, articles_)

    def party(name: str) -> None:
        found = [item.article for item in workspace.search.search(f'"{name}"', most=50)]
        list(workspace.articles.some(found))
        workspace.outputs.some("date", Dating, found)
        workspace.outputs.some("link", Linked, found)

    query = select(schema.records.c.id).order_by(schema.records.c.id).limit(200)
    with workspace.database.begin() as connection:
        keys = list(connection.execute(query).scalars())
    events = timed(partial(event, key) for key in keys)
    parties = timed(partial(party, name) for name in press.names[:200])
    return p95(events), p95(parties)


def archive(count: int, folder: Path) -> list[str]:
    """Build an archive, if there is none, and measure it; what is beyond its bar."""
    new = Workspace.create(folder)
    press = Press(7)
    with Workspace(folder, doing="benchmark") as workspace:
        if new:
            collected = measure_collect(workspace, press, min(COLLECTED, count), folder, "empty")
            fill(workspace, press, count)
            measure_index(workspace, "filling")
        total = workspace.articles.count()
        print(f"  {total:,} articles")
        ids = sorted(workspace.articles.ids())[:: max(1, total // 20_000)]
        search = measure_search(workspace, press)
        event, party = measure_pages(workspace, press, ids)
        more = measure_collect(workspace, press, min(MORE, count), folder, "full")
        collected = min(collected, more) if new else more
    sizes = {name: _size(folder, pattern) for name, pattern in
             (("database", "veedor.db*"), ("evidence", "evidence/*"))}  # fmt: skip
    for name, size in sizes.items():
        print(f"  {name:20} {size / total:8.0f} bytes an article")
    print(f"  search, whole mix    {search:8.1f} ms p95 (bar {SEARCH_MS:g})")
    print(f"  event page           {event:8.1f} ms p95 (bar {PAGE_MS:g})")
    print(f"  party page           {party:8.1f} ms p95 (bar {PAGE_MS:g})")
    bars = {
        "search": search <= SEARCH_MS, "event page": event <= PAGE_MS,
        "party page": party <= PAGE_MS, "collect": collected >= COLLECT,
    }  # fmt: skip
    return [name for name, met in bars.items() if not met]


def _size(folder: Path, pattern: str) -> int:
    return sum(path.stat().st_size for path in folder.glob(pattern))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--keep", type=Path, help="where to leave the archive")
    options = parser.parse_args()
    folder = options.keep or Path(tempfile.mkdtemp(prefix="veedor-archive-"))
    print(f"{options.count:,} articles")
    missed = archive(options.count, folder)
    if options.keep is None:
        shutil.rmtree(folder)
    if missed:
        sys.exit(f"beyond the bar: {', '.join(missed)}")


if __name__ == "__main__":
    main()
