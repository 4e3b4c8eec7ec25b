"""Long texts and long archives: time for each kB of a huge paragraph, memory over many articles.

A paragraph of a megabyte without line breaks is read once, and the same words as articles of
usual length; the ratio says how much dearer a kB of the paragraph is. Then many small articles
are read in one process: a line is laid through its memory from a fifth of the way on, when
caches are warm, and its slope is given for 10,000 articles.

Usage: python -m benchmarks.long_texts [--articles N] [--kilobytes N] [FOLDER]
"""

from __future__ import annotations

import argparse
import gc
import os
import resource
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.inputs import DATA
from veedor.model import Article
from veedor.read.reader import Reader

ARTICLES, KILOBYTES = 10_000, 1_000
#: The most that a kB of one huge paragraph may cost of a kB of usual articles.
DEARER = 3.0
#: The most that memory may grow over 10,000 articles, in MB: less than one article in a hundred
#: left behind with its parse, which takes about 0.3 MB.
GROWTH = 30.0
#: Usual articles are cut to so many characters for the run over many.
SMALL = 400
_EVERY = 100


def _texts(data: Path) -> list[str]:
    return [path.read_text("utf-8") for path in sorted((data / "seeds").glob("*.txt"))]


def _seconds(reader: Reader, articles: list[Article]) -> float:
    started = time.process_time()
    for _ in reader.read_many(articles):
        pass
    return time.process_time() - started


def _article(number: int, text: str) -> Article:
    return Article(id=str(number), source=str(number), text=text, language="es")


def _dearer(data: Path, kilobytes: int) -> dict[str, float]:
    """Seconds for each kB of a paragraph and of articles, their ratio, the peak of memory."""
    texts, reader = _texts(data), Reader()
    wanted = kilobytes * 1000
    usual = [_article(n, texts[n % len(texts)]) for n in range(max(5, wanted // 16_000))]
    _seconds(reader, usual[:5])
    each = _seconds(reader, usual) / sum(len(a.text) for a in usual) * 1000
    joined = " ".join(" ".join(texts).split())
    paragraph = (joined * (wanted // len(joined) + 1))[:wanted]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    long = _seconds(reader, [_article(0, paragraph)]) / len(paragraph) * 1000
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before
    return {
        "long_texts.usual_ms_per_kb": each * 1000,
        "long_texts.paragraph_ms_per_kb": long * 1000,
        "long_texts.dearer": long / each,
        "long_texts.paragraph_megabytes": peak,
    }


def _small(texts: list[str], articles: int) -> Iterator[Article]:
    """Small articles, no two alike: another stretch of the press, another number, a new name."""
    joined = "\n".join(texts)
    for number in range(articles):
        at = number * 97 % (len(joined) - SMALL)
        day = number % 28 + 1
        extra = f"\nEl buque Norte {number} salió el {day} de mayo, dijo Ana Ruiz{number}."
        yield _article(number, joined[at : at + SMALL] + extra)


def _resident() -> float:
    """Resident memory of this process, in MB."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _growth(data: Path, articles: int) -> dict[str, float]:
    """The slope of memory over the articles, in MB for 10,000, by least squares."""
    points: list[tuple[int, float]] = []
    for number, _ in enumerate(Reader().read_many(_small(_texts(data), articles)), 1):
        if number % _EVERY == 0 and number > articles // 5:
            gc.collect()
            points.append((number, _resident()))
    middle = sum(x for x, _ in points) / len(points)
    mean = sum(y for _, y in points) / len(points)
    slope = sum((x - middle) * (y - mean) for x, y in points) / sum(
        (x - middle) ** 2 for x, _ in points
    )
    return {"long_texts.megabytes": mean, "long_texts.growth_in_10000": slope * 10_000}


def measure(data: Path, articles: int = ARTICLES, kilobytes: int = KILOBYTES) -> dict[str, float]:
    """Costs of long texts and archives.

    Raises:
        SystemExit: a kB of the paragraph is too dear, or memory grows.
    """
    figures = _growth(data, articles) | _dearer(data, kilobytes)
    dearer, growth = figures["long_texts.dearer"], figures["long_texts.growth_in_10000"]
    if dearer > DEARER:
        raise SystemExit(f"a kB of one paragraph costs {dearer:.1f} times as much")
    if growth > GROWTH:
        raise SystemExit(f"memory grows by {growth:.0f} MB in 10,000 articles")
    return figures


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--kilobytes", type=int, default=KILOBYTES)
    parser.add_argument("folder", nargs="?", type=Path, default=DATA)
    options = parser.parse_args()
    for name, value in measure(options.folder, options.articles, options.kilobytes).items():
        print(f"{name:40} {value:10.2f}")


if __name__ == "__main__":
    main()
