"""What is told by the measures in passages that nothing was made on: precision and recall.

Usage: python -m benchmarks.held_back [DATA]

The passages are `training/held_back*.txt`: plain wording of agencies, each file by another hand,
with at least two acts and two of its nearest traps for every measure. Neither indicators and
word sets nor the classifier were made on them, and they must stay so: look at totals only.
An act counts by sentence and measure; `strict` asks for kind, direction and modality as well
(done and ongoing are one; a direction that is a matter of convention is not asked for).
The indicators alone, at their first run on the first file, had precision 0.858 and recall 0.595.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from training.passages import FOLDER, Label, Passage, passages

from benchmarks.inputs import data_folder
from benchmarks.lists import index_of
from veedor.link import Context, link
from veedor.model import Article, Dating, Statement
from veedor.read.reader import Reader
from veedor.regimes import built_in

FILES = sorted(FOLDER.parent.glob("held_back*.txt"))
#: Which side is named first there is a matter of convention.
OPEN_DIRECTION = frozenset(
    ("ARMS_REPAIR", "INSPECT", "EXPEL", "DIPL_LIMITS", "ASSET_FREEZE", "FIN_SERVICES", "BANKING",
     "SHIP_SERVICES", "VESSEL_DESIG", "STS", "CYBER")
)  # fmt: skip
_DONE = ("done", "ongoing")


def measure(data: Path) -> dict[str, float]:
    """Precision and recall by sentence and measure, and of what is right in all respects, of
    each file.
    """
    reader, context = Reader(), Context(index_of(data), {"dprk": built_in()["dprk"]})
    figures: dict[str, float] = {}
    for file in FILES:
        tally: Counter[str] = Counter()
        for passage in passages(file):
            tally.update(_compared(passage, _statements(reader, context, passage)))
        found = _figures(tally)
        figures |= {f"{file.stem}.{name}": value for name, value in found.items()}
    return figures


def _figures(tally: Counter[str]) -> dict[str, float]:
    said, wanted = tally["hit"] + tally["invented"], tally["hit"] + tally["missed"]
    return {
        "precision": tally["hit"] / max(1, said),
        "recall": tally["hit"] / max(1, wanted),
        "strict_precision": tally["strict"] / max(1, said),
        "strict_recall": tally["strict"] / max(1, wanted),
        "leads_kept_leads": 1 - tally["lead_as_finding"] / max(1, tally["hit"]),
    }


def _statements(reader: Reader, context: Context, passage: Passage) -> list[Statement]:
    day = passage.published.isoformat()
    article = Article(
        id=passage.id, source=passage.id, text=passage.text, language=passage.language,
        published=day, outlet="Passages",
    )  # fmt: skip
    dating = Dating(article=article.id, basis="metadata", date=day, earliest=day, latest=day)
    linked = link(article, reader.read(article), dating, context)
    return [s for s in linked.statements if s.regime == "dprk" and s.kind != "context"]


def _compared(passage: Passage, found: list[Statement]) -> Counter[str]:
    tally: Counter[str] = Counter()
    left = {(s.start, s.measure): s for s in found}
    for label in passage.labels:
        if label.kind is None:
            continue
        key = next(
            (k for k, s in left.items() if s.measure == label.measure and _meet(s, label)), None
        )
        told = left.pop(key) if key is not None else None
        if label.debatable:
            continue
        tally["hit" if told else "missed"] += 1
        if told:
            tally["strict"] += _agrees(told, label)
            tally["lead_as_finding"] += told.kind == "finding" and label.kind == "lead"
    tally["invented"] = sum(
        not any(la.debatable and la.measure == s.measure and _meet(s, la) for la in passage.labels)
        for s in left.values()
    )
    return tally


def _meet(statement: Statement, label: Label) -> bool:
    return statement.start < label.end and label.start < statement.end


def _agrees(statement: Statement, label: Label) -> bool:
    sure = statement.modality == label.modality or (
        statement.modality in _DONE and label.modality in _DONE
    )
    told = label.direction is not None and label.measure not in OPEN_DIRECTION
    way = not told or _ordered(statement.direction) == _ordered(label.direction)
    return statement.kind == label.kind and sure and way


def _ordered(direction: str | None) -> str:
    return "<->".join(sorted((direction or "").split("<->")))


if __name__ == "__main__":
    for name, value in measure(data_folder()).items():
        print(f"{name:30} {value:.3f}")
