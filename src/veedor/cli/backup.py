"""`veedor backup`, `veedor restore` and `veedor store copy`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from veedor.cli.common import REFUSED, Folder, outln, print_table, remark
from veedor.cli.help import command_group

if TYPE_CHECKING:
    from veedor.store.copying import Copied


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A new file.")],
    workspace: Folder = Path(),
) -> None:
    """Write the whole workspace into one file, and compare the two.

    Settings (veedor.toml) and packs of your own are files: keep them with it.
    """
    from veedor.store import Workspace
    from veedor.store.copying import back_up

    with Workspace(workspace) as place:
        done = back_up(place.evidence, file)
    _show(done.tables)
    outln(f"{file}: {file.stat().st_size:,} bytes")
    for digest, fault in done.damaged.items():
        remark(f"not in the backup, as it is damaged here: evidence {digest[:12]}: {fault}")
    if done.damaged:
        raise typer.Exit(REFUSED)


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `veedor backup` wrote.")],
    workspace: Folder = Path(),
) -> None:
    """Bring a backup into a new or empty workspace, and compare them."""
    from veedor.store import Workspace
    from veedor.store.copying import copy, opened_backup
    from veedor.store.housekeeping import take_in

    with opened_backup(file) as source:
        if Workspace.create(workspace):
            remark(f"{workspace.resolve()}: a new workspace")
        with Workspace(workspace, doing="restore") as place:
            _show(copy(source, place.database))
            take_in(place.evidence)
            place.search.refresh()


def copy_store(
    url: Annotated[str, typer.Argument(metavar="URL", help="An empty database.")],
    workspace: Folder = Path(),
) -> None:
    """Copy everything into another database (SQLite or PostgreSQL), and compare the two. The
    evidence folder stays where it is.

    To use it from then on, give its URL under [store] in veedor.toml.
    """
    from veedor.store import Workspace
    from veedor.store.copying import copy
    from veedor.store.database import Database

    with Workspace(workspace, doing="store copy") as place:
        target = Database(url)
        try:
            _show(copy(place.database, target))
            outln(f'To use it: url = "{target.url}" under [store] in {workspace / "veedor.toml"}')
        finally:
            target.close()


def _show(copied: Sequence[Copied]) -> None:
    print_table(
        ("table", "rows", "sha256, the same on both sides"),
        [(part.table, f"{part.rows:,}", f"{part.sha256[:32]}…") for part in copied],
    )


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(backup)
    app.command()(restore)
    group = command_group("The database behind a workspace.")
    group.command("copy")(copy_store)
    app.add_typer(group, name="store")
