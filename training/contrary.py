"""Train the models that say how likely what two reports tell is one thing, told in two ways.

Usage: python -m training.contrary [--press FOLDER] [--folds N] [MODEL ...]

Learns from labelled sentences and pairs of reports (`training/contrary/`). What is weighed are the
candidates of a comparison: things of two reports that cannot both be right if they are one. A
candidate is a contradiction if its sentences are marked as one about the comparison's attributes;
where they hold several candidates, the likeliest is. With `--press`, the folder of the public
Timeline17 (whose articles stand in files `*/articles.jsonl`), candidates of real reports are added,
none of them a contradiction: hardly any is. Before the weights are written, precision and recall on
entries left out are printed, by which the threshold is chosen: the lowest that is as precise as the
comparison asks.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

import numpy as np
import yaml
from benchmarks.contrary_reports import TRAINED, Pair, collected, pairs, taken_for_one
from benchmarks.contrary_sentences import entries
from benchmarks.gold import veedor
from benchmarks.press import ROOT, labels, same_words
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from veedor.engine.collection import load_collection
from veedor.errors import VeedorError
from veedor.group import conflicts, group
from veedor.group.collection import Collection
from veedor.group.conflicts import (
    denying,
    doubting,
    gauging,
    one_quantity,
    told_and_denied,
    weighing,
)
from veedor.group.conflicts.deeds import deeds
from veedor.group.conflicts.gauged import Gauge, gauges
from veedor.group.conflicts.parts import epithets
from veedor.group.conflicts.telling import told_by
from veedor.group.conflicts.weighing import Seen, Weighed
from veedor.link import Context, link
from veedor.lists import Index
from veedor.model import Article, Dating, SideSpan, Span
from veedor.read.reader import Reader
from veedor.store import Workspace

OWN = Path(conflicts.__file__).parent
#: Regularisation: from 0.1 to 1 the average precision on what is held out is the same within 0.01.
C = 0.3
#: What a candidate counts for, by where it comes from. Long reports are what will be read, and few;
#: single sentences hold nothing but the one contradiction; real reports hold many candidates.
WEIGHTS = {"sentences": 1.0, "short": 3.0, "long": 3.0, "example": 9.0, "press": 1.0}
#: A report is long from so many sentences on.
LONG = 12
#: So often the likeliest of several candidates is looked for anew.
ROUNDS = 2
#: Articles that are taken from each folder of the press; longer ones are no single reports.
ARTICLES, CHARACTERS = 80, 12_000
Floats = NDArray[np.float64]
Rows = NDArray[np.int64]
#: Between what two things a candidate stands.
Sides = Callable[[Any], tuple[Any, Any]]
#: A candidate: the sentences that it stands in, and what is seen in it.
Candidate = tuple[Span, Span, Seen]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared: the name of its model, its attributes (none: all), its candidates in the
    two reports of a collection whose event began on a day, those of a collection of real reports
    by article, how often what is shown shall be a contradiction, and whether single sentences are
    compared, too.
    """

    model: str
    attributes: frozenset[str]
    candidates: Callable[[Collection, date], Iterator[Candidate]]
    press: Callable[[Collection], Iterator[tuple[str, Seen]]]
    precise: float
    of_sentences: bool = True
    weights: Mapping[str, float] = field(default_factory=lambda: WEIGHTS)


def _figures(collection: Collection, first: date) -> Iterator[Candidate]:
    ours, theirs = (list(gauges(collection, key, first)) for key in ("0", "1"))
    for one in one_quantity.candidates(ours, theirs):
        yield one.left.span, one.right.span, one.seen


def _denials(collection: Collection, first: date) -> Iterator[Candidate]:
    named = epithets(collection, ("0", "1"))
    ours, theirs = (
        told_by(collection, key, deeds(collection, key, named), first) for key in ("0", "1")
    )
    for one in told_and_denied.candidates(ours, theirs):
        left, right = (one.yes, one.no) if one.yes[0] == "0" else (one.no, one.yes)
        yield left[1], right[1], one.seen


def _weighed(module: ModuleType) -> Callable[[Collection], Iterator[tuple[str, Seen]]]:
    """What a module weighs when real reports are grouped, by article."""

    def of(collection: Collection) -> Iterator[tuple[str, Seen]]:
        found: list[tuple[str, Seen]] = []

        def likely(_: str, met: Iterable[Weighed], sides: Sides) -> Iterator[Weighed]:
            found.extend((_article(sides(one)[0]), one.seen) for one in met)
            return iter(())

        with patch.object(module, "likely", likely), _all_believed():
            group(collection)
        return iter(found)

    return of


def _article(side: Any) -> str:
    """The article of a figure, or of a sentence beside its article."""
    return side.article if isinstance(side, Gauge) else side[0]


def _all_believed() -> AbstractContextManager[object]:
    """Grouping without doubts, which are what is trained last."""
    return patch.object(conflicts, "doubted", lambda _, found: found)


