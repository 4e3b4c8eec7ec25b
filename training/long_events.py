"""Train what tells whether two long reports tell one event, and say how good it is.

Usage: python -m training.long_events

Writes `long` and `common_names` of `likeness.yaml`, on the heads' weights that are there (after
`python -m training.events`). Learns from pairs of long reports of one event
(`contrary/reports_4.txt`, `reports_5.txt`), from reports of two of those events put on one day,
and from articles of one story of Timeline17 that are days apart, put on one day (needs
`VEEDOR_BENCH_DATA`). Prints what is put together of these, and of `reports_6.txt` that is left out.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, permutations

import numpy as np
from benchmarks.contrary_reports import TRAINED, collected, pairs
from benchmarks.long_reports import Two, as_written
from benchmarks.same_event import report
from benchmarks.timelines import load
from msgspec import structs
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from training.events import profiles_of, write
from veedor.group.collection import Collection
from veedor.group.happenings import RARE
from veedor.group.likeness import SAME_EVENT, at_length, heads, near_in_time
from veedor.group.mentions import mentions
from veedor.group.profiles import Profile
from veedor.group.whole import words_of
from veedor.read.reader import Reader

#: Pairs of short reports, of long ones, and of long ones that are left out.
SHORT, LONG, LEFT_OUT = (1, 2, 3), (4, 5), 6
#: A word in the names of so many events is none that few have: with 4, *sierra* and *colegio* are
#: names yet, and of two events of one day in ten pairs more is taken for one.
COMMON = 3
#: Articles of one story that are so many days apart hardly tell one event.
APART = 4
#: So many articles of each outlet's story are read, its first, and so many pairs learned from. Of a
#: random sample most reports of a day are missing, and with them which names few of them have.
READ, STORIES = 70, 4000
#: What counts as much as a pair of one story: one of one event, and one of two events.
TOGETHER, STRANGERS = 60.0, 2.0
#: The share of pairs of events that tell no act of the same kind that is learned from.
UNLIKE = 0.3
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """Two long reports as if of about one day: what is seen in them, and whether they are one."""

    source: str
    seen: tuple[float, ...]
    same: bool
    weight: float = 1.0


def _collections(reader: Reader, number: int) -> Iterator[Collection]:
    for pair in pairs(TRAINED / f"reports_{number}.txt"):
        yield collected(reader, pair)


def common_names(found: Iterable[Collection]) -> list[str]:
    """Words that are in the names of several events."""
    seen: Counter[str] = Counter()
    for one in found:
        told = (mention for article in one.order for mention in mentions(one, article))
        seen.update({word for mention in told for word in words_of(mention)})
    return sorted(word for word, count in seen.items() if count >= COMMON)


def example(
    source: str, left: Profile, right: Profile, rare: Set[str], same: bool, weight: float = 1.0
) -> Iterator[Example]:
    """What is seen in two long reports."""
    if left.whole.long and right.whole.long and near_in_time(left, right):
        seen = at_length(left, right, rare)
        yield Example(source, (heads(left, right), seen["names"], seen["days"]), same, weight)


def of_pairs(source: str, told: Sequence[Two]) -> Iterator[Example]:
    """Pairs of one event, and reports of two events as if both had happened on one day."""
    chance = random.Random(5)  # noqa: S311 (the same pairs each time)
    for left, right in told:
        yield from example(source, left, right, left.whole.names, True, TOGETHER)
    for (left, _), (_, other) in permutations(told, 2):
        if left.written and (left.acts[:1] == other.acts[:1] or chance.random() < UNLIKE):
            right = as_written(other, left.written)
            names = left.whole.names
            yield from example(f"{source} strangers", left, right, names, False, STRANGERS)


def _stories(reader: Reader) -> tuple[dict[str, Profile], dict[str, str]]:
    found, story = load()
    outlets: dict[str, list[str]] = defaultdict(list)
    for key in found.order:
        outlets[key.partition("/")[0]].append(key)
    read = {
        key: report(reader, structs.replace(found.articles[key], language="en"))
        for keys in outlets.values()
        for key in keys[:READ]
        if found.articles[key].text.strip()
    }
    whole = Collection(
        {key: found.articles[key] for key in read},
        {key: one[0] for key, one in read.items()},
        {key: one[1] for key, one in read.items()},
        {key: one[2] for key, one in read.items()},
    )
    return profiles_of(whole), story


def _rare_on(day: date, told: Iterable[Profile]) -> frozenset[str]:
    """Words of names that few reports of about that day have."""
    seen: Counter[str] = Counter()
    for one in told:
        if one.written and abs((one.written - day).days) <= 1:
            seen.update(one.whole.names)
    return frozenset(word for word, count in seen.items() if count <= RARE)


def of_stories(reader: Reader) -> Iterator[Example]:
    """Articles of one story that are days apart, as if they were of one day."""
    told, story = _stories(reader)
    days = {one.written for one in told.values() if one.written}
    rare = {day: _rare_on(day, told.values()) for day in days}
    long = sorted(key for key, one in told.items() if one.whole.long and one.written)
    may = [(a, b) for a, b in combinations(long, 2) if story[a] == story[b]]
    random.Random(5).shuffle(may)  # noqa: S311 (the same pairs each time)
    count = 0
    for one, other in may:
        left, right = told[one], told[other]
        assert left.written and right.written
        if abs(left.written - right.written) < timedelta(days=APART) or count == STORIES:
            continue
        count += 1
        names = rare[left.written] & rare[right.written]
        yield from example("stories", left, as_written(right, left.written), names, False)


def fit(found: Sequence[Example]) -> tuple[Floats, float]:
    """Weights and intercept."""
    made = LogisticRegression(C=30.0, max_iter=5000)
    made.fit([one.seen for one in found], [one.same for one in found],
             [one.weight for one in found])  # fmt: skip
    return made.coef_[0], float(made.intercept_[0])


def judge(found: Sequence[Example], weights: Floats, intercept: float) -> None:
    """Print how many pairs of each source are taken for one event."""
    least = np.log(SAME_EVENT / (1 - SAME_EVENT))
    for source in dict.fromkeys(one.source for one in found):
        rows = [one.seen for one in found if one.source == source]
        taken = int((np.array(rows) @ weights + intercept >= least).sum())
        print(f"  {source:24} {taken:5} of {len(rows):5} taken for one event")


def main() -> None:
    """Train on everything but what is left out, judge, and write."""
    reader = Reader()
    read = {number: [*_collections(reader, number)] for number in (*SHORT, *LONG, LEFT_OUT)}
    known = (one for number in (*SHORT, *LONG) for one in read[number])
    write(common_names=common_names(known))
    told = {
        number: [(one, other) for one, other in (profiles_of(c).values() for c in read[number])]
        for number in (*LONG, LEFT_OUT)
    }
    left_out = [*of_pairs(f"reports_{LEFT_OUT} (left out)", told[LEFT_OUT])]
    found = [one for number in LONG for one in of_pairs(f"reports_{number}", told[number])]
    found += of_stories(reader)
    weights, intercept = fit(found)
    judge([*found, *left_out], weights, intercept)
    names = dict(zip(("heads", "names", "days"), weights, strict=True)) | {"always": intercept}
    write(long={name: round(float(weight), 2) for name, weight in names.items()})


if __name__ == "__main__":
    main()
