"""Namesakes: how often people who are on no list are taken for somebody who is.

Usage: python -m benchmarks.namesakes [DATA]

50,000 names are put together from the given names and surnames of a package of invented
people (`faker`), culture by culture, and screened against every list of the data. A hit on
exactly the listed name is *name only*: common names are shared. Any other hit is a false one.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from benchmarks.inputs import data_folder
from benchmarks.lists import index_of
from veedor.lists import Index, compare

#: Locales of the package by culture.
CULTURES = {
    "spanish": ("es_ES", "es_MX", "es_AR", "es_CO", "es_CL"),
    "russian": ("ru_RU", "uk_UA"),
    "korean": ("ko_KR",),
    "arabic": ("ar_SA", "ar_EG", "ar_AA"),
    "persian": ("fa_IR",),
    "turkish": ("tr_TR",),
    "chinese": ("zh_CN", "zh_TW"),
    "english": ("en_US", "en_GB"),
    "french": ("fr_FR",),
    "german": ("de_DE",),
}
COUNT = 50_000


def generated(count: int = COUNT, seed: int = 7) -> list[tuple[str, str]]:
    """(culture, name) pairs, the same every time."""
    from faker import Faker

    chance = random.Random(seed)
    each = count // len(CULTURES)
    found = []
    for culture, locales in CULTURES.items():
        makers = [Faker(locale) for locale in locales]
        for number, maker in enumerate(makers):
            maker.seed_instance(seed + number)
        for _ in range(each):
            maker = chance.choice(makers)
            given, surname = maker.first_name(), maker.last_name()
            korean = culture in {"korean", "chinese"}
            found.append((culture, f"{surname}{given}" if korean else f"{given} {surname}"))
    return found


def hits(index: Index, names: list[tuple[str, str]]) -> dict[str, list[int]]:
    """For each culture: how many names, exact hits, other hits."""
    counts: dict[str, list[int]] = {}
    for culture, name in names:
        row = counts.setdefault(culture, [0, 0, 0])
        row[0] += 1
        found = index.screen(name, type="person")
        if found:
            exact = any(compare(name, match.name).exact for match in found)
            row[1 if exact else 2] += 1
            if not exact and "-v" in sys.argv:
                print(name, "|", found[0].name, found[0].score)
    return counts


def measure(data: Path) -> dict[str, float]:
    """Shares of names without an inexact hit; higher is better."""
    counts = hits(index_of(data), generated())
    total = sum(row[0] for row in counts.values())
    figures = {f"namesakes.{name}.clear": 1 - row[2] / row[0] for name, row in counts.items()}
    figures["namesakes.clear"] = 1 - sum(row[2] for row in counts.values()) / total
    return figures


def main() -> None:
    data = data_folder()
    counts = hits(index_of(data), generated())
    counts["all"] = [sum(row[place] for row in counts.values()) for place in range(3)]
    print("culture".ljust(12), "names", "name only", "inexact")
    for culture, (total, exact, inexact) in counts.items():
        print(culture.ljust(12), f"{total:6}", f"{exact / total:9.2%}", f"{inexact / total:8.3%}")


if __name__ == "__main__":
    main()
