"""`veedor watch`."""

from __future__ import annotations

import signal
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from veedor.cli.common import REFUSED, Folder, outln, print_refusals, progress_bar, remark
from veedor.errors import StoreBusy, UsageError, VeedorError

if TYPE_CHECKING:
    from veedor.store import Workspace
    from veedor.watch import Report

#: Seconds between two looks at a workspace that another process holds.
_BUSY = 15.0
#: The longest sleep, so that a change of veedor.toml is noticed.
_LONGEST = 300.0


def watch(
    workspace: Folder = Path(),
    once: Annotated[bool, typer.Option("--once", help="One pass, then end.")] = False,
    every: Annotated[bool, typer.Option("--all", help="Ask all sources, due or not.")] = False,
    test: Annotated[
        bool, typer.Option("--test", help="Send a test to every channel, then end.")
    ] = False,
) -> None:
    """Follow the declared sources on schedules; alert once on what is new."""
    if test:
        _test(workspace)
        return
    # What asks a service to end asks this way; a pass that is cut off loses nothing.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    while True:
        try:
            report, pause = _pass(workspace, every=every)
        except StoreBusy as error:
            if once:
                raise
            remark(str(error))
            time.sleep(_BUSY)
            continue
        if once:
            if report.outcome.refused or report.problems:
                raise typer.Exit(REFUSED)
            return
        time.sleep(pause)


def _pass(folder: Path, *, every: bool) -> tuple[Report, float]:
    """One pass, with the workspace held for as long as it takes; seconds until the next."""
    from veedor.store import Workspace
    from veedor.watch import run_pass

    with Workspace(folder, doing="watch", hold="stages") as place:
        if not place.settings.source and not place.settings.watch:
            raise UsageError(
                f"{folder / 'veedor.toml'}: nothing to follow: add a [[source]] or a [[watch]] "
                "(docs/collecting.md)"
            )
        with progress_bar() as progress:
            report = run_pass(place, every_source=every, progress=progress)
        _tell(report)
        return report, _until_due(place)


def _tell(report: Report) -> None:
    """A line for each pass that did something, and one for each thing that went wrong."""
    outcome = report.outcome
    if report.sources or report.queued or report.sent or not outcome.idle:
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        sources = f"{report.sources} source{'' if report.sources == 1 else 's'} asked"
        alerts = f"{report.queued} alert{'' if report.queued == 1 else 's'}, {report.sent} sent"
        outln(f"{moment} {sources}; {outcome.collected_in_words()}; {alerts}")
    for source, note in outcome.notes:
        remark(f"note: {source}: {note}")
    print_refusals(outcome.refused)
    for problem in report.problems:
        remark(f"{problem}; tried again later")


def _until_due(place: Workspace) -> float:
    """Seconds until a source is due, a delivery is to be tried, or settings are looked at."""
    from veedor.watch.delivery import next_due

    health, now = place.sources.all(), datetime.now(UTC)
    moments = [
        datetime.fromisoformat(health[source.address].due)
        for source in place.settings.source
        if source.address in health
    ]
    moments += [moment] if (moment := next_due(place)) else []
    first = min((moment - now).total_seconds() for moment in moments) if moments else _LONGEST
    return max(1.0, min(first, _LONGEST))


def _test(folder: Path) -> None:
    from veedor.report.phrases import phrases
    from veedor.store import Workspace
    from veedor.watch.channels import ChannelError, send, shown
    from veedor.watch.messages import Message

    failed = 0
    with Workspace(folder) as place:
        settings = place.settings
    targets = [(w.name, w.lang, channel) for w in settings.watch for channel in w.channels]
    targets += [("digest", settings.digest.langs[0], c) for c in settings.digest.channels]
    if not targets:
        raise UsageError(f"{folder / 'veedor.toml'}: no [[watch]] has `channels`")
    for name, code, channel in targets:
        say = phrases(code)
        message = Message(title=say("alert.test"), body=say("alert.test_body", watch=name))
        try:
            send(channel, message)
        except ChannelError as error:
            failed += 1
            outln(f"FAIL {name}: {error}")
        else:
            outln(f"ok   {name}: {shown(channel)}")
    if failed:
        raise VeedorError(f"{failed} of {len(targets)} channels failed")


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(watch)
