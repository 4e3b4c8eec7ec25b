"""What people decided."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

__all__ = ["Decision"]


class Decision(Struct, frozen=True, kw_only=True):
    """What a person decided; decisions form a log that only grows, each hashed with the last.

    `kind` match (`target` is `key|list|record`: same, different, unsure), party (`target` is
    `record|record`: two records of lists, same, different, open), statement (its id: amend
    with `changes`, reject) or finding (its id: assessed, confirmed, dismissed, open;
    reply with the words of those named; attach with a `file` by its name and `sha256`).
    `statements` are those the decision on a finding was made on, `version` and `identity` those
    of the match that one on a match was made on. `hash` covers every field and `previous`.
    """

    number: int
    at: str
    by: str
    kind: Literal["match", "party", "statement", "finding"]
    target: str
    decision: str
    reason: str = ""
    statements: tuple[str, ...] = ()
    changes: dict[str, str] = {}
    version: str = ""
    identity: str = ""
    file: str = ""
    sha256: str = ""
    previous: str = ""
    hash: str = ""