def _undoubted(collection: Collection) -> Iterator[tuple[SideSpan, SideSpan, Seen]]:
    """What stands against each other in a collection before it is doubted."""
    with _all_believed():
        groups = group(collection)
    for one in groups.conflicts:
        for left, right in doubting.facing(one):
            yield left, right, doubting.seen_in(collection, one.attribute, left, right)


def _claims(collection: Collection, first: date) -> Iterator[Candidate]:
    del first
    with taken_for_one():
        for left, right, seen in _undoubted(collection):
            ours, theirs = (left, right) if left.article == "0" else (right, left)
            yield ours, theirs, seen


def _press_claims(collection: Collection) -> Iterator[tuple[str, Seen]]:
    return ((left.article, seen) for left, _, seen in _undoubted(collection))


COMPARISONS = (
    Comparison(one_quantity.MODEL, frozenset({"number"}), _figures, _weighed(gauging), 0.62),
    # single sentences would teach it what is not so of reports: half of all candidates contradict
    Comparison(
        told_and_denied.MODEL, frozenset({"denial", "participants", "agent"}),
        _denials, _weighed(denying), 0.84, of_sentences=False,
        weights={"short": 1.0, "long": 3.0, "press": 3.0},
    ),
    # what it doubts depends on the models before it
    Comparison(doubting.MODEL, frozenset(), _claims, _press_claims, 0.78, of_sentences=False),
)


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate of an entry, from a kind of reports (of `WEIGHTS`); `contrary`: its
    sentences are marked; candidates of one `mark` stand in the same ones.
    """

    entry: str
    kind: str
    seen: Seen
    contrary: bool
    mark: int = -1


def labelled(of_sentences: bool) -> Iterator[tuple[str, str, Pair]]:
    """All pairs of reports, with the entry that each belongs to and the kind of reports."""
    for file in sorted(TRAINED.glob("reports_*.txt")):
        for number, pair in enumerate(pairs(file)):
            kind = "long" if min(map(len, pair.reports)) >= LONG else "short"
            yield f"{file.stem} {number}", kind, pair
    for file in sorted(TRAINED.glob("sentences_*.txt") if of_sentences else ()):
        for number, entry in enumerate(entries(file)):
            for pair in entry.pairs():
                yield f"{file.stem} {number}", "sentences", pair


def examples(
    comparison: Comparison, entry: str, kind: str, pair: Pair, found: Collection
) -> Iterator[Example]:
    """What can be learned from a pair of reports."""
    held: dict[tuple[int, int], list[Seen]] = {}
    for left, right, seen in comparison.candidates(found, date.fromisoformat(pair.day)):
        place = _place(pair.reports[0], left), _place(pair.reports[1], right)
        held.setdefault(place, []).append(seen)
    wanted = comparison.attributes or frozenset(pair.marked.values())
    alone = any(marked not in wanted for marked in pair.marked.values())
    for place, all_seen in held.items():
        attribute = pair.marked.get(place)
        if attribute in wanted:
            mark = hash((entry, pair.reports[1][place[1]], place))
            yield from (Example(entry, kind, seen, True, mark) for seen in all_seen)
        elif attribute is None and place not in pair.open and (kind != "sentences" or not alone):
            yield from (Example(entry, kind, seen, False) for seen in all_seen)


def _place(sentences: Sequence[str], span: Span) -> int:
    """Which of the sentences of a report a span is or lies in."""
    return next(
        (n for n, told in enumerate(sentences) if span.text in told or told in span.text), -1
    )


def press(reader: Reader, folder: Path) -> Collection:
    """Real reports of some stories, read."""
    articles, readings, datings, linked = {}, {}, {}, {}
    for file in sorted(folder.glob("*/articles.jsonl")):
        for line in file.read_text("utf-8").splitlines()[:ARTICLES]:
            row = json.loads(line)
            key, day = f"{file.parent.name}/{row['id']}", row["time"]
            article = Article(
                id=key, source=key, text=row["text"], published=day, language="en",
                outlet=file.parent.name.rpartition("_")[2],
            )  # fmt: skip
            if len(article.text) > CHARACTERS:
                continue
            try:
                readings[key] = reader.read(article)
            except VeedorError:
                continue
            articles[key] = article
            datings[key] = Dating(article=key, basis="metadata", date=day, earliest=day, latest=day)
            linked[key] = link(article, readings[key], datings[key], Context(Index(()), {}))
    return Collection(articles, readings, datings, linked)


def example_press() -> Collection:
    """The example press of the repository, as a workspace holds it."""
    with tempfile.TemporaryDirectory() as folder:
        veedor(Path(folder), "init")
        veedor(Path(folder), "run", "examples/press", cwd=ROOT)
        with Workspace(Path(folder)) as opened:
            return load_collection(opened)


def of_example_press(collection: Collection) -> Iterator[Example]:
    """What stands against each other in the example press, where it is labelled."""
    known = {Path(article.source).name: key for key, article in collection.articles.items()}
    rows = [
        ({known[row[side]["article"]]: row[side]["text"] for side in "ab"}, row)
        for row in labels("conflicts")
    ]
    for left, right, seen in _undoubted(collection):
        for texts, row in rows:
            both = [(span, texts.get(span.article)) for span in (left, right)]
            if len(texts) > 1 and all(text and same_words(span.text, text) for span, text in both):
                entry, contrary = f"press {row['about']}", row["label"] == "conflict"
                yield Example(entry, "example", seen, contrary, hash((left.text, right.text)))
                break


class Data:
    """Examples as a matrix."""

    def __init__(self, found: Sequence[Example], weights: Mapping[str, float] = WEIGHTS) -> None:
        self.names = sorted({name for one in found for name in one.seen})
        columns = {name: number for number, name in enumerate(self.names)}
        self.matrix = np.zeros((len(found), len(self.names)))
        for row, one in enumerate(found):
            for name, value in one.seen.items():
                self.matrix[row, columns[name]] = value
        self.contrary = np.array([one.contrary for one in found])
        self.entry = np.array([one.entry for one in found])
        self.kind = np.array([one.kind for one in found])
        self.mark = np.array([one.mark for one in found])
        self.weight = np.array([weights[one.kind] for one in found])

    def fit(self, rows: Rows) -> tuple[Floats, float]:
        """Weights and intercept of a logistic regression on some rows: of several candidates in
        marked sentences, first on those that are alone, then on the likeliest of each.
        """
        marks: dict[int, list[int]] = {}
        for row in rows[self.contrary[rows]]:
            marks.setdefault(int(self.mark[row]), []).append(int(row))
        others = rows[~self.contrary[rows]]
        taken = [held[0] for held in marks.values() if len(held) == 1]
        for left in reversed(range(ROUNDS)):
            used = np.concatenate([others, np.array(taken, dtype=np.int64)])
            made = LogisticRegression(C=C, max_iter=5000)
            made.fit(self.matrix[used], self.contrary[used], self.weight[used])
            if left:
                score = self.matrix @ made.coef_[0]
                taken = [max(held, key=lambda row: score[row]) for held in marks.values()]
        return made.coef_[0], float(made.intercept_[0])

    def left_out(self, folds: int) -> Floats:
        """The likelihood of each example by a model that was not trained on its entry."""
        found = np.zeros(len(self.contrary))
        for trained, out in GroupKFold(folds).split(self.matrix, self.contrary, self.entry):
            weights, intercept = self.fit(trained)
            found[out] = 1 / (1 + np.exp(-self.matrix[out] @ weights - intercept))
        return found

    def counted(self, found: Floats, kind: str, least: float) -> tuple[int, int]:
        """How many contradictions of a kind of reports, and how many that are none, are found."""
        rows = (self.kind == kind) & (found >= least)
        return len(set(self.mark[rows & self.contrary])), int((rows & ~self.contrary).sum())

    def threshold(self, found: Floats, precise: float) -> float:
        """The lowest likelihood from which reports left out are precise enough, all together."""
        reports = ("short", "long", "example", "press")
        for percent in range(30, 96):
            counts = [self.counted(found, kind, percent / 100) for kind in reports]
            right, wrong = (sum(numbers) for numbers in zip(*counts, strict=True))
            if right and right / (right + wrong) >= precise:
                return percent / 100
        return 0.95


def judge(data: Data, found: Floats) -> None:
    """Print how many contradictions are found in each kind of reports at some thresholds."""
    for kind in WEIGHTS:
        wanted, _ = data.counted(found, kind, 0.0)
        for percent in range(20, 90, 10):
            right, wrong = data.counted(found, kind, percent / 100)
            print(f"  {kind:9} from 0.{percent}: {right:5} of {wanted:5}, {wrong:4} not")


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


def learned(reader: Reader, folder: Path | None, comparison: Comparison) -> Iterator[Example]:
    """All examples of a comparison."""
    for entry, kind, pair in labelled(comparison.of_sentences):
        yield from examples(comparison, entry, kind, pair, collected(reader, pair))
    if comparison.model == doubting.MODEL:
        yield from of_example_press(example_press())
    if folder is not None:
        for article, seen in comparison.press(press(reader, folder)):
            # all reports of one story are left out together
            yield Example(article.partition("_")[0], "press", seen, False)


def main() -> None:
    """Measure, then train on everything and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("models", nargs="*", help="which to train; all unless some are named")
    parser.add_argument("--press", type=Path, metavar="FOLDER", help="real reports (Timeline17)")
    parser.add_argument("--folds", type=int, default=10)
    options = parser.parse_args()
    for comparison in COMPARISONS:
        if options.models and comparison.model not in options.models:
            continue
        data = Data(list(learned(Reader(), options.press, comparison)), comparison.weights)
        print(f"{comparison.model}: {len(data.entry)} candidates")
        left_out = data.left_out(options.folds)
        judge(data, left_out)
        threshold = data.threshold(left_out, comparison.precise)
        print(f"  threshold {threshold}")
        write(comparison.model, data, *data.fit(np.arange(len(data.entry))), threshold)
        # the next comparison may weigh with what was just written
        weighing._model.cache_clear()


if __name__ == "__main__":
    main()
