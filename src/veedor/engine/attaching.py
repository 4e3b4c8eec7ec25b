"""Evidence that is no press: a file that a reviewer adds to a finding, kept with the rest."""

from __future__ import annotations

from pathlib import PurePath
from typing import BinaryIO

from msgspec import structs

from veedor.errors import UsageError
from veedor.model import Capture, Decision
from veedor.store import Workspace

__all__ = ["MOST_BYTES", "attached"]

#: A piece of evidence is written as one record and read whole when it is verified, so it has to
#: fit into memory beside the rest: a long document or an hour of track does, a film does not.
MOST_BYTES = 100_000_000
_LONGEST_NAME = 200


def attached(place: Workspace, draft: Decision, name: str, file: BinaryIO) -> Decision:
    """The decision with the file it adds, whose bytes are kept in the workspace.

    Raises:
        UsageError: the decision adds nothing, or the file is empty or too large.
        OSError: it cannot be read.
        StoreError: it cannot be kept.
    """
    name = PurePath(name.replace("\\", "/")).name[-_LONGEST_NAME:] or "file"
    if draft.decision != "attach":
        raise UsageError(f"{name}: only attach takes a file")
    content = file.read(MOST_BYTES + 1)
    if not content:
        raise UsageError(f"{name}: is empty: give the file with the evidence")
    if len(content) > MOST_BYTES:
        raise UsageError(
            f"{name}: more than {MOST_BYTES // 1_000_000} MB: attach the part that matters, "
            "or a text that says where it is kept"
        )
    digest = place.evidence.add(content, Capture(uri=name, at=draft.at))
    return structs.replace(draft, file=name, sha256=digest)
