"""`veedor verify`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from veedor.cli.common import Folder, outln
from veedor.errors import StoreError

Root = Annotated[
    str | None,
    typer.Option(
        "--root",
        metavar="HASH",
        help="A root that `veedor review log` printed once: the log must still lead there.",
    ),
]


def verify(root: Root = None, workspace: Folder = Path()) -> None:
    """Check that every span, hash and list version still holds."""
    from veedor.engine.verify import verify as verified
    from veedor.store import Workspace

    with Workspace(workspace) as place:
        result = verified(place, root)
    for fault in result.faults:
        outln(f"BROKEN {fault}")
    checked = ", ".join(f"{count:,} {name}" for name, count in result.checked.items())
    outln(f"{checked or 'nothing to be'} checked")
    for extractor, count in sorted(result.unjudged.items()):
        outln(f"{count:,} texts were taken by {extractor}, not by the version here: not judged")
    if result.faults:
        raise StoreError(f"{workspace}: {len(result.faults)} things do not hold")


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(verify)
