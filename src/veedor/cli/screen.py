"""`veedor screen`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from veedor.cli.common import (
    Folder,
    Json,
    outln,
    print_json,
    print_refusals,
    remark,
)  # fmt: skip
from veedor.errors import StoreError, UsageError
from veedor.model import NameType

if TYPE_CHECKING:
    from veedor.lists import Index
    from veedor.model import Match


def screen(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME…]", help="Names, as written.")
    ] = None,
    table: Annotated[
        Path | None,
        typer.Option("--csv", metavar="FILE", help="Screen a table's rows; prints it as CSV."),
    ] = None,
    column: Annotated[
        str | None, typer.Option("--column", metavar="NAME", help="The table's column of names.")
    ] = None,
    day: Annotated[
        str | None, typer.Option("--date", metavar="DATE", help="The day asked about; today.")
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option("--type", metavar="TYPE", help="person, organization or vessel only."),
    ] = None,
    country: Annotated[
        str | None, typer.Option("--country", metavar="CODE", help="Of this state (ISO alpha-2).")
    ] = None,
    births: Annotated[
        list[str] | None,
        typer.Option("--birth", metavar="DATE", help="Born then; others are left out."),
    ] = None,
    workspace: Folder = Path(),
    json: Json = False,
) -> None:
    """Who is this on the lists, and why."""
    from veedor.engine.background import Background
    from veedor.store import Workspace

    as_of = _interval(day)
    asked = _type(kind)
    if bool(names) == (table is not None):
        raise UsageError("give names, or --csv FILE")
    _reread(workspace)
    with Workspace(workspace) as place:
        index = Background(place).index
    if table is not None:
        _screen_table(index, table, column, as_of)
        return
    found = {
        name: index.screen(name, type=asked, country=country, births=births or (), as_of=as_of)
        for name in names or ()
    }
    if json:
        print_json(found)
        return
    for name, matches in found.items():
        _show(name, matches)


def _reread(workspace: Path) -> None:
    """Read tables of one's own that have changed, if nobody else is writing."""
    from veedor.lists.watched import changed, reread
    from veedor.store import Workspace

    with Workspace(workspace) as place:
        stale = changed(place)
    if stale:
        try:
            with Workspace(workspace, doing="screen", hold="beside") as place:
                print_refusals(reread(place))
        except StoreError as error:
            remark(f"{stale[0].file} has changed and is not read yet: {error}")


def _screen_table(index: Index, table: Path, column: str | None, as_of: tuple[str, str]) -> None:
    """The rows of a table with their matches, as CSV on standard output."""
    import csv

    from veedor.lists.batch import HEADER, asked_in, screen_table

    if not table.is_file():
        raise UsageError(f"{table}: there is no such file")
    header, asked = asked_in(table, column)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow((*header, *HEADER))
    writer.writerows(screen_table(index, asked, as_of))


def _show(name: str, matches: list[Match]) -> None:
    if not matches:
        outln(f"{name}: on none of the lists held")
        return
    outln(f"{name}:")
    for match in matches:
        outln(f"  {match.score:.2f}  {match.list} {match.record}  {match.name}")
        outln(f"        in force: {match.in_force}, {match.basis}")
        outln(f"        {_why(match)}")


def _why(match: Match) -> str:
    return ", ".join(f"{w.part} ~ {w.listed} ({w.how})" for w in match.why)


def _type(name: str | None) -> NameType | None:
    if name is None or name in get_args(NameType):
        return name  # type: ignore[return-value]
    raise UsageError(f"--type {name}: give one of {', '.join(get_args(NameType))}")


def _interval(day: str | None) -> tuple[str, str]:
    """A day, month or year as its first and last day; today if none is given."""
    from veedor.lists.dates import day_interval

    try:
        return day_interval(day)
    except ValueError:
        raise UsageError(f"--date {day}: give a day as 2024-06-18, a month or a year") from None


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(screen)
