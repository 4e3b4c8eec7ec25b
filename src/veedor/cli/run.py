"""`veedor collect` and `veedor run`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from veedor.cli.common import (
    REFUSED,
    Folder,
    Language,
    outln,
    print_refusals,
    progress_bar,
    remark,
    show_summary,
)
from veedor.cli.engines import Address, EngineName, EngineOption, Workers, chosen_engine
from veedor.errors import VeedorError

if TYPE_CHECKING:
    from veedor.engine import Outcome
    from veedor.store import Workspace

_HELP = "Files, folders, addresses of pages, feeds, sitemaps and sites, WARC files."
Sources = Annotated[list[str], typer.Argument(metavar="SOURCE…", help=_HELP)]
SomeSources = Annotated[list[str] | None, typer.Argument(metavar="[SOURCE…]", help=_HELP)]


def collect(sources: Sources, workspace: Folder = Path()) -> None:
    """Bring in press reports without reading them yet."""
    from veedor.engine import collect_into
    from veedor.store import Workspace

    _ensure(workspace)
    with Workspace(workspace, doing="collect", hold="beside") as place, progress_bar() as progress:
        outcome = collect_into(place, sources, progress)
    outln(outcome.collected_in_words())
    _finish(outcome)


def run(
    sources: SomeSources = None,
    workspace: Folder = Path(),
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary.")] = False,
    language: Language = "en",
    engine: EngineOption = EngineName.processes,
    workers: Workers = 0,
    address: Address = None,
) -> None:
    """Do all that is new or stale, then print the summary.

    Collects what is named, reads, dates, links with lists, groups into events, and makes findings.
    """
    from veedor.engine import run as run_all
    from veedor.store import Workspace

    if sources:
        _ensure(workspace)
    with Workspace(workspace, doing="run", hold="stages") as place:
        with progress_bar() as progress:
            chosen = chosen_engine(engine, workers, address)
            outcome = run_all(place, sources or (), progress, chosen)
        remark(outcome.in_words())
        _look_back(place, outcome, language)
        if not quiet:
            show_summary(place, language)
        empty = place.articles.is_empty()
    _finish(outcome, empty=empty)


def _look_back(place: Workspace, outcome: Outcome, language: str) -> None:
    """Who in the archive turns out to be on a list that is new since the last run."""
    if not outcome.named_anew:
        return
    from veedor.find.lookback import look_back
    from veedor.model import Dating
    from veedor.report.terminal import look_back_lines

    articles = {new.article for new in outcome.named_anew}
    found = look_back(outcome.named_anew, place.outputs.some("date", Dating, articles))
    for line in look_back_lines(found, language):
        remark(line)


def _ensure(folder: Path) -> None:
    """A newcomer's first run makes the workspace, and says so."""
    from veedor.store import Workspace

    if Workspace.create(folder):
        remark(f"{folder.resolve()}: a new workspace")


def _finish(outcome: Outcome, *, empty: bool = False) -> None:
    for source, note in outcome.notes:
        remark(f"note: {source}: {note}")
    print_refusals(outcome.refused)
    if outcome.refused:
        usable = outcome.collected + outcome.known
        if empty and not usable:
            raise VeedorError("nothing could be read")
        raise typer.Exit(REFUSED)


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(collect)
    app.command()(run)
