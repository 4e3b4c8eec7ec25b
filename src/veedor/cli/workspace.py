"""`veedor init`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from veedor.cli import backup, erase, evidence, search
from veedor.cli.common import Folder, outln


def init(
    folder: Annotated[Path | None, typer.Argument(metavar="DIR", help="The folder to use.")] = None,
    workspace: Folder = Path(),
) -> None:
    """Make a folder a workspace: veedor.toml and a database."""
    from veedor.store import Workspace

    place = folder or workspace
    made = Workspace.create(place)
    with Workspace(place, doing="init"):
        outln(f"{place}: {'a new workspace' if made else 'is a workspace already'}")


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(init)
    search.add_to(app)
    backup.add_to(app)
    erase.add_to(app)
    evidence.add_to(app)
