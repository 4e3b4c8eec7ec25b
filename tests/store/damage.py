"""Damage done to evidence on the disk."""

from __future__ import annotations

from typing import Any

from veedor.store import Workspace

__all__ = ["damage"]


def damage(workspace: Workspace, row: Any, part: float = 0.5) -> None:
    """Flip a bit of the records that a row of the table speaks of."""
    assert workspace.evidence.segments is not None
    path = workspace.evidence.segments.path(row.file)
    with path.open("r+b") as file:
        file.seek(row.position + int(row.length * part))
        (byte,) = file.read(1)
        file.seek(-1, 1)
        file.write(bytes([byte ^ 0x10]))
