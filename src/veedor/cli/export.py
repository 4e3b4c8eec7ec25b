"""`veedor export`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from veedor.cli.common import Folder, outln, print_json


class Format(StrEnum):
    """How exported records are written."""

    JSONL = "jsonl"
    CSV = "csv"


def export(
    kind: Annotated[
        str,
        typer.Argument(
            help="articles, readings, copies, utterances, events, stories, conflicts, findings, "
            "entities, parties, ftm (FollowTheMoney) or refusals."
        ),
    ],
    form: Annotated[Format, typer.Option("--format", help="jsonl or csv.")] = Format.JSONL,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file.")] = None,
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON Schema of a record instead.")
    ] = False,
    workspace: Folder = Path(),
) -> None:
    """Print every record of a kind, one JSON object a line."""
    if schema:
        from veedor.report.schema import export_schema

        print_json(export_schema(kind))
        return
    from veedor.engine.background import Background
    from veedor.engine.view import load_view
    from veedor.report.export import as_csv, as_json_lines
    from veedor.report.export import export as exported
    from veedor.store import Workspace

    with Workspace(workspace) as place:
        rows = exported(load_view(place), kind, lambda: Background(place).parties)
        lines = as_csv(rows) if form is Format.CSV else as_json_lines(rows)
        if output is None:
            for line in lines:
                outln(line)
        else:
            # Spreadsheets tell UTF-8 by the mark before it; programs read what is printed.
            encoding = "utf-8-sig" if form is Format.CSV else "utf-8"
            with output.open("w", encoding=encoding, newline="") as file:
                file.writelines(f"{line}\n" for line in lines)


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(export)
