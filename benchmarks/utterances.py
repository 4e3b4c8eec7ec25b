"""Whether two renderings of what one speaker said on one day are one utterance.

Usage: python -m benchmarks.utterances

Original labelled pairs; the gold's quote variants are scored by `benchmarks.gold`.
"""

from __future__ import annotations

from itertools import count
from pathlib import Path

import yaml
from tests.read.conftest import body_lines
from tests.read.quote_passages import unmark

from benchmarks.scoring import Counts
from veedor.group.collection import Collection
from veedor.group.utterances import find_utterances
from veedor.model import Article, Dating, Linked, Reading, Subject, Tokens
from veedor.read.parse import Parsed, parse
from veedor.read.quotes import find_quotes

PAIRS = Path(__file__).with_name("data") / "utterance_pairs.yaml"
DAY = "2024-05-02"


def measure(data: Path) -> dict[str, float]:  # noqa: ARG001 (every benchmark is called so)
    """Precision and recall over the labelled pairs; `data` is not needed."""
    counts = Counts()
    for pair in yaml.safe_load(PAIRS.read_text("utf-8")):
        found = bool(find_utterances(_collection(pair["es"])))
        counts.right += found and pair["same"]
        counts.wrong += found and not pair["same"]
        counts.missed += pair["same"] and not found
    return {
        "utterances.pairs.precision": counts.precision,
        "utterances.pairs.recall": counts.recall,
    }


def _collection(texts: list[str]) -> Collection:
    articles, readings, linked, datings = {}, {}, {}, {}
    for number, marked in zip(count(), texts, strict=False):
        article = f"a{number}"
        text, mentions = unmark(marked)
        (parsed,) = parse([(text, body_lines(text))], "es")
        quotes, referents = find_quotes(parsed, mentions)
        articles[article] = Article(id=article, source=article, text=text, published=DAY)
        readings[article] = Reading(
            article=article, language="es", lines=parsed.lines, tokens=_tokens(parsed),
            referents=referents, names=mentions.names, quotes=quotes,
        )  # fmt: skip
        keys = tuple(Subject(key=r.label, label=r.label, type=r.type) for r in referents)
        linked[article] = Linked(article=article, subjects=keys)
        datings[article] = Dating(
            article=article, basis="metadata", date=DAY, earliest=DAY, latest=DAY
        )
    return Collection(articles=articles, readings=readings, datings=datings, linked=linked)


def _tokens(parsed: Parsed) -> Tokens:
    words = [(line.start + token.idx, token) for line in parsed.parsed for token in line.doc]
    return Tokens(
        start=[start for start, _ in words],
        end=[start + len(token) for start, token in words],
        lemma=[token.lemma_.lower() for _, token in words],
        pos=[token.pos_ for _, token in words],
    )


def main() -> None:
    """Print the figures."""
    for name, value in measure(Path()).items():
        print(f"{name:30} {value:.3f}")


if __name__ == "__main__":
    main()
