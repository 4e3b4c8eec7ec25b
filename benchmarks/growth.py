"""Copies, dates and grouping on generated readings: time per article as the collection grows.

Usage: python -m benchmarks.growth [COUNT ...] [--folder DIR]

Readings are kept in a file, as a workspace keeps them, and fetched one by one; with `--folder`
they stay there, and a run that was broken off goes on making them where it stopped.

Needs no data. The press is made up as it really is: every day has a few new events, each told
by several outlets in words of their own, some of them copies; stories run on for weeks.
"""

from __future__ import annotations

import argparse
import random
import resource
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from veedor.date.copies import copy_families
from veedor.date.dating import date_articles
from veedor.date.order import in_order
from veedor.engine.memory import without_cycle_search
from veedor.group.collection import Collection
from veedor.group.stream import grouped
from veedor.model import (
    Article,
    Dating,
    Line,
    Linked,
    Name,
    Reading,
    Referent,
    Resolved,
    Sentence,
    Subject,
    Time,
    Tokens,
)
from veedor.store.fetched import Fetched

#: What the quality gate measures: larger counts take minutes.
COUNTS = (500, 2000)
PER_DAY, PER_EVENT, SENTENCES, WORDS = 60, 6, 8, 16
ACTS = ("firmar", "reunir", "lanzar", "enviar", "visitar", "vetar", "votar", "detener")
VOCABULARY = 50_000
START = date(2020, 1, 1)


def _word(source: random.Random) -> str:
    """A word of letters; the frequency of a word falls with its rank (Zipf, 1935)."""
    rank, letters = int(VOCABULARY ** source.random()), ""
    while rank:
        rank, digit = divmod(rank, 21)
        letters += "bcdfghjklmnpqrstvwxyz"[digit] + "aeiou"[digit % 5]
    return letters


def _sentences(source: random.Random, cast: list[str], act: str, day: date) -> list[str]:
    told = [f"{cast[0]} y {cast[1]} {act} el {day.isoformat()} {_word(source)} {_word(source)}"]
    for _ in range(SENTENCES):
        words = [_word(source) for _ in range(WORDS)]
        words[3] = source.choice(cast)
        told.append(" ".join(words))
    return [sentence + "." for sentence in told]


def _reading(key: str, sentences: list[str], cast: list[str], day: date) -> tuple[
    Article, Reading, Linked, Dating
]:  # fmt: skip
    text = "\n".join(sentences)
    lines, rows, tokens, names = [], [], Tokens(start=[], end=[], lemma=[], pos=[]), []
    start = 0
    for number, sentence in enumerate(sentences):
        end = start + len(sentence)
        kind = "title" if number == 0 else "body"
        lines.append(Line(start=start, end=end, text=sentence, kind=kind))  # type: ignore[arg-type]
        rows.append(Sentence(start=start, end=end, text=sentence, line=number))
        at = start
        for word in sentence.rstrip(".").split(" "):
            tokens.start.append(at)
            tokens.end.append(at + len(word))
            tokens.lemma.append(word.lower())
            tokens.pos.append("PROPN" if word in cast else "VERB" if word in ACTS else "NOUN")
            if word in cast:
                names.append(
                    Name(start=at, end=at + len(word), text=word, type="person",
                         referent=cast.index(word))
                )  # fmt: skip
            at += len(word) + 1
        start = end + 1
    iso = day.isoformat()
    at = text.index(iso)
    when = Time(start=at, end=at + 10, text=iso, type="DATE", value=iso)
    reading = Reading(
        article=key, language="es", lines=tuple(lines), sentences=tuple(rows), tokens=tokens,
        referents=tuple(Referent(label=name, type="person") for name in cast),
        names=tuple(names), times=(when,), title=sentences[0],
    )  # fmt: skip
    linked = Linked(
        article=key,
        subjects=tuple(Subject(key=name.lower(), label=name, type="person") for name in cast),
        times=(Resolved(value=iso, earliest=iso, latest=iso),),
    )
    article = Article(
        id=key, source=key, text=text, outlet=f"outlet{int(key, 16) % 40}", published=iso
    )
    return (
        article,
        reading,
        linked,
        Dating(article=key, basis="metadata", date=iso, earliest=iso, latest=iso),
    )


