"""`veedor timeline`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from veedor.cli.common import Folder, Language, give, print_table
from veedor.errors import UsageError


class Format(StrEnum):
    """How a timeline is written."""

    TERMINAL = "terminal"
    SVG = "svg"
    JSON = "json"


def timeline(
    story: Annotated[
        str | None, typer.Argument(help="A story's id, or words of its title; else the largest.")
    ] = None,
    party: Annotated[
        str | None, typer.Option(help="Of somebody instead: a name as the press writes it.")
    ] = None,
    measure: Annotated[
        str | None, typer.Option(help="Of a regime's measure instead, by its id.")
    ] = None,
    form: Annotated[
        Format, typer.Option("--format", "-f", help="How it is written.")
    ] = Format.TERMINAL,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file.")] = None,
    language: Language = "en",
    workspace: Folder = Path(),
) -> None:
    """What happened when: a story, a party or a measure, day by day."""
    if sum(asked is not None for asked in (story, party, measure)) > 1:
        raise UsageError("a timeline is of a story, a party or a measure: give one of them")
    from veedor.engine.view import load_view
    from veedor.report.timeline import as_json, as_rows, as_svg, entries
    from veedor.store import Workspace

    with Workspace(workspace) as place:
        view = load_view(place)
        name, found = entries(view, story, party, measure)
        if form is Format.TERMINAL and output is None:
            print_table(*as_rows(view, found, language))
            return
        svg = form is Format.SVG or (form is Format.TERMINAL and output is not None)
        content = as_svg(view, name, found, language) if svg else as_json(view, found)
    give(content, output)


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(timeline)
