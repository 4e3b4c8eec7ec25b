"""`veedor status` and `veedor doctor`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from veedor.cli.common import Folder, Json, outln, print_json, print_table
from veedor.errors import VeedorError

if TYPE_CHECKING:
    from veedor.engine.status import Status
    from veedor.watch.health import SourceState


def status(workspace: Folder = Path(), json: Json = False) -> None:
    """What is there, what is stale, what was refused."""
    from veedor.engine.status import status_of
    from veedor.store import Workspace

    with Workspace(workspace) as place:
        found = status_of(place)
    if json:
        print_json(found)
        return
    print_table(("", ""), [(name.replace("_", " "), _cell(v)) for name, v in found.counts.items()])
    if found.waiting:
        waiting = ", ".join(f"{stage} {number:,}" for stage, number in found.waiting.items())
        outln(f"\nArticles that wait for the next `veedor run`: {waiting}")
    sizes = ", ".join(f"{name} {_size(size)}" for name, size in found.sizes.items())
    outln(f"\nOn the disk: {sizes}")
    outln(f"Versions: {'; '.join(f'{name} {number}' for name, number in found.versions.items())}")
    _sources(found)
    if found.notes:
        outln("\nRead with a remark:")
        for source, note in found.notes.items():
            outln(f"  {source}: {note}")
    if found.refusals:
        outln("\nNot read:")
        for refusal in found.refusals:
            outln(f"  {refusal.source}: {' '.join(refusal.reason.split())} ({refusal.stage})")


def _size(size: int) -> str:
    return f"{size / 1e6:,.1f} MB" if size >= 1e6 else f"{size / 1e3:,.1f} kB"


def _sources(found: Status) -> None:
    """How the declared sources fare, and whether alerts get to where they should."""
    if found.sources:
        outln("\nSources:")
        columns = ("", "state", "last success", "last new", "new", "refused", "next")
        print_table(columns, [_row(source) for source in found.sources])
        for source in found.sources:
            if source.health and source.health.problem:
                outln(f"  {source.address}: {source.health.problem}")
    if found.alerts:
        states = ", ".join(f"{number} {state}" for state, number in sorted(found.alerts.items()))
        outln(f"\nAlerts: {states}")
    for problem in found.channels:
        outln(f"  channel {problem}")


def _row(source: SourceState) -> tuple[Any, ...]:
    name, health = source.outlet or source.address, source.health
    if health is None:
        return name, source.state
    success, new = ((moment or "never")[:16] for moment in (health.last_success, health.last_new))
    last = ", ".join(map(str, health.yields[-5:]))
    refused = f"{source.refused_share:.0%}"
    return name, source.state, success, new, last, refused, health.due[:16]


def _cell(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)


def doctor(workspace: Folder = Path()) -> None:
    """Whether everything that veedor needs is there and works."""
    from veedor.engine.doctor import examine

    failed = 0
    for check in examine(workspace):
        outln(f"{'ok  ' if check.good else 'FAIL'} {check.name}: {check.says}")
        failed += not check.good
    if failed:
        raise VeedorError(f"{failed} of the checks failed")


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(status)
    app.command()(doctor)
