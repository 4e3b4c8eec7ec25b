"""`veedor report`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from veedor.cli.common import Folder, Language, give
from veedor.errors import UsageError


class Format(StrEnum):
    """How a report is written."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"
    JSON = "json"


#: The form a file's name asks for when --format does not say.
_BY_SUFFIX = {".html": Format.HTML, ".htm": Format.HTML, ".pdf": Format.PDF, ".json": Format.JSON}


def report(
    form: Annotated[
        Format, typer.Option("--format", "-f", help="How it is written.")
    ] = Format.TERMINAL,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file.")] = None,
    regime: Annotated[str | None, typer.Option(help="What concerns this regime alone.")] = None,
    since: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="What was from this day on.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="What was up to this day.")
    ] = None,
    public: Annotated[
        bool, typer.Option("--public", help="Leave persons out of what nobody has reviewed.")
    ] = False,
    language: Language = "en",
    workspace: Folder = Path(),
) -> None:
    """The findings, contradictions and listed parties of a workspace."""
    from veedor.engine.view import load_view
    from veedor.report.scope import of_period
    from veedor.store import Workspace

    if form is Format.TERMINAL and output is not None:
        form = _BY_SUFFIX.get(output.suffix.lower(), Format.MARKDOWN)
    elif form is Format.TERMINAL and public:
        # The summary on the terminal is for whoever works here; the public gets a report.
        form = Format.MARKDOWN
    with Workspace(workspace) as place:
        view = of_period(load_view(place), regime, since, until)
        if form is Format.TERMINAL:
            from veedor.report.terminal import print_summary

            print_summary(view, language)
            return
        from veedor.report.render import render

        content = render(view, language, form, public=public)
    if form is Format.PDF and output is None:
        raise UsageError("a PDF needs a file to go to: -o report.pdf")
    give(content, output)


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(report)
