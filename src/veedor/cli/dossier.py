"""`veedor dossier`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from veedor.cli.common import Folder, Language, give


class Format(StrEnum):
    """How a dossier is written."""

    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"


def dossier(
    story: Annotated[
        str | None, typer.Argument(help="A story's id, or words of its title; else the largest.")
    ] = None,
    form: Annotated[
        Format, typer.Option("--format", "-f", help="How it is written.")
    ] = Format.MARKDOWN,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file.")] = None,
    language: Language = "en",
    workspace: Folder = Path(),
) -> None:
    """One story: what happened, who said what, who disagrees."""
    from veedor.engine.view import load_view
    from veedor.report.dossier import choose_story
    from veedor.report.dossier import dossier as write
    from veedor.report.dossier_json import dossier_json
    from veedor.report.html import html
    from veedor.report.markdown import markdown
    from veedor.store import Workspace

    with Workspace(workspace) as place:
        view = load_view(place)
        chosen = choose_story(view.groups.stories, story)
        if form is Format.JSON:
            content = dossier_json(view, chosen)
        else:
            document = write(view, chosen, language)
            content = (markdown if form is Format.MARKDOWN else html)(document)
    give(content, output)


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(dossier)
