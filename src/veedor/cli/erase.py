"""`veedor erase`."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from veedor.cli.common import Folder, outln
from veedor.cli.help import command_group

if TYPE_CHECKING:
    from veedor.engine.erase import Erased
    from veedor.store import Workspace

Reason = Annotated[str, typer.Option("--reason", "-m", help="Why; it stays in the tombstone.")]
By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who decides.")]


def article(
    wanted: Annotated[str, typer.Argument(metavar="ARTICLE", help="Its id or its source.")],
    reason: Reason,
    by: By = None,
    workspace: Folder = Path(),
) -> None:
    """Remove an article, all its revisions and its bytes; it does not come back."""
    from veedor.engine.erase import erase_article
    from veedor.store import Workspace

    with Workspace(workspace, doing="erase") as place:
        done = erase_article(place, wanted, by=by or getpass.getuser(), reason=reason)
        _finish(place, done, "erased")


def person(
    names: Annotated[
        list[str], typer.Argument(metavar="NAME…", help="In full, in every form they stand in.")
    ],
    reason: Reason,
    by: By = None,
    workspace: Folder = Path(),
) -> None:
    """Black out a person's names in all articles, and remove the bytes that hold them."""
    from veedor.engine.erase import erase_person
    from veedor.store import Workspace

    with Workspace(workspace, doing="erase") as place:
        done = erase_person(place, names, by=by or getpass.getuser(), reason=reason)
        _finish(place, done, "blacked out")


def expired(
    days: Annotated[
        int | None,
        typer.Option("--days", metavar="N", help="In the place of `days` under [retention]."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would go.")] = False,
    by: By = None,
    workspace: Folder = Path(),
) -> None:
    """Remove articles older than the retention, without findings and decisions that need them."""
    from veedor.engine.retention import expire
    from veedor.engine.retention import expired as find_expired
    from veedor.store import Workspace

    with Workspace(workspace, doing=None if dry_run else "erase") as place:
        limit = place.settings.retention.days if days is None else days
        if dry_run:
            found = find_expired(place, limit)
            for source in found.values():
                outln(source)
            outln(f"would go: {len(found)}")
            return
        done = expire(place, limit, by=by or getpass.getuser())
        _finish(place, done, "expired")


def _finish(place: Workspace, done: Erased, what: str) -> None:
    outln(f"articles {what}: {done.articles}; findings that rested on them: {done.findings}")
    outln("Everything made of them is gone; `veedor run` makes the rest again without them.")
    for file in done.elsewhere:
        outln(f"{file} still has the bytes that were collected from it: it is yours to remove.")
    outln("Backups and exports made before still have them: those are yours to remove.")
    outln(f"tombstones: {len(place.tombstones.all())}")


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    group = command_group("Remove an article or a person for good.")
    group.command()(article)
    group.command()(person)
    group.command()(expired)
    app.add_typer(group, name="erase")
