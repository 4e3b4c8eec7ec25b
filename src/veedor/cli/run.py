"""`veedor collect` and `veedor run`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from veedor.cli.common import REFUSED, Folder, outln, print_refusals, progress_bar, remark
from veedor.errors import VeedorError

if TYPE_CHECKING:
    from veedor.engine import Outcome

Sources = Annotated[
    list[str], typer.Argument(metavar="SOURCE…", help="Files, folders, addresses of pages, feeds.")
]
SomeSources = Annotated[
    list[str] | None,
    typer.Argument(metavar="[SOURCE…]", help="Files, folders, addresses of pages, feeds."),
]


def collect(sources: Sources, workspace: Folder = Path()) -> None:
    """Bring in press reports without reading them yet."""
    from veedor.engine import collect_into
    from veedor.store import Workspace

    _ensure(workspace)
    with Workspace(workspace, doing="collect") as place, progress_bar() as progress:
        outcome = collect_into(place, sources, progress)
    outln(_collected(outcome))
    _finish(outcome)


def run(
    sources: SomeSources = None,
    workspace: Folder = Path(),
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary.")] = False,
) -> None:
    """Do all that is new or stale, from collecting to findings, then print the summary."""
    from veedor.engine import run as run_all
    from veedor.store import Workspace

    if sources:
        _ensure(workspace)
    with Workspace(workspace, doing="run") as place:
        with progress_bar() as progress:
            outcome = run_all(place, sources or (), progress)
        remark(_did(outcome))
        if not quiet:
            show_summary(place)
        empty = not place.articles.ids()
    _finish(outcome, empty=empty)


def show_summary(place: object) -> None:
    """Print the summary of a workspace to the terminal."""
    from veedor.engine.view import load_view
    from veedor.report.terminal import summary
    from veedor.store import Workspace

    assert isinstance(place, Workspace)
    summary(load_view(place))


def _ensure(folder: Path) -> None:
    """A newcomer's first run makes the workspace, and says so."""
    from veedor.store import Workspace

    if Workspace.create(folder):
        remark(f"{folder.resolve()}: a new workspace")


def _collected(outcome: Outcome) -> str:
    known = f", {outcome.known} known already" if outcome.known else ""
    return f"{outcome.collected} collected{known}"


def _did(outcome: Outcome) -> str:
    if outcome.idle:
        return "Nothing new: no work to do."
    grouped = ", grouped" if outcome.grouped else ""
    return (
        f"{_collected(outcome)}; {outcome.read} read, {outcome.dated} dated, "
        f"{outcome.linked} linked{grouped}"
    )


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
