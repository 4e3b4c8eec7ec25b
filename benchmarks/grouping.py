"""Articles grouped by story, without telling how many there are.

Usage: python -m benchmarks.grouping [--sample N] [--sweep | --peers]

B³ F1 stands beside a single-pass TF-IDF baseline of the same run, at the best of its
thresholds, chosen on the very data; with `--peers` also beside scikit-learn's TF-IDF and
DBSCAN, at the best of its settings, with the seconds that each takes.
"""

from __future__ import annotations

import argparse
import math
import re
import time
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from pathlib import Path

from benchmarks.inputs import DATA
from benchmarks.timelines import load
from veedor.group.collection import Collection
from veedor.group.storylines import partition
from veedor.group.terms import vectors

_WORD = re.compile(r"\w{3,}")
#: The baseline's best threshold on all 3,335 reports: 0.755 at 0.06, 0.859 at 0.08, 0.857 at 0.1,
#: 0.798 at 0.12, 0.718 at 0.15. Larger ones take ten times as long.
THRESHOLDS = (0.08, 0.1)


def b_cubed(found: Mapping[str, Hashable], gold: Mapping[str, Hashable]) -> float:
    """B³ F1 (Bagga and Baldwin, 1998) of a partition."""
    cells = Counter((found[key], gold[key]) for key in gold)
    ours, theirs = Counter(found[key] for key in gold), Counter(gold.values())
    total = len(gold)
    precision = sum(n * n / ours[one] for (one, _), n in cells.items()) / total
    recall = sum(n * n / theirs[other] for (_, other), n in cells.items()) / total
    return 2 * precision * recall / (precision + recall)


def _baseline_vectors(collection: Collection) -> dict[str, dict[str, float]]:
    counts = {
        key: Counter(_WORD.findall(collection.articles[key].text.lower()))
        for key in collection.order
    }
    frequency: Counter[str] = Counter(word for row in counts.values() for word in row)
    found = {}
    for key, row in counts.items():
        weights = {
            word: (1 + math.log(n)) * math.log(len(counts) / frequency[word])
            for word, n in row.items()
        }
        length = math.sqrt(sum(x * x for x in weights.values())) or 1.0
        found[key] = {word: x / length for word, x in weights.items()}
    return found


def single_pass(vectors: Mapping[str, Mapping[str, float]], near: float) -> dict[str, int]:
    """Each article joins the group with the nearest centroid, or begins one."""
    sums: list[dict[str, float]] = []
    lengths: list[float] = []
    postings: dict[str, set[int]] = defaultdict(set)
    found = {}
    for key, vector in vectors.items():
        scores: dict[int, float] = defaultdict(float)
        for word, x in vector.items():
            for group in postings[word]:
                scores[group] += x * sums[group][word]
        best = max(scores, key=lambda group: scores[group] / lengths[group], default=None)
        if best is None or scores[best] / lengths[best] < near:
            best = len(sums)
            sums.append({})
            lengths.append(0.0)
        for word, x in vector.items():
            sums[best][word] = sums[best].get(word, 0.0) + x
            postings[word].add(best)
        lengths[best] = math.sqrt(sum(x * x for x in sums[best].values()))
        found[key] = best
    return found


def baseline(collection: Collection, gold: Mapping[str, str]) -> float:
    """B³ F1 of the single-pass TF-IDF baseline at its best threshold."""
    weighted = _baseline_vectors(collection)
    return max(b_cubed(single_pass(weighted, near), gold) for near in THRESHOLDS)


def evaluate(data: Path, sample: int | None = None) -> dict[str, float]:
    """Our figure and the baseline's."""
    collection, gold = load(data, sample)
    found = partition(collection.order, vectors(collection))
    return {
        "stories.b3_f1": b_cubed(found, gold),
        "stories.b3_f1_baseline": baseline(collection, gold),
        "stories.found": float(len(set(found.values()))),
    }


def measure(data: Path = DATA) -> dict[str, float]:
    """Figures for the quality gate, higher is better."""
    figures = evaluate(data)
    ours, theirs = figures["stories.b3_f1"], figures["stories.b3_f1_baseline"]
    return {"stories.b3_f1": round(ours, 4), "stories.b3_over_baseline": round(ours - theirs, 4)}


def _dbscan(collection: Collection, gold: Mapping[str, str]) -> tuple[float, float]:
    """scikit-learn's TF-IDF and DBSCAN: best B³ F1 of its settings, and the seconds of one."""
    from sklearn.cluster import DBSCAN
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = [collection.articles[key].text for key in collection.order]
    begun = time.process_time()
    weighted = TfidfVectorizer(sublinear_tf=True, max_df=0.5, min_df=2).fit_transform(texts)
    vectorized = time.process_time() - begun
    best, taken = 0.0, 0.0
    for eps in (0.7, 0.75, 0.8, 0.85, 0.9):
        begun = time.process_time()
        labels = DBSCAN(eps=eps, min_samples=2, metric="cosine").fit_predict(weighted)
        taken = time.process_time() - begun
        groups = zip(collection.order, labels, strict=True)
        found = {key: key if label < 0 else int(label) for key, label in groups}
        best = max(best, b_cubed(found, gold))
    return best, vectorized + taken


def _peers(sample: int | None) -> None:
    collection, gold = load(DATA, sample)
    begun = time.process_time()
    found = partition(collection.order, vectors(collection))
    seconds = time.process_time() - begun
    print(f"stories       {b_cubed(found, gold):7.3f} {seconds:7.1f} s")
    score, seconds = _dbscan(collection, gold)
    print(f"TF-IDF DBSCAN {score:7.3f} {seconds:7.1f} s")


def _sweep(samples: Iterable[int | None]) -> None:
    for sample in samples:
        collection, gold = load(DATA, sample)
        words = vectors(collection)
        for near in (0.06, 0.08, 0.09, 0.1, 0.12, 0.15, 0.18, 0.22):
            found = partition(collection.order, words, near)
            print(f"{sample or len(gold):6} {near:5.2f} {b_cubed(found, gold):7.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sample", type=int, help="only so many of the articles")
    parser.add_argument("--sweep", action="store_true", help="show how the threshold was chosen")
    parser.add_argument("--peers", action="store_true", help="beside scikit-learn's DBSCAN")
    options = parser.parse_args()
    if options.peers:
        _peers(options.sample)
        return
    if options.sweep:
        _sweep((50, 100, 300, 1000, None))
        return
    for name, value in evaluate(DATA, options.sample).items():
        print(f"{name:28} {value:8.4f}")


if __name__ == "__main__":
    main()
