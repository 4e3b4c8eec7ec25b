"""The version of each stage: raise it when the stage would make something else of the same
inputs, and the next run makes its outputs again.
"""

from __future__ import annotations

from veedor.model import record_id

__all__ = ["VERSIONS", "key"]

VERSIONS: dict[str, str] = {
    "triage": "1",
    "read": "14",
    "date": "6",
    "link": "14",
    "group": "15",
    "find": "8",
}


def key(stage: str, *inputs: str) -> str:
    """The hash that a stage's output is kept under: of its version and its inputs, in order."""
    return record_id(stage, VERSIONS[stage], *inputs)
