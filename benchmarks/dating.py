"""Dating of the gold reports without their metadata: together, and each alone.

Usage: python -m benchmarks.dating [--growth]

`--growth` prints the time per article for 100, 1,000 and 5,000 readings: those of the example
press over and over, every fourth without its date.

A report counts as dated when the day of writing lies in its interval; `month` asks that the
interval be a month wide at most, `days` is how wide it is on average.
"""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path
from time import process_time

import msgspec

from benchmarks.inputs import DATA
from veedor.date.dating import date_articles
from veedor.model import Article, Dating, Reading, article_id
from veedor.read.reader import Reader

PRESS = Path(__file__).parents[1] / "examples" / "press"
_SIZES = (100, 1_000, 5_000)
_UNDATED = 4
#: A month is 31 days at most.
_MONTH = 31


def _load(data: Path) -> tuple[dict[str, Article], dict[str, Reading], dict[str, date]]:
    """The reports, their readings and their true days."""
    reader = Reader()
    articles, readings, truth = {}, {}, {}
    for path in sorted((data / "gold" / "seeds").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        text = (data / "seeds" / gold["file"]).read_text("utf-8")
        key = article_id(gold["file"], text)
        articles[key] = Article(id=key, source=gold["file"], text=text)
        readings[key] = reader.read(articles[key])
        truth[key] = date.fromisoformat(gold["published"]["date"])
    return articles, readings, truth


def _width(dating: Dating, day: date) -> int | None:
    """The width of an interval in days if it is closed and holds the day."""
    if not dating.earliest or not dating.latest:
        return None
    first, last = date.fromisoformat(dating.earliest), date.fromisoformat(dating.latest)
    return (last - first).days if first <= day <= last else None


def _honest(dating: Dating, day: date) -> bool:
    """Whether an interval, open or closed, does not exclude the day."""
    text = day.isoformat()
    return (dating.earliest or text) <= text <= (dating.latest or text)


def measure(data: Path) -> dict[str, float]:
    """Shares of the reports: dated to a month together, and never dated falsely."""
    articles, readings, truth = _load(data)
    together = date_articles(articles, readings, [])
    alone = {
        key: date_articles({key: article}, {key: readings[key]}, [])[key]
        for key, article in articles.items()
    }
    widths = {key: _width(together[key], day) for key, day in truth.items()}
    count = len(truth)
    narrow = sum(width is not None and width <= _MONTH for width in widths.values())
    return {
        "dating.together.month": narrow / count,
        "dating.together.honest": sum(_honest(together[k], d) for k, d in truth.items()) / count,
        "dating.alone.honest": sum(_honest(alone[k], d) for k, d in truth.items()) / count,
    }


def growth() -> None:
    """Print how the time per article grows with the collection."""
    reader, found = Reader(), []
    for path in sorted(PRESS.glob("*.txt")):
        text = path.read_text("utf-8")
        article = Article(id=path.name, source=path.name, text=text)
        found.append((article, reader.read(article)))
    for size in _SIZES:
        articles, readings = {}, {}
        for number in range(size):
            article, reading = found[number % len(found)]
            key = f"{number}"
            source = "clipping.txt" if number % _UNDATED == 0 else article.source
            articles[key] = msgspec.structs.replace(article, id=key, source=source)
            readings[key] = msgspec.structs.replace(reading, article=key)
        start = process_time()
        date_articles(articles, readings, [])
        print(f"{size:6} articles {1000 * (process_time() - start) / size:8.3f} ms an article")


def main() -> None:
    """Print the figures and each report's interval."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--growth", action="store_true", help="time per article, three sizes")
    if parser.parse_args().growth:
        growth()
        return
    data = DATA
    articles, readings, truth = _load(data)
    for key, dating in date_articles(articles, readings, []).items():
        print(f"{articles[key].source:30} {truth[key]}  {dating.basis:10} {dating.date}")
    for figure, value in measure(data).items():
        print(f"{figure:32} {value:.4f}")


if __name__ == "__main__":
    main()
