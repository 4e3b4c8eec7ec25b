"""`veedor regime`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from veedor.cli.common import Json, outln, print_json
from veedor.cli.help import command_group
from veedor.errors import UsageError

PackFolder = Annotated[Path, typer.Argument(metavar="DIR", help="The folder of a regime pack.")]


def check(folder: PackFolder, json: Json = False) -> None:
    """Say everything that is wrong with a regime pack, with file, line and key."""
    from veedor.regimes import check_pack, load_pack

    faults = check_pack(folder)
    if json:
        print_json([str(fault) for fault in faults])
    elif faults:
        for fault in faults:
            outln(str(fault))
    else:
        pack = load_pack(folder)
        outln(f"{pack.id}: {len(pack.measures)} measures, {len(pack.indicators)} indicators: good")
    if faults:
        raise typer.Exit(1)


def new(folder: PackFolder) -> None:
    """Write a small commented pack into a folder, to start one's own from."""
    import shutil

    from veedor.regimes import SKELETON

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is there already: give a new or an empty folder")
    shutil.copytree(SKELETON, folder, dirs_exist_ok=True)
    outln(f"{folder}: written; next: veedor regime check {folder}")


def schema() -> None:
    """Print the format of a pack's files as JSON Schema, file by file."""
    from veedor.regimes import schema as of_packs

    print_json(of_packs())


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    group = command_group("Regimes of your own: begin one, check it.")
    for command in (check, new, schema):
        group.command()(command)
    app.add_typer(group, name="regime")