def generated(count: int, seed: int = 7) -> Iterator[tuple[Article, Reading, Linked, Dating]]:
    """So many articles, in order of time, the same for the same seed."""
    source = random.Random(seed)
    stories = [
        [f"{_word(source).title()}{_word(source)}" for _ in range(4)] for story in range(400)
    ]
    made = 0
    while made < count:
        day = START + timedelta(days=made // PER_DAY)
        cast, act = source.choice(stories), source.choice(ACTS)
        dispatch = _sentences(source, cast, act, day)
        for number in range(min(PER_EVENT, count - made)):
            told = dispatch if number % 3 == 1 else _sentences(source, cast, act, day)
            yield _reading(f"{made:016x}", [*told[:SENTENCES], told[-1]], cast, day)
            made += 1


KINDS: dict[str, type[Any]] = {
    "articles": Article, "readings": Reading, "linked": Linked, "datings": Dating,
}  # fmt: skip


class Kept:
    """Generated records in a file, in order of time; what is there already is not made again."""

    def __init__(self, file: Path, count: int) -> None:
        self._rows = sqlite3.connect(file)
        self._rows.execute("PRAGMA synchronous = OFF")
        for kind in KINDS:
            self._rows.execute(f"CREATE TABLE IF NOT EXISTS {kind} (id TEXT PRIMARY KEY, row BLOB)")
        made = self._rows.execute("SELECT count(*) FROM datings").fetchone()[0]
        source = islice(generated(count), made, None)
        while batch := list(islice(source, 1000)):
            for kind, records in zip(KINDS, zip(*batch, strict=True), strict=True):
                rows = [
                    (batch[n][0].id, msgspec.msgpack.encode(one)) for n, one in enumerate(records)
                ]
                self._rows.executemany(f"INSERT INTO {kind} VALUES (?, ?)", rows)
            self._rows.commit()
        self.keys = [f"{number:016x}" for number in range(count)]

    def all(self, order: Sequence[str]) -> list[Fetched[Any]]:
        """The records of each kind, fetched when they are asked for, mostly in that order."""
        first, *others = map(self._fetching, KINDS)
        fetched: Fetched[Any] = Fetched(order, first)
        return [fetched, *map(fetched.beside, others)]

    def _fetching(self, kind: str) -> Callable[[Sequence[str]], dict[str, Any]]:
        decoder = msgspec.msgpack.Decoder(KINDS[kind])

        def fetch(keys: Sequence[str]) -> dict[str, Any]:
            query = f"SELECT id, row FROM {kind} WHERE id IN ({', '.join('?' * len(keys))})"
            return {key: decoder.decode(row) for key, row in self._rows.execute(query, keys)}

        return fetch


def run(count: int, folder: Path) -> dict[str, float]:
    """Milliseconds an article for copies, dates and grouping, and peak memory so far in MB."""
    kept = Kept(folder / f"{count}.db", count)
    with without_cycle_search():
        return _measured(kept, count)


def _measured(kept: Kept, count: int) -> dict[str, float]:
    articles, readings, _, datings = kept.all(kept.keys)
    times = [time.process_time()]
    families = copy_families(articles, readings)
    times.append(time.process_time())
    date_articles(articles, readings, families)
    times.append(time.process_time())
    order = in_order(articles, datings, kept.keys)
    articles, readings, linked, datings = kept.all(order)
    found = Collection(articles, readings, datings, linked, families, sequence=order)
    records: Counter[str] = Counter(kind for kind, _ in grouped(found))
    times.append(time.process_time())
    stages = dict(zip(("copies", "dates", "group"), pairwise(times), strict=True))
    return {
        **{f"{name}_ms": 1000 * (end - begun) / count for name, (begun, end) in stages.items()},
        "all_ms": 1000 * (times[-1] - times[0]) / count,
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "events": float(records["events"]),
    }


def measure(data: Path | None = None, counts: tuple[int, ...] = COUNTS) -> dict[str, float]:
    """How much of the time per article is left when the collection has grown: 1 is all.

    Higher is better; 0.67 is the bar (1.5 times as slow). `data` is not needed.
    """
    del data
    with TemporaryDirectory() as folder:
        first, last = (run(count, Path(folder)) for count in (counts[0], counts[-1]))
    return {"growth.time": round(min(1.0, first["all_ms"] / last["all_ms"]), 3)}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("counts", nargs="*", type=int, default=list(COUNTS))
    parser.add_argument("--folder", type=Path, help="where generated readings are kept, and found")
    options = parser.parse_args()
    with TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for count in options.counts:
            figures = run(count, folder).items()
            row = "  ".join(f"{name} {value:9.2f}" for name, value in figures)
            print(f"{count:8}  {row}", flush=True)


if __name__ == "__main__":
    main()
