"""`veedor evidence`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from veedor.cli.common import REFUSED, Folder, outln, print_refusals, remark
from veedor.cli.help import command_group


def export(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A new file: *.warc.gz, *.warc.zst or *.warc.")
    ],
    workspace: Folder = Path(),
) -> None:
    """Write all evidence into one WARC 1.1 file, with the articles that were read from it."""
    from veedor.store import Workspace
    from veedor.store.exchange import export_warc

    with Workspace(workspace) as place:
        done = export_warc(place, file)
    outln(f"{file}: {done.pieces:,} pieces of evidence, {done.articles:,} articles")
    for digest, fault in done.damaged.items():
        remark(f"left out, as it is damaged: evidence {digest[:12]}: {fault}")
    if done.damaged:
        raise typer.Exit(REFUSED)


def bring(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help="What `veedor evidence export` wrote.")
    ],
    workspace: Folder = Path(),
) -> None:
    """Bring exported evidence and its articles into a workspace.

    For WARC files of others, use `veedor collect`.
    """
    from veedor.store import Workspace
    from veedor.store.exchange import import_warc

    refused = []
    if Workspace.create(workspace):
        remark(f"{workspace.resolve()}: a new workspace")
    with Workspace(workspace, doing="evidence import", hold="beside") as place:
        for file in files:
            done = import_warc(place, file)
            refused += done.refused
            outln(
                f"{file}: {done.pieces:,} pieces of evidence, {done.new:,} articles new, "
                f"{done.known:,} known"
            )
    print_refusals(refused)
    if refused:
        raise typer.Exit(REFUSED)


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    group = command_group("The bytes that articles were read from.")
    group.command()(export)
    group.command("import")(bring)
    app.add_typer(group, name="evidence")
