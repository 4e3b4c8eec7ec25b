"""Contradictions and their look-alikes, in pairs of short reports on invented subjects.

Usage: python -m benchmarks.contradictions [--errors]

Needs no data but the repository's own (`benchmarks/data/contradictions.yaml`). A pair counts
as found if a conflict of its attribute is; any conflict in a look-alike is an error.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from benchmarks.scoring import Counts
from veedor.group import group
from veedor.group.collection import Collection
from veedor.link import Context, link
from veedor.lists import Index
from veedor.model import Article, Dating
from veedor.read.reader import Reader

FILE = Path(__file__).parent / "data" / "contradictions.yaml"
Row = dict[str, Any]


def rows() -> Iterator[tuple[Row, Row]]:
    """Each pair with the subject that it belongs to."""
    for subject in yaml.safe_load(FILE.read_text("utf-8")):
        for pair in subject["pairs"]:
            yield subject, pair


def found(reader: Reader, subject: Row, pair: Row) -> set[str]:
    """The attributes about which the two reports of a pair contradict each other."""
    languages = subject.get("languages", "es/es").split("/")
    days = [str(subject["day"]), str(pair.get("day_b", subject["day"]))]
    articles, readings, datings, linked = {}, {}, {}, {}
    for number, told in enumerate((pair["a"], pair["b"])):
        key, day = str(number), days[number]
        article = Article(
            id=key, source=key, text=f"{subject['leads'][number]}\n\n{told}", published=day,
            language=languages[number], outlet=("El Ancla", "El Timón")[number],
        )  # fmt: skip
        dating = Dating(article=key, basis="metadata", date=day, earliest=day, latest=day)
        articles[key], datings[key] = article, dating
        readings[key] = reader.read(article)
        linked[key] = link(article, readings[key], dating, Context(Index(()), {}))
    groups = group(Collection(articles, readings, datings, linked))
    return {conflict.attribute for conflict in groups.conflicts}


def measure(
    data: Path | None = None, error: Callable[[str], None] = lambda _: None
) -> dict[str, float]:
    """F1, precision and recall; `data` is not needed."""
    del data
    reader, counts = Reader(), Counts()
    for subject, pair in rows():
        wanted = {pair["attribute"]} - {"none"}
        got = found(reader, subject, pair)
        right = wanted & got
        counts.add(Counts(len(right), int(bool(got - wanted)), len(wanted - got)))
        if got != wanted:
            error(f"{pair['attribute']} found {sorted(got) or 'none'}: {pair['a']} | {pair['b']}")
    figures = {"f1": counts.f1, "precision": counts.precision, "recall": counts.recall}
    return {f"contradictions.{name}": round(value, 4) for name, value in figures.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--errors", action="store_true", help="print every pair decided wrongly")
    options = parser.parse_args()
    for name, value in measure(None, print if options.errors else lambda _: None).items():
        print(f"{name:28} {value:7.3f}")


if __name__ == "__main__":
    main()
