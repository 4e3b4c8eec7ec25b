"""`veedor shards` and `veedor merge`: archives that are read shard by shard, on many machines."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from veedor.cli.common import REFUSED, Folder, outln, print_refusals, progress_bar
from veedor.cli.engines import Address, EngineName, EngineOption, Workers, chosen_engine


def shards(
    sources: Annotated[
        list[str], typer.Argument(metavar="SHARD…", help="WARC files, JSON Lines; also s3://… .")
    ],
    out: Annotated[str, typer.Option("--out", metavar="DIR", help="Where results are written.")],
    engine: EngineOption = EngineName.processes,
    workers: Workers = 0,
    address: Address = None,
    workspace: Folder = Path(),
) -> None:
    """Read shards of an archive into files for `veedor merge`.

    Each shard gives one file. One that has its file already is passed over: give the same command
    again after a stop.
    """
    from veedor.engine.shards import read_shards
    from veedor.store import Workspace

    with Workspace(workspace) as place, progress_bar() as progress:
        chosen = chosen_engine(engine, workers, address)
        counts, refused = read_shards(place, sources, out, chosen, progress)
    outln(f"{counts.articles} articles, {counts.read} read, {counts.refused} inputs refused")
    print_refusals(refused)
    if refused:
        raise typer.Exit(REFUSED)


def merge(
    places: Annotated[
        list[str], typer.Argument(metavar="DIR…", help="What `veedor shards` wrote.")
    ],
    workspace: Folder = Path(),
) -> None:
    """Bring in what `veedor shards` made.

    `veedor run` then dates, links, groups and finds.
    """
    from veedor.engine.outcome import Outcome
    from veedor.engine.shards import merge as merge_into
    from veedor.store import Workspace

    outcome = Outcome()
    with Workspace(workspace, doing="merge") as place, progress_bar() as progress:
        merge_into(place, places, outcome, progress)
    outln(f"{outcome.collected_in_words()}; {outcome.read} readings")
    print_refusals(outcome.refused)
    if outcome.refused:
        raise typer.Exit(REFUSED)


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(shards)
    app.command()(merge)
