"""A log-linear model of statements: named features and the vector of a sentence, weighed.

Source: Berger, Della Pietra and Della Pietra, A Maximum Entropy Approach to Natural Language
Processing (1996). Trained by `python -m training.classifier`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from veedor.errors import PackError
from veedor.regimes import Pack

__all__ = ["FILE", "Model", "model_of"]

#: Beside a pack's YAML files; a pack without it is read by its indicators alone.
FILE = "classifier.npz"
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Model:
    """The weights of some questions, each asked of a sentence and a measure.

    The first is whether the sentence tells an act of the measure; `way:out`, `way:in`,
    `way:mutual`, `way:alone` are which way it goes, seen from the target, `modality:…` how sure
    it is told. `weights[question, feature]`, and `general[question]` for the sentence's vector;
    `special[measure]` weighs that vector for the first question by measure.
    `agreement` is what each side adds that an act tells of which an indicator says that it is
    one of the measure; a score of `threshold` or more makes a
    statement; from `hopeless` down no vector lifts a sentence to it.
    """

    questions: tuple[str, ...]
    names: Mapping[str, int]
    weights: Floats
    general: Floats
    intercepts: Floats
    special: Mapping[str, Floats]
    agreement: float
    threshold: float
    hopeless: float
    _first: list[float] = field(default_factory=list)

    def plain(self, features: Mapping[str, float]) -> float:
        """How much the features speak for an act, without the vector of the sentence."""
        if not self._first:
            self._first.extend(self.weights[0].tolist())
        names, first = self.names, self._first
        return float(self.intercepts[0]) + sum(
            first[names[name]] * value for name, value in features.items() if name in names
        )

    def of_vector(self, measure: str, vector: Floats) -> float:
        """How much the vector of the sentence (length 1) adds for a measure."""
        special = self.special.get(measure)
        return float(vector @ (self.general[0] if special is None else self.general[0] + special))

    def likeliest(
        self, kind: str, features: Mapping[str, float], vector: Floats
    ) -> tuple[str, float]:
        """The answer to a kind of question (`way`, `modality`), and how likely it is (0 to 1)."""
        rows = [n for n, name in enumerate(self.questions) if name.startswith(f"{kind}:")]
        known = [(self.names[name], value) for name, value in features.items()
                 if name in self.names]  # fmt: skip
        columns = [column for column, _ in known]
        values = np.array([value for _, value in known], dtype=np.float32)
        scores = self.weights[np.ix_(rows, columns)] @ values
        scores = scores + self.general[rows] @ vector + self.intercepts[rows]
        shares = 1 / (1 + np.exp(-scores))
        best = int(np.argmax(shares))
        share = float(shares[best] / (shares.sum() or 1.0))
        return self.questions[rows[best]].partition(":")[2], share

    def save(self, file: Path) -> None:
        """Write it; half precision, which moves a score by less than a hundredth."""
        measures = sorted(self.special)
        np.savez_compressed(
            file,
            questions=np.array(self.questions),
            names=np.frombuffer("\n".join(self.names).encode(), dtype=np.uint8),
            weights=self.weights.astype(np.float16),
            general=self.general.astype(np.float16),
            intercepts=self.intercepts,
            measures=np.array(measures),
            special=np.array([self.special[m] for m in measures], dtype=np.float16),
            scalars=np.array([self.agreement, self.threshold, self.hopeless]),
        )

    @classmethod
    def load(cls, file: Path) -> Model:
        """Read it.

        Raises:
            PackError: the file is no such model.
        """
        try:
            with file.open("rb") as stream, np.load(stream, allow_pickle=False) as kept:
                return cls._of(kept)
        except (OSError, EOFError, ValueError, KeyError, BadZipFile) as error:
            raise PackError(file, f"is no classifier of a pack: {error}") from None

    @classmethod
    def _of(cls, kept: Any) -> Model:
        names = kept["names"].tobytes().decode().split("\n")
        agreement, threshold, hopeless = map(float, kept["scalars"])
        special = kept["special"].astype(np.float32)
        return cls(
            questions=tuple(kept["questions"].tolist()),
            names={name: number for number, name in enumerate(names)},
            weights=kept["weights"].astype(np.float32),
            general=kept["general"].astype(np.float32),
            intercepts=kept["intercepts"].astype(np.float32),
            special=dict(zip(kept["measures"].tolist(), special, strict=True)),
            agreement=agreement,
            threshold=threshold,
            hopeless=hopeless,
        )


def model_of(pack: Pack) -> Model | None:
    """The model that lies in a pack's folder, or None."""
    key = ("classifier",)
    if key not in pack.made:
        file = pack.folder / FILE if pack.folder else None
        pack.made[key] = Model.load(file) if file and file.exists() else None
    model: Model | None = pack.made[key]
    return model
