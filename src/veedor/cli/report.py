"""`veedor report`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from veedor.cli.common import Folder, Language, give
from veedor.errors import UsageError

if TYPE_CHECKING:
    from veedor.model import Finding
    from veedor.report.view import View


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
    regime: Annotated[str | None, typer.Option(help="Findings of this regime alone.")] = None,
    since: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="Findings from this day on.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="Findings up to this day.")
    ] = None,
    public: Annotated[
        bool, typer.Option("--public", help="Leave persons out of what nobody has reviewed.")
    ] = False,
    language: Language = "en",
    workspace: Folder = Path(),
) -> None:
    """The findings, contradictions and listed parties of a workspace."""
    from veedor.engine.view import load_view
    from veedor.store import Workspace

    if form is Format.TERMINAL and output is not None:
        form = _BY_SUFFIX.get(output.suffix.lower(), Format.MARKDOWN)
    elif form is Format.TERMINAL and public:
        # The summary on the terminal is for whoever works here; the public gets a report.
        form = Format.MARKDOWN
    with Workspace(workspace) as place:
        view = _of_period(load_view(place), regime, since, until)
        if form is Format.TERMINAL:
            from veedor.report.terminal import print_summary

            print_summary(view, language)
            return
        from veedor.report.render import render

        content = render(view, language, form, public=public)
    if form is Format.PDF and output is None:
        raise UsageError("a PDF needs a file to go to: -o report.pdf")
    give(content, output)


def _of_period(view: View, regime: str | None, since: str | None, until: str | None) -> View:
    """The view with only the findings of a regime and a period; the undated stay.

    Raises:
        UsageError: there is no such regime here, or a day is none.
    """
    if regime is not None and regime not in view.packs:
        known = ", ".join(sorted(view.packs)) or "none"
        raise UsageError(f"no regime {regime!r} is followed here; there are: {known}")
    since, until = _day(since, "--from"), _day(until, "--to")
    if since and until and since > until:
        raise UsageError(f"--from {since} is after --to {until}")

    def stays(finding: Finding) -> bool:
        first, _, last = (finding.period or "").partition("/")
        last = last or first
        return (
            (regime is None or finding.regime == regime)
            and (since is None or not last or last >= since)
            and (until is None or not first or first <= until)
        )

    packs = view.packs if regime is None else {regime: view.packs[regime]}
    kept = [finding for finding in view.findings if stays(finding)]
    return replace(view, findings=kept, packs=packs)


def _day(given: str | None, option: str) -> str | None:
    if given is None:
        return None
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError:
        raise UsageError(f"{option} {given}: give a day as 2024-05-31") from None


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(report)
