"""Reading speed: words a second of the whole reading against the bare language model.

Both are timed on the same texts in the same process, one after the other in each round; the
best round of each counts. It is processor time, so that other work on the machine does not
count. The gate asks whether the ratio reaches BAR; how far above it lies varies from run to
run by 0.02. `python -m benchmarks.reading_speed [FOLDER]` prints a table.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.inputs import data_folder
from veedor.model import Article
from veedor.read.parse import load_model
from veedor.read.reader import Reader

#: Rounds of which the best counts, and how often the five reports are read in one.
ROUNDS, COPIES = 5, 4
#: The least ratio.
BAR = 0.8


def _articles(data: Path) -> list[Article]:
    texts = [path.read_text("utf-8") for path in sorted((data / "seeds").glob("*.txt"))]
    return [
        Article(id=f"{copy}-{number}", source=f"{copy}-{number}", text=text)
        for copy in range(COPIES)
        for number, text in enumerate(texts)
    ]


def _seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def measure(data: Path) -> dict[str, float]:
    """The ratio as a share of the bar, at most 1."""
    return {"reading.speed_at_bar": min(1.0, speeds(data)["reading.speed_ratio"] / BAR)}


def speeds(data: Path) -> dict[str, float]:
    """Words a second of model and reading, and their ratio, on the Spanish reports."""
    articles = _articles(data)
    words = sum(len(article.text.split()) for article in articles)
    lines = [line for article in articles for line in article.text.splitlines() if line.strip()]
    model, reader = load_model("es"), Reader()
    list(reader.read_many(articles[:2]))
    bare = reading = float("inf")
    for _ in range(ROUNDS):
        bare = min(bare, _seconds(lambda: list(model.pipe(lines, batch_size=64))))
        reading = min(reading, _seconds(lambda: list(reader.read_many(articles))))
    return {
        "reading.model_words_per_second": words / bare,
        "reading.words_per_second": words / reading,
        "reading.speed_ratio": bare / reading,
    }


if __name__ == "__main__":
    for name, value in speeds(data_folder()).items():
        print(f"{name:40} {value:10.2f}")
