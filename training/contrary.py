"""Train the models that say how likely what two reports tell is one thing, told in two ways.

Usage: python -m training.contrary [--folds N]

Learns from labelled sentences and pairs of reports (`training/contrary/`). What is weighed are the
candidates of a comparison: things of two reports that cannot both be right if they are one. A
candidate is a contradiction if its sentences are marked as one about the comparison's attribute and
hold no other candidate; where they hold several, nobody knows which is meant, and none is learned
from. Before the weights are written, precision and recall on entries left out are printed, by which
the threshold is chosen: the lowest that is as precise as `PRECISE`.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import yaml
from benchmarks.contrary_reports import TRAINED, Pair, collected, pairs
from benchmarks.contrary_sentences import entries
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from veedor.group import conflicts
from veedor.group.collection import Collection
from veedor.group.conflicts import one_quantity
from veedor.group.conflicts.gauged import gauges
from veedor.group.conflicts.weighing import Seen
from veedor.model import Span
from veedor.read.reader import Reader

OWN = Path(conflicts.__file__).parent
#: What is shown as a contradiction shall be one this often on reports left out. Of single
#: sentences, where look-alikes are as frequent as contradictions, more are right.
PRECISE = 0.8
#: Regularisation: from 0.1 to 1 the average precision on what is held out is the same within 0.01.
C = 0.3
#: A candidate of whole reports, which are what will be read, counts for so many of sentences: with
#: 1 fewer contradictions of reports are found at one precision, with 6 fewer of sentences.
WHOLE = 3.0
Floats = NDArray[np.float64]
#: A candidate: the sentences that it stands in, and what is seen in it.
Candidate = tuple[Span, Span, Seen]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared: the name of its model, its attribute, and its candidates in the two
    reports of a collection, whose event began on a day.
    """

    model: str
    attributes: frozenset[str]
    candidates: Callable[[Collection, date], Iterator[Candidate]]


def _figures(collection: Collection, first: date) -> Iterator[Candidate]:
    ours, theirs = (list(gauges(collection, key, first)) for key in ("0", "1"))
    for one in one_quantity.candidates(ours, theirs):
        yield one.left.span, one.right.span, one.seen


COMPARISONS = (Comparison(one_quantity.MODEL, frozenset({"number"}), _figures),)


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate of an entry; `contrary`: it is a contradiction."""

    entry: str
    whole: bool
    seen: Seen
    contrary: bool


def labelled() -> Iterator[tuple[str, bool, Pair]]:
    """All pairs of reports, with the entry that each belongs to; whether they are whole reports."""
    for file in sorted(TRAINED.glob("reports_*.txt")):
        for number, pair in enumerate(pairs(file)):
            yield f"{file.stem} {number}", True, pair
    for file in sorted(TRAINED.glob("sentences_*.txt")):
        for number, entry in enumerate(entries(file)):
            for pair in entry.pairs():
                yield f"{file.stem} {number}", False, pair


def examples(
    comparison: Comparison, entry: str, whole: bool, pair: Pair, found: Collection
) -> Iterator[Example]:
    """What can be learned from a pair of reports."""
    held: dict[tuple[int, int], list[Seen]] = {}
    for left, right, seen in comparison.candidates(found, date.fromisoformat(pair.day)):
        place = _place(pair.reports[0], left), _place(pair.reports[1], right)
        held.setdefault(place, []).append(seen)
    alone = any(marked not in comparison.attributes for marked in pair.marked.values())
    for place, all_seen in held.items():
        attribute = pair.marked.get(place)
        if attribute in comparison.attributes and len(all_seen) == 1:
            yield Example(entry, whole, all_seen[0], True)
        elif attribute is None and place not in pair.open and (whole or not alone):
            yield from (Example(entry, whole, seen, False) for seen in all_seen)


def _place(sentences: Sequence[str], span: Span) -> int:
    """Which of the sentences of a report a span is or lies in."""
    return next(
        (n for n, told in enumerate(sentences) if span.text in told or told in span.text), -1
    )


class Data:
    """Examples as a matrix."""

    def __init__(self, found: Sequence[Example]) -> None:
        self.names = sorted({name for one in found for name in one.seen})
        columns = {name: number for number, name in enumerate(self.names)}
        self.matrix = np.zeros((len(found), len(self.names)))
        for row, one in enumerate(found):
            for name, value in one.seen.items():
                self.matrix[row, columns[name]] = value
        self.contrary = np.array([one.contrary for one in found])
        self.entry = np.array([one.entry for one in found])
        self.whole = np.array([one.whole for one in found])

    def fit(self, rows: Sequence[int] | NDArray[np.int64]) -> tuple[Floats, float]:
        """Weights and intercept of a logistic regression on some rows."""
        made = LogisticRegression(C=C, max_iter=5000)
        made.fit(self.matrix[rows], self.contrary[rows], np.where(self.whole[rows], WHOLE, 1.0))
        return made.coef_[0], float(made.intercept_[0])

    def left_out(self, folds: int) -> Floats:
        """The likelihood of each example by a model that was not trained on its entry."""
        found = np.zeros(len(self.contrary))
        for trained, out in GroupKFold(folds).split(self.matrix, self.contrary, self.entry):
            weights, intercept = self.fit(trained)
            found[out] = 1 / (1 + np.exp(-self.matrix[out] @ weights - intercept))
        return found

    def threshold(self, found: Floats) -> float:
        """The lowest likelihood from which reports left out are precise enough."""
        for percent in range(30, 96):
            got = self.whole & (found >= percent / 100)
            if got.any() and self.contrary[got].mean() >= PRECISE:
                return percent / 100
        return 0.95


def judge(data: Data, found: Floats) -> None:
    """Print precision and recall of both kinds of data at some thresholds."""
    for name, rows in (("reports", data.whole), ("sentences", ~data.whole)):
        for percent in range(40, 100, 10):
            got = rows & (found >= percent / 100)
            right, wanted = int(data.contrary[got].sum()), int(data.contrary[rows].sum())
            print(
                f"  {name:9} from 0.{percent}: {right:5} of {wanted:5}, {got.sum() - right:4} not"
            )


def write(model: str, data: Data, weights: Floats, always: float, threshold: float) -> None:
    """Write the data of a model."""
    head = (
        "# A log-linear model, written by `make train-contrary` (training/contrary.py): log-odds\n"
        "# that two things of two reports, which differ, are one, by what is seen in both.\n"
    )
    told = {name: round(float(w), 2) for name, w in zip(data.names, weights, strict=True)}
    body = {"always": round(always, 2), "threshold": threshold,
            "weights": {name: weight for name, weight in told.items() if weight}}  # fmt: skip
    (OWN / f"{model}.yaml").write_text(head + yaml.safe_dump(body, width=96), "utf-8")


def main() -> None:
    """Measure, then train on everything and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--folds", type=int, default=10)
    options = parser.parse_args()
    reader, found = Reader(), {comparison.model: list[Example]() for comparison in COMPARISONS}
    for entry, whole, pair in labelled():
        made = collected(reader, pair)
        for comparison in COMPARISONS:
            found[comparison.model] += examples(comparison, entry, whole, pair, made)
    for model, rows in found.items():
        data = Data(rows)
        print(f"{model}: {len(rows)} candidates, {int(data.contrary.sum())} contradictions")
        left_out = data.left_out(options.folds)
        judge(data, left_out)
        threshold = data.threshold(left_out)
        print(f"  threshold {threshold}")
        write(model, data, *data.fit(range(len(rows))), threshold)


if __name__ == "__main__":
    main()
