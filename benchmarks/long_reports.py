"""Whether two long reports of one event, by two outlets, are put into one event, and others apart.

Usage: python -m benchmarks.long_reports [--known]

Needs no data but the repository's own: the pairs of `benchmarks/data/contrary_long.txt`, of which
nothing is ever looked at but the figures. `together`: the share of pairs that are one event when
nothing else is there; `apart`: of the reports of two entries that tell the same kind of act, put on
one day, the share that are two. `at_once` has all reports of the file on one day.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations, permutations
from pathlib import Path

from benchmarks.contrary_reports import DATA, TRAINED, collected, pairs
from veedor.group.happenings import happenings
from veedor.group.profiles import Profile, Profiles
from veedor.group.terms import Terms
from veedor.read.reader import Reader

FILE = DATA / "contrary_long.txt"
#: The pairs by which the model was trained, and those by which it was checked.
KNOWN = tuple(TRAINED / f"reports_{number}.txt" for number in (4, 5, 6))

#: The two reports of one event.
Two = tuple[Profile, Profile]


def profiles(reader: Reader, file: Path) -> Iterator[Two]:
    """What the two reports of each pair of a file tell."""
    for number, pair in enumerate(pairs(file)):
        found = collected(reader, pair)
        made = Profiles(found, Terms(found))
        one, other = (made.of(article) for article in found.order)
        yield replace(one, article=f"{number:03}-0"), replace(other, article=f"{number:03}-1")


def as_written(profile: Profile, day: date) -> Profile:
    """A report as if it had been written on another day, with all days that it names."""
    if profile.written is None or profile.earliest is None or profile.latest is None:
        return profile
    later = day - profile.written
    named = (date.fromisoformat(one) + later for one in profile.gist.days)
    days = frozenset(one + later for one in profile.whole.days)
    return replace(
        profile, written=day, earliest=profile.earliest + later, latest=profile.latest + later,
        gist=replace(profile.gist, days=frozenset(one.isoformat() for one in named)),
        whole=replace(profile.whole, days=days),
    )  # fmt: skip


def _are_one(left: Profile, right: Profile) -> bool:
    return len([*happenings(sorted((left, right), key=lambda one: one.written or date.min))]) == 1


def _strangers(told: Sequence[Two]) -> Iterator[Two]:
    """Reports of two entries that tell the same kind of act, as if both were of one day."""
    for (one, _), (_, other) in permutations(told, 2):
        if one.written and one.acts[:1] == other.acts[:1]:
            moved = as_written(other, one.written)
            yield one, replace(moved, earliest=one.earliest, latest=one.latest)


def _at_once(told: Sequence[Two]) -> tuple[float, float]:
    """Precision and recall of pairs when all are written on one day."""
    day = date(2031, 5, 6)
    reports = [as_written(one, day) for both in told for one in both]
    events = [sorted(one.articles) for one in happenings(reports)]
    found = {pair for articles in events for pair in combinations(articles, 2)}
    right = {(one.article, other.article) for one, other in told} & found
    return len(right) / max(1, len(found)), len(right) / len(told)


def judge(told: Sequence[Two]) -> dict[str, float]:
    """The figures of some pairs."""
    strangers = [*_strangers(told)]
    precision, recall = _at_once(told)
    return {
        "together": sum(_are_one(*both) for both in told) / len(told),
        "apart": 1 - sum(_are_one(*both) for both in strangers) / max(1, len(strangers)),
        "at_once.precision": precision,
        "at_once.recall": recall,
    }


def measure(data: Path | None = None) -> dict[str, float]:
    """The figures of the pairs held out; `data` is not needed."""
    del data
    found = judge([*profiles(Reader(), FILE)])
    return {f"long_reports.{name}": round(value, 4) for name, value in found.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--known", action="store_true", help="measure those it was trained on")
    options = parser.parse_args()
    if not options.known:
        for name, value in measure().items():
            print(f"{name:32} {value:7.3f}")
        return
    reader = Reader()
    for file in KNOWN:
        told = [*profiles(reader, file)]
        for name, value in judge(told).items():
            print(f"{file.stem} {name:18} {value:7.3f}")


if __name__ == "__main__":
    main()
