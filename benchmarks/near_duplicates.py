"""Copies beside MinHash with locality-sensitive hashing (datasketch), in one run.

Usage: python -m benchmarks.near_duplicates [--articles N]

Quality on the labelled pairs of `bench/copies`, where MinHash is given the best of its settings,
chosen on those very pairs; speed on generated press, from texts to pairs for both, without the
reading that only Veedor has.
"""

from __future__ import annotations

import argparse
import os
import re
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from datasketch import MinHash, MinHashLSH

from benchmarks.copies import articles as labelled_articles
from benchmarks.copies import f1, labelled
from benchmarks.growth import generated
from veedor.date.copies import Texts, copy_pairs
from veedor.model import Article

#: What MinHash is tried with: shares of common shingles from which a pair is a copy.
THRESHOLDS = (0.1, 0.2, 0.3, 0.4, 0.5)
PERMUTATIONS, SHINGLE = 128, 5
ARTICLES = 2_000
_WORD = re.compile(r"\w+")
Pairs = set[frozenset[str]]


def _signatures(articles: Mapping[str, Article]) -> Iterator[tuple[str, MinHash]]:
    for key, article in articles.items():
        words = _WORD.findall(article.text.lower())
        count = max(1, len(words) - SHINGLE + 1)
        shingles = {" ".join(words[at : at + SHINGLE]).encode() for at in range(count)}
        signature = MinHash(num_perm=PERMUTATIONS)
        signature.update_batch(list(shingles))
        yield key, signature


def _indexed(signatures: Mapping[str, MinHash], threshold: float) -> Pairs:
    """The pairs that the index gives and whose estimated likeness holds."""
    index = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)
    found: Pairs = set()
    for key, signature in signatures.items():
        for other in index.query(signature):
            if signatures[other].jaccard(signature) >= threshold:
                found.add(frozenset((key, other)))
        index.insert(key, signature)
    return found


def quality(data: Path) -> tuple[float, float, float]:
    """F1 of Veedor, F1 of MinHash at the best threshold, and that threshold."""
    texts, gold = labelled_articles(data), labelled(data)
    ours = {frozenset(pair) for pair in copy_pairs(Texts(texts, {}))}
    concerned = {key: texts[key] for pair in gold for key in pair}
    signatures = dict(_signatures(concerned))
    scores = {}
    for threshold in THRESHOLDS:
        found = _indexed(signatures, threshold)
        scores[threshold] = f1({pair for pair in gold if frozenset(pair) in found}, gold)
    best = max(scores, key=lambda threshold: scores[threshold])
    own = f1({pair for pair in gold if frozenset(pair) in ours}, gold)
    return own, scores[best], best


def speed(count: int, threshold: float) -> tuple[float, float]:
    """Processor milliseconds an article of Veedor and of MinHash, for the same pairs."""
    texts = {article.id: article for article, *_ in generated(count)}
    begun = time.process_time()
    copy_pairs(Texts(texts, {}))
    own = time.process_time() - begun
    begun = time.process_time()
    _indexed(dict(_signatures(texts)), threshold)
    return 1000 * own / count, 1000 * (time.process_time() - begun) / count


def measure(data: Path, count: int = ARTICLES) -> dict[str, float]:
    """Both figures of both, and how many times as fast Veedor is."""
    own, theirs, best = quality(data)
    own_ms, their_ms = speed(count, best)
    return {
        "near_duplicates.f1": own,
        "near_duplicates.f1_minhash": theirs,
        "near_duplicates.ms": own_ms,
        "near_duplicates.ms_minhash": their_ms,
        "near_duplicates.times_as_fast": their_ms / own_ms,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=int, default=ARTICLES)
    options = parser.parse_args()
    data = Path(os.environ.get("VEEDOR_BENCH_DATA", "../shared"))
    for name, value in measure(data, options.articles).items():
        print(f"{name:34} {value:8.3f}")


if __name__ == "__main__":
    main()
