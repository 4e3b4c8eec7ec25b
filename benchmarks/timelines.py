"""The news articles of Timeline17 as a collection, each with the story that it belongs to."""

from __future__ import annotations

import json
import random
from pathlib import Path

from benchmarks.inputs import DATA
from veedor.group.collection import Collection
from veedor.model import Article, Dating, Line, Reading

__all__ = ["load"]



def _lines(text: str) -> tuple[Line, ...]:
    lines, start = [], 0
    for row in text.split("\n"):
        if row.strip():
            lines.append(Line(start=start, end=start + len(row), text=row, kind="body"))
        start += len(row) + 1
    return tuple(lines)


def load(data: Path = DATA, sample: int | None = None) -> tuple[Collection, dict[str, str]]:
    """All articles (or a random sample, always the same), and the story of each.

    They are tokenised sentences without a page around them, so that their lines are all body
    and nothing is parsed. Folders that share the part before `_` are one story.
    """
    rows = [
        (file.parent.name, json.loads(line))
        for file in sorted((data / "bench" / "timelines").glob("*/articles.jsonl"))
        for line in file.read_text("utf-8").splitlines()
    ]
    if sample is not None:
        rows = random.Random(17).sample(rows, sample)
    articles, readings, datings, story = {}, {}, {}, {}
    for folder, row in rows:
        key, day = f"{folder}/{row['id']}", row["time"]
        articles[key] = Article(
            id=key, source=key, text=row["text"], outlet=folder.rpartition("_")[2], published=day
        )
        readings[key] = Reading(article=key, language="en", lines=_lines(row["text"]))
        datings[key] = Dating(article=key, basis="metadata", date=day, earliest=day, latest=day)
        story[key] = folder.partition("_")[0]
    return Collection(articles=articles, readings=readings, datings=datings), story
