"""Linking an archive again after a list update, against reading it.

Some reports are read, each timed: the example press, and as many again and more of the made-up one
(`mixed_press.py`). Their readings are kept as those of so many articles, with surnames of their
own, so that names met before are no more frequent than in the press. Then a newer edition of the
UN list comes in beside OFAC's and the EU's, and the link stage links all of them again; what it
takes, the new list's index included, is compared with reading as many at the rate measured.
Processor time of one process.

Usage: python -m benchmarks.relinking [--articles N] [FOLDER]
"""

from __future__ import annotations

import argparse
import itertools
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import yaml

from benchmarks.mixed_press import DATA, MixedPress
from veedor.collect import Collected, collect
from veedor.engine.background import Background
from veedor.engine.linking import link_version, linking_stage
from veedor.engine.outcome import Outcome, silent
from veedor.engine.reading import read_version
from veedor.engine.workers import Here
from veedor.link import Context, link, statements
from veedor.lists import load
from veedor.model import Article, Dating, Reading
from veedor.read.reader import Reader
from veedor.store import Workspace
from veedor.store.articles import Draft
from veedor.store.outputs import Made

ROOT = Path(__file__).parent.parent
ARTICLES, MADE_UP, BATCH = 2_000, 400, 500
#: The day of all, when most of those on the lists were.
DAY = "2025-01-15"
#: Linking may take this share of the time of reading.
BAR = 1 / 20
#: The lists held before, and the edition that comes in.
HELD = ("un_sc_consolidated_2025-04-19.xml", "ofac_sdn_2023_sancbook.csv",
        "eu_journal_32014R0269_RUS.csv", "eu_journal_32017R1509_DPRK.csv")  # fmt: skip
NEWER = "un_sc_consolidated_2026-02-27.xml"
_VOWELS = ["".join(order) for order in itertools.permutations("aeiou")]


class Base(NamedTuple):
    """Reports as read."""

    articles: list[Article]
    readings: list[Reading]
    seconds: float


def _base(folder: Path) -> Base:
    """The reports that were really read, and the seconds that one took."""
    press = MixedPress(MADE_UP * 20)
    press.write(folder / "press.jsonl")
    items = collect([str(ROOT / "examples" / "press"), str(folder / "press.jsonl")])
    wanted = [
        item.article
        for item in items
        if isinstance(item, Collected) and not item.article.source.startswith("other")
    ]
    reader = Reader()
    list(map(reader.read, wanted[:20]))
    began = time.process_time()
    readings = [reader.read(article) for article in wanted]
    return Base(wanted, readings, (time.process_time() - began) / len(wanted))


class _Varied:
    """Surnames of the made-up press with other vowels each round."""

    def __init__(self) -> None:
        self._names = yaml.safe_load(DATA.read_text("utf-8"))["words"]["family"]

    def of_round(self, number: int) -> Callable[[bytes], bytes]:
        """What changes the names in packed records; the first round is as it was."""
        table = str.maketrans("aeiou", _VOWELS[number % len(_VOWELS)])
        others = {name.encode(): name.translate(table).encode() for name in self._names}
        pattern = re.compile(b"|".join(map(re.escape, others)))
        return lambda content: pattern.sub(lambda found: others[found[0]], content)


def _rounds(base: Base, context: Context, count: int) -> Iterator[tuple[Any, ...]]:
    """Articles with their readings and links: the base over and over, under names and ids of
    their own."""
    varied, kinds = _Varied(), (Article, Reading)
    rows = [
        tuple(map(msgspec.json.encode, row))
        for row in zip(base.articles, base.readings, strict=True)
    ]
    for number in range(count):
        round_, place = divmod(number, len(rows))
        if place == 0:
            change = varied.of_round(round_)
        old, key = base.articles[place].id.encode(), f"{number:016x}".encode()
        article, reading = (
            msgspec.json.decode(change(part).replace(old, key), type=kind)
            for part, kind in zip(rows[place], kinds, strict=True)
        )
        yield article, reading, link(article, reading, _dating(article.id), context)


def _fill(
    workspace: Workspace, rows: Iterator[tuple[Any, ...]], version: Callable[[Dating], Made]
) -> None:
    """Put articles, readings, dates and links in the store, as a run with the lists held does."""
    while batch := list(islice(rows, BATCH)):
        read = {article.id: reading for article, reading, _ in batch}
        links = {article.id: linked for article, _, linked in batch}
        dates = {key: _dating(key) for key in read}
        with workspace.transaction():
            workspace.articles.add_all([
                Draft(msgspec.structs.replace(article, source=article.id), article.id.encode())
                for article, *_ in batch
            ])  # fmt: skip
            workspace.outputs.put("read", dict.fromkeys(read, read_version({})), read)
            workspace.outputs.put("date", dict.fromkeys(read, Made("0", "x")), dates)
            made = {key: version(dating) for key, dating in dates.items()}
            workspace.outputs.put("link", made, links)


def _dating(key: str) -> Dating:
    return Dating(article=key, basis="metadata", date=DAY, earliest=DAY, latest=DAY)


def measure(data: Path, articles: int = ARTICLES) -> dict[str, float]:
    """Seconds of reading and of linking again an article, and their ratio."""
    with tempfile.TemporaryDirectory(prefix="veedor-relink-") as name:
        folder = Path(name)
        base = _base(folder)
        Workspace.create(folder / "w")
        with Workspace(folder / "w", doing="benchmark") as workspace:
            for held in HELD:
                workspace.lists.add(load(data / "lists" / held))
            held_then = Background(workspace)
            # As a run would, the stage takes note of the lists that it has linked with.
            _fill(workspace, _rounds(base, held_then.context, 1), lambda _: Made("0", "x"))
            linking_stage(workspace, held_then, 16, Outcome(), silent, Here())
            version = partial(_version, held_then.key)
            _fill(workspace, _rounds(base, held_then.context, articles), version)
            began = time.process_time()
            workspace.lists.add(load(data / "lists" / NEWER))
            outcome = Outcome()
            with _counted() as typed:
                linking_stage(workspace, Background(workspace), 16, outcome, silent, Here())
            seconds = time.process_time() - began
    if outcome.linked != articles or outcome.refused:
        raise SystemExit(f"{outcome.linked} of {articles} linked: {outcome.refused[:3]}")
    return {
        "relinking.articles": float(articles),
        "relinking.reading_ms": 1000 * base.seconds,
        "relinking.linking_ms": 1000 * seconds / articles,
        "relinking.to_reading": seconds / articles / base.seconds,
        "relinking.typed_anew": len(typed) / articles,
        "relinking.named_anew": float(len(outcome.named_anew)),
    }


def _version(background_key: str, dating: Dating) -> Made:
    return link_version(read_version({}), dating, background_key)


@contextmanager
def _counted() -> Iterator[list[None]]:
    """One entry for each article whose statements are made again."""
    function, calls = statements.find_statements, []

    def counting(*arguments: Any) -> Any:
        calls.append(None)
        return function(*arguments)

    statements.find_statements = counting
    try:
        yield calls
    finally:
        statements.find_statements = function


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    default = os.environ.get("VEEDOR_BENCH_DATA", "../shared")
    parser.add_argument("folder", nargs="?", type=Path, default=Path(default))
    parser.add_argument("--articles", type=int, default=ARTICLES)
    options = parser.parse_args()
    figures = measure(options.folder, options.articles)
    for name, value in figures.items():
        print(f"{name:32} {value:12.4f}")
    if figures["relinking.to_reading"] > BAR:
        sys.exit("beyond the bar: linking again")


if __name__ == "__main__":
    main()
