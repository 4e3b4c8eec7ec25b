"""Copied texts among news reports: 98 labelled pairs, in the midst of 3,335 articles.

Usage: python -m benchmarks.copies [--errors]
"""

from __future__ import annotations

import argparse
import json
from itertools import combinations
from pathlib import Path

from benchmarks.inputs import DATA
from veedor.date.copies import Texts, copy_pairs, families_of
from veedor.model import Article

COPIED = frozenset({"same-text", "update", "derived"})


def articles(data: Path) -> dict[str, Article]:
    """All articles of the timelines, by folder and id."""
    found = {}
    for file in sorted((data / "bench" / "timelines").glob("*/articles.jsonl")):
        outlet = file.parent.name.rpartition("_")[2]
        for line in file.read_text("utf-8").splitlines():
            row = json.loads(line)
            key = f"{file.parent.name}/{row['id']}"
            found[key] = Article(
                id=key, source=key, text=row["text"], outlet=outlet, published=row["time"]
            )
    return found


def labelled(data: Path) -> dict[tuple[str, str], bool]:
    """Whether a pair is copied."""
    file = data / "bench" / "copies" / "pairs_dev.jsonl"
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    return {("/".join(row["a"]), "/".join(row["b"])): row["relation"] in COPIED for row in rows}


def f1(found: set[tuple[str, str]], gold: dict[tuple[str, str], bool]) -> float:
    """F1 of the pairs found among those labelled."""
    right = sum(gold[pair] for pair in found)
    return 2 * right / max(1, len(found) + sum(gold.values()))


def evaluate(data: Path) -> tuple[dict[str, float], dict[tuple[str, str], bool]]:
    """The figures, and what was decided on each labelled pair."""
    texts, gold = Texts(articles(data), {}), labelled(data)
    pairs = copy_pairs(texts)
    copied = {frozenset(pair) for pair in pairs}
    families = families_of(texts, pairs)
    together = {
        frozenset(pair)
        for family in families
        for pair in combinations([member.article for member in family.members], 2)
    }
    direct = {pair for pair in gold if frozenset(pair) in copied}
    figures = {
        "copies.pair_f1": f1(direct, gold),
        "copies.family_f1": f1({pair for pair in gold if frozenset(pair) in together}, gold),
        "copies.largest_family": float(max(len(family.members) for family in families)),
    }
    return figures, {pair: pair in direct for pair in gold}


def measure(data: Path = DATA) -> dict[str, float]:
    """Figures for the quality gate, higher is better."""
    figures, _ = evaluate(data)
    return {name: round(value, 4) for name, value in figures.items() if name.endswith("f1")}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--errors", action="store_true", help="list the pairs decided wrongly")
    options = parser.parse_args()
    figures, decided = evaluate(DATA)
    for name, value in figures.items():
        print(f"{name:28} {value:8.4f}")
    if options.errors:
        gold = labelled(DATA)
        for pair, answer in decided.items():
            if answer != gold[pair]:
                print("found" if answer else "missed", *pair)


if __name__ == "__main__":
    main()
