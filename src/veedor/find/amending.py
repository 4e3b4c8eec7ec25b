"""What of a statement a person may put right, and what becomes of it then."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, get_args

import msgspec

from veedor.errors import UsageError
from veedor.find.dated import interval
from veedor.model import ASSERTED, Kind, Modality, Statement

__all__ = ["AMENDABLE", "amended", "check_changes", "check_measure"]

#: What of a statement a person may put right, and the values it may have (None: free text).
AMENDABLE: dict[str, tuple[str, ...] | None] = {
    "measure": None,
    "kind": get_args(Kind),
    "modality": get_args(Modality),
    "direction": None,
    "when": None,
    "item": None,
    "quantity": None,
    "place": None,
}
_DIRECTION = re.compile(r"[A-Z]{2}(<?->[A-Z]{2})?")


def check_changes(changes: Mapping[str, str]) -> None:
    """Whether these fields can be changed to these values.

    Raises:
        UsageError: one cannot, with what it may be.
    """
    for field, value in changes.items():
        values = AMENDABLE.get(field, ())
        if values is not None and value not in values:
            choice = ", ".join(values or AMENDABLE)
            raise UsageError(f"cannot change {field} to {value!r}: choose from {choice}")
        if field == "direction" and value and not _DIRECTION.fullmatch(value):
            raise UsageError(
                f"cannot change direction to {value!r}: give states by their codes, as in "
                "KP->RU, RU<->KP or KP"
            )
        if field == "when" and value and interval(value) is None:
            raise UsageError(
                f"cannot change when to {value!r}: give YYYY, YYYY-MM, YYYY-MM-DD or two of "
                "them with a / between"
            )
    modality = changes.get("modality")
    if changes.get("kind") == "finding" and modality and modality not in ASSERTED:
        raise UsageError(f"what is {modality} is no finding: leave kind out, or say kind=lead")


def check_measure(changes: Mapping[str, str], measures: Iterable[str]) -> None:
    """Whether the measure that a statement is to be held against is one of its regime's.

    Raises:
        UsageError: there is no such measure; the statement would be in no finding.
    """
    known, wanted = sorted(measures), changes.get("measure")
    if wanted is not None and wanted not in known:
        choice = ", ".join(known)
        raise UsageError(f"cannot change measure to {wanted!r}: choose from {choice}")


def amended(statement: Statement, changes: Mapping[str, str]) -> Statement:
    """The statement as a person put it right; how it is told decides what kind it is.

    A promise is a lead and a denial is context whatever else was said, and what turns out to be
    told as done is a finding, unless the person says otherwise.
    """
    values: dict[str, Any] = {field: value or None for field, value in changes.items()}
    told = msgspec.structs.replace(statement, **values)
    return msgspec.structs.replace(told, kind=_kind(statement, told, asked="kind" in changes))


def _kind(before: Statement, after: Statement, *, asked: bool) -> Kind:
    if after.modality == "denied":
        return "context"
    if after.modality not in ASSERTED:
        return "lead" if after.kind == "finding" else after.kind
    became_told = before.modality not in ASSERTED and before.kind == "lead"
    return "finding" if became_told and not asked else after.kind
