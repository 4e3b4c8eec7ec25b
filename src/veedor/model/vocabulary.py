"""The closed sets of values that fields of records take."""

from __future__ import annotations

from typing import Literal

__all__ = [
    "ASSERTED",
    "CLASSIFIER",
    "SUBJECT_LINES",
    "DatingBasis",
    "Disposition",
    "Force",
    "HitKind",
    "HolderSource",
    "Identity",
    "Kind",
    "LineKind",
    "Modality",
    "NameType",
    "Review",
    "Status",
    "TimexType",
]

LineKind = Literal[
    "kicker", "title", "byline", "dateline", "lead", "body", "caption", "related", "ranking",
    "repeat",
]  # fmt: skip
#: Lines whose names, times, quotes and clauses are subjects of the report.
SUBJECT_LINES: frozenset[LineKind] = frozenset({"title", "lead", "body", "caption"})

NameType = Literal[
    "person", "organization", "government", "country", "place", "facility", "vessel", "other"
]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Modality = Literal[
    "done", "ongoing", "agreed", "offered", "sought", "planned", "suspected", "demanded", "denied"
]
#: Told as a fact, by whomever.
ASSERTED: frozenset[Modality] = frozenset({"done", "ongoing"})
#: The `indicator` of a statement that no rule of its pack typed, but the classifier alone.
CLASSIFIER = "classifier"
Kind = Literal["finding", "lead", "context"]
DatingBasis = Literal["metadata", "dateline", "url", "inferred", "unknown"]
Force = Literal["yes", "no", "unknown"]
Disposition = Literal["open", "same", "different", "unsure"]
Identity = Literal["name", "context", "confirmed"]
Status = Literal["alleged", "reported", "corroborated"]
Review = Literal["open", "assessed", "confirmed", "dismissed"]
HolderSource = Literal["text", "pack", "list"]
HitKind = Literal["state", "measure", "party", "term"]
