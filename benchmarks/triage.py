"""Triage: what it holds back, what it lets through, and how fast it looks.

Nothing that a finding or a lead stands on may be held back: the annotated statements of the
example press and of the five reports, and the test passages, must all be in articles that it
lets through. Of press about other things (Timeline17, the Spanish TimeBank) little may pass.
Speed is of text whose words have been met before, folding included, in processor time.

Usage: python -m benchmarks.triage [FOLDER]
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from pathlib import Path

from tests.link.statement_passages import passages

from benchmarks.inputs import data_folder
from benchmarks.timelines import load as load_timelines
from benchmarks.timex import load as load_timex
from veedor.collect import Collected, collect
from veedor.engine.background import starter_list
from veedor.lists import load, merge
from veedor.model import Article
from veedor.regimes import built_in
from veedor.triage import Scanner, followed

ROOT = Path(__file__).parent.parent
#: Kinds of statement that end in a report.
TOLD = ("finding", "lead")
ROUNDS = 3
#: Megabytes a second of one processor that triage must look at.
WANTED = 20.0


def _scanner() -> Scanner:
    packs = {"dprk": built_in()["dprk"]}
    return Scanner(followed(packs, merge(load(starter_list()).records), (), ()))


def _press() -> tuple[list[Article], list[str]]:
    """The example press, and of each annotated statement that is told the file it is in."""
    items = collect([str(ROOT / "examples" / "press")])
    articles = [item.article for item in items if isinstance(item, Collected)]
    lines = (ROOT / "benchmarks/data/press_statements.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return articles, [row["article"] for row in rows if row["kind"] in TOLD]


def _other_press(data: Path) -> list[Article]:
    collection, _ = load_timelines(data)
    texts = [(article.text, "en") for article in collection.articles.values()]
    file = next((data / "bench" / "timex_es").glob("*.tsv"))
    texts += [(document.text, "es") for document in load_timex(file)]
    return [
        Article(id=str(number), source=str(number), text=text, language=code)
        for number, (text, code) in enumerate(texts)
    ]


def _gold(data: Path) -> list[Article]:
    """The annotated reports that hold something told, once for each such statement."""
    articles = []
    for file in sorted((data / "gold" / "seeds").glob("*.json")):
        told = [s for s in json.loads(file.read_text("utf-8"))["statements"] if s["kind"] in TOLD]
        (report,) = (data / "seeds").glob(f"{file.stem}_*.txt")
        text = report.read_text("utf-8")
        articles += [Article(id=file.stem, source=file.stem, text=text, language="es")] * len(told)
    return articles


def _share(scanner: Scanner, articles: Iterable[Article]) -> float:
    looks = [scanner.scan(article).followed for article in articles]
    return sum(looks) / max(len(looks), 1)


def measure(data: Path) -> dict[str, float]:
    """Shares of what is let through and held back, and megabytes of UTF-8 a second."""
    scanner = _scanner()
    press, told = _press()
    through = {Path(a.source.partition(":")[0]).name for a in press if scanner.scan(a).followed}
    through |= {a.source for a in press if scanner.scan(a).followed}
    told_passages = [
        Article(id="p", source="p", text=entry["text"], language=code)
        for code, entry in passages()
        if any(kind in TOLD for *_, kind in entry["expect"])
    ]
    other = _other_press(data)
    passed = _share(scanner, other)
    size = sum(len(article.text.encode("utf-8")) for article in other) / 1e6
    seconds = []
    for _ in range(ROUNDS):
        started = time.process_time()
        _share(scanner, other)
        seconds.append(time.process_time() - started)
    return {
        "triage.recall.press": sum(_named(name) & through != set() for name in told) / len(told),
        "triage.recall.gold": _share(scanner, _gold(data)),
        "triage.recall.passages": _share(scanner, told_passages),
        "triage.other_press_held_back": 1 - passed,
        # More than wanted is no better: processors differ, and so would a floor.
        "triage.of_wanted_speed": min(1.0, size / min(seconds) / WANTED),
        "triage.megabytes_per_second": size / min(seconds),
    }


def _named(name: str) -> set[str]:
    return {name, name.partition("#")[-1]}


if __name__ == "__main__":
    for figure, value in measure(data_folder()).items():
        print(f"{figure:36} {value:10.4f}")
