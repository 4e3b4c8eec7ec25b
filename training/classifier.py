"""Train the model that judges what a sentence tells by a measure, and say how good it is.

Usage: python -m training.classifier [--folds N] [--quick]

Reads `training/passages`, writes `classifier.npz` into the pack's folder. Before that it prints
precision and recall on passages that a model was not trained on (files left out in turn), by
which agreement and threshold are chosen; `held_back.txt` is never trained on.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from training.passages import FOLDER, Label, Passage, from_tests, passages
from veedor.link.choosing import chosen
from veedor.link.classify.features import features, scenes
from veedor.link.classify.judging import is_context
from veedor.link.classify.model import FILE, Model
from veedor.link.landscape import landscape
from veedor.link.meant import with_antecedents
from veedor.model import Article
from veedor.read.reader import Reader
from veedor.regimes import Pack, built_in
from veedor.vectors import vector

#: The vector of a sentence is so long for all measures together, and for each of them.
GENERAL, SPECIAL = 2.0, 6.0
#: A feature of fewer examples tells nothing.
RARE = 3
#: How sure one must be: the share of right ones among those judged to be statements.
PRECISION = 0.9
#: What tests ask for has one hard point each, and counts for so many others.
TESTED, TESTED_WEIGHT = ("passages", "dispatches"), 4.0
#: Passages on which the indicators were worked on: there their word is worth more than elsewhere.
TUNED = (*(f"{number:02d}" for number in range(1, 13)), *TESTED)
#: What each side adds that an act tells of which an indicator says that it is one of the measure.
#: On 1,400 passages that the indicators were not worked on, 90 in 100 of their findings with both
#: sides told were right, 76 with one, 44 with none.
AGREEMENT = 2.0
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Example:
    """A measure of whose things a sentence has a word: does the sentence tell an act of it?"""

    batch: str
    measure: str
    features: dict[str, float]
    vector: Floats
    told: int
    label: Label | None
    debatable: bool

    @property
    def right(self) -> bool:
        """Whether it does."""
        return self.label is not None


def examples(pack: Pack, reader: Reader, told: Iterable[Passage]) -> Iterator[Example]:
    """Every sentence and measure of some passages that the model would be asked about."""
    for passage in told:
        article = Article(
            id=passage.id, source=passage.id, text=passage.text, language=passage.language,
            published=passage.published.isoformat(), outlet="Training",
        )  # fmt: skip
        reading = with_antecedents(reader.read(article))
        states = landscape(reading, pack.target, pack.header.watch)
        fitting = {
            (reading.clauses[c.clause].sentence, c.indicator.measure): c.sides.told
            for c in chosen(reading, pack, states)
            if not is_context(reading, c)
        }
        for scene in scenes(reading, pack, states):
            sentence = reading.sentences[scene.number]
            labels = [
                label
                for label in passage.labels
                if label.start < sentence.end and sentence.start < label.end
            ]
            firm = {la.measure: la for la in labels if la.kind and not la.debatable}
            open_to_doubt = {la.measure for la in labels if la.debatable}
            for measure in scene.touched:
                if not pack.measures[measure].reportable:
                    continue
                yield Example(
                    batch=passage.batch,
                    measure=measure,
                    features=features(scene, measure, pack, states.target),
                    vector=vector(scene.written),
                    told=fitting.get((scene.number, measure), 0),
                    label=firm.get(measure),
                    debatable=measure in open_to_doubt - firm.keys(),
                )


class Data:
    """Examples as matrices."""

    def __init__(self, found: Sequence[Example]) -> None:
        """Features that hardly any example has are left out."""
        self.measures = sorted({example.measure for example in found})
        vectorizer = DictVectorizer(dtype=np.float32)
        plain = vectorizer.fit_transform(example.features for example in found).tocsr()
        kept = np.asarray((plain != 0).sum(axis=0)).ravel() >= RARE
        self.names = [n for n, keep in zip(vectorizer.feature_names_, kept, strict=True) if keep]
        vectors = np.array([example.vector for example in found], dtype=np.float32)
        place = [self.measures.index(example.measure) for example in found]
        self.matrix = sparse.hstack(
            [plain[:, kept], sparse.csr_matrix(vectors * GENERAL), self._special(vectors, place)]
        ).tocsr()
        self.right = np.array([example.right for example in found])
        self.debatable = np.array([example.debatable for example in found])
        self.told = np.array([example.told for example in found], dtype=np.float32)
        self.batch = np.array([example.batch for example in found])
        self.weight = np.where(np.isin(self.batch, TESTED), TESTED_WEIGHT, 1.0)

    def _special(self, vectors: Floats, place: Sequence[int]) -> Any:
        count, width = vectors.shape
        columns = (np.array(place)[:, None] * width + np.arange(width)[None, :]).ravel()
        starts = np.arange(0, count * width + 1, width)
        shape = (count, width * len(self.measures))
        return sparse.csr_matrix(((vectors * SPECIAL).ravel(), columns, starts), shape=shape)

    def fit(self, rows: NDArray[np.bool_]) -> Any:
        """A logistic regression on some rows, those open to doubt left out."""
        rows = rows & ~self.debatable
        made = LogisticRegression(C=3.0, solver="liblinear", dual=True, tol=1e-2, max_iter=300,
                                  random_state=0)  # fmt: skip
        return made.fit(self.matrix[rows], self.right[rows], self.weight[rows])


def scores_left_out(data: Data, folds: int) -> Floats:
    """The score of each example by a model that was not trained on its file."""
    batches = sorted(set(data.batch))
    found = np.zeros(len(data.right), dtype=np.float32)
    for fold in range(folds):
        out = np.isin(data.batch, batches[fold::folds])
        found[out] = data.fit(~out).decision_function(data.matrix[out])
    return found


def curve(data: Data, scores: Floats, rows: NDArray[np.bool_]) -> tuple[Any, Any, Any]:
    """Threshold, precision and recall among what a word points to, from sure to unsure."""
    order = np.argsort(-scores[rows], kind="stable")
    right, wrong = data.right[rows][order], ~(data.right | data.debatable)[rows][order]
    hits = np.cumsum(right)
    precision = hits / np.maximum(1, hits + np.cumsum(wrong))
    return scores[rows][order], precision, hits / max(1, right.sum())


def threshold_for(data: Data, scores: Floats) -> float:
    """The threshold with most recall at the precision asked for, on passages left out.

    Only files that the indicators were not worked on tell what an indicator's word is worth.
    """
    rows = ~np.isin(data.batch, TUNED)
    judged = (scores + AGREEMENT * data.told).astype(np.float32)
    at, precision, recall = curve(data, judged, rows)
    for wanted in (0.95, 0.92, 0.9, 0.85, 0.8):
        last = np.flatnonzero(precision >= wanted)[-1]
        print(f"  precision {wanted}: recall {recall[last]:.3f} from {at[last]:.2f}")
    return float(at[np.flatnonzero(precision >= PRECISION)[-1]])


def _way(label: Label) -> str:
    """Which way an act goes, seen from the target."""
    direction = label.direction or ""
    if "<->" in direction:
        return "mutual"
    if "->" not in direction:
        return "alone" if direction else "untold"
    return "in" if direction.endswith("KP") else "out"


def _asked(found: Sequence[Example]) -> Iterator[tuple[str, NDArray[np.bool_]]]:
    """The finer questions, and to which of the true examples the answer is yes."""
    labels = [example.label for example in found if example.label is not None]
    for way in ("out", "in", "mutual", "alone"):
        yield f"way:{way}", np.array([_way(label) == way for label in labels])
    told = [("done" if label.modality == "ongoing" else label.modality) for label in labels]
    for modality in sorted({one for one in told if one is not None}):
        yield f"modality:{modality}", np.array([one == modality for one in told])


def as_model(data: Data, found: Sequence[Example], rows: NDArray[np.bool_]) -> Model:
    """A model trained on some rows, which still lacks agreement and threshold."""
    made = data.fit(rows)
    count, width = len(data.names), len(found[0].vector)
    first = made.coef_[0].astype(np.float32)
    special = first[count + width :].reshape(len(data.measures), width) * SPECIAL
    by_vector = data.matrix[:, count:] @ first[count:]
    questions, weights, intercepts = ["statement"], [first[: count + width]], [made.intercept_[0]]
    kept = rows[data.right]
    matrix = data.matrix[data.right][kept, : count + width]
    for question, yes in _asked(found):
        answer = LogisticRegression(C=1.0, solver="liblinear", max_iter=200, random_state=0)
        answer.fit(matrix, yes[kept], data.weight[data.right][kept])
        questions.append(question)
        weights.append(answer.coef_[0].astype(np.float32))
        intercepts.append(answer.intercept_[0])
    whole = np.array(weights)
    return Model(
        questions=tuple(questions),
        names={name: number for number, name in enumerate(data.names)},
        weights=whole[:, :count],
        general=(whole[:, count:] * GENERAL).astype(np.float32),
        intercepts=np.array(intercepts, dtype=np.float32),
        special=dict(zip(data.measures, special, strict=True)),
        agreement=0.0,
        threshold=0.0,
        # what no vector of the training data would lift to the threshold
        hopeless=-float(np.quantile(by_vector, 0.9995)),
    )


def main() -> None:
    """Measure, choose, train on everything, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--regime", default="dprk")
    options = parser.parse_args()
    pack, reader = built_in()[options.regime], Reader()
    told = [passage for file in sorted(FOLDER.glob("*.txt")) for passage in passages(file)]
    found = list(examples(pack, reader, [*told, *from_tests()]))
    data = Data(found)
    print(f"{len(told)} passages, {len(found)} examples, {int(data.right.sum())} statements")
    threshold = threshold_for(data, scores_left_out(data, options.folds))
    model = as_model(data, found, np.ones(len(found), bool))
    assert pack.folder is not None
    replace(
        model, agreement=AGREEMENT, threshold=threshold, hopeless=model.hopeless + threshold
    ).save(pack.folder / FILE)
    print(f"threshold {threshold:.2f}")


if __name__ == "__main__":
    main()
