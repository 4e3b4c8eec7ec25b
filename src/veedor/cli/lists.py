"""`veedor lists`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from veedor.cli.common import REFUSED, Folder, Json, outln, print_json, print_refusals, print_table
from veedor.errors import ListError, VeedorError


def import_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Publishers' files.")],
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="The day they were in force.")
    ] = None,
    workspace: Folder = Path(),
) -> None:
    """Import lists as their publishers give them (UN, EU, OFAC, UK …)."""
    from veedor.lists import load
    from veedor.model import Refusal
    from veedor.store import Workspace

    refused: list[Refusal] = []
    done = 0
    Workspace.create(workspace)
    with Workspace(workspace, doing="lists import") as place:
        for file in files:
            try:
                version = load(file) if as_of is None else load(file, as_of=as_of)
            except ListError as error:
                refused.append(Refusal(source=str(file), stage="lists", reason=error.problem))
                continue
            except OSError as error:
                reason = f"cannot be read ({error.strerror})"
                refused.append(Refusal(source=str(file), stage="lists", reason=reason))
                continue
            new = place.lists.add(version)
            done += 1
            outln(
                f"{file.name}: {len(version.records)} records of {version.publication}, as of "
                f"{version.as_of or 'an unknown day'}{'' if new else ' (imported before)'}"
            )
            refused += version.refused
    print_refusals(refused)
    if not done:
        raise VeedorError("no list was imported")
    if refused:
        raise typer.Exit(REFUSED)


def show(workspace: Folder = Path(), json: Json = False) -> None:
    """What lists there are, of what day."""
    from veedor.store import Workspace

    with Workspace(workspace) as place:
        versions = place.lists.versions()
    if json:
        print_json(versions)
    elif not versions:
        outln("No lists imported: the built-in starter list is used (veedor lists import FILE…).")
    else:
        print_table(
            ("list", "as of", "records", "file", "sha256"),
            [
                (", ".join(v.lists), v.as_of or "unknown", v.size, v.file, v.sha256[:12])
                for v in versions
            ],
        )


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    group = typer.Typer(help="Sanctions lists.", no_args_is_help=True)
    group.command("import")(import_)
    group.command()(show)
    app.add_typer(group, name="lists")
