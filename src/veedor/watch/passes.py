"""One pass of watching: ask what is due, bring every stage up to date, tell what is new.

Each step leaves the workspace whole; a pass that is killed goes on with the next one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from veedor.declared import seconds_of
from veedor.engine.collecting import Tally, keep
from veedor.engine.outcome import Outcome, Progress, silent
from veedor.engine.pipeline import run_stages
from veedor.model import record_id
from veedor.store import Workspace
from veedor.watch.atom import feed, write_feed
from veedor.watch.channels import send
from veedor.watch.delivery import DIGEST, Send, deliver
from veedor.watch.digest import queue_digest
from veedor.watch.health import after_pass
from veedor.watch.noticing import begin, notice
from veedor.watch.polling import due_sources, poll

__all__ = ["Report", "run_pass"]


#: Where it is kept when the lists were last fetched.
_LISTS = "watch.lists"


@dataclass
class Report:
    """What a pass did: the outcome of its run, alerts queued and sent, what went wrong."""

    outcome: Outcome
    sources: int = 0
    queued: int = 0
    sent: int = 0
    problems: list[str] = field(default_factory=list)


def run_pass(
    workspace: Workspace,
    *,
    every_source: bool = False,
    progress: Progress = silent,
    send_it: Send = send,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Report:
    """Ask every source that is due, read what is new, and tell those who watch.

    Args:
        workspace: its lock is the caller's.
        every_source: ask all sources, due or not.
        progress: told how far the stages are.
        send_it: what hands a message to a channel.
        now: the clock that schedules go by.
    """
    begin(workspace)
    report = Report(Outcome())
    report.problems += _fetch_lists(workspace, now())
    _collect(workspace, report, every_source, progress, now)
    run_stages(workspace, report.outcome, progress)
    report.queued = notice(workspace)
    queue_digest(workspace, now())
    report.sent, problems = deliver(workspace, send_it)
    report.problems += [f"channel {problem}" for problem in problems]
    _write_feeds(workspace)
    return report


def _fetch_lists(workspace: Workspace, now: datetime) -> list[str]:
    """Fetch the lists if it is time; what went wrong. Good versions stay whatever comes."""
    every = workspace.settings.watch_run.lists
    last = workspace.get(_LISTS)
    if not every or (last and now - datetime.fromisoformat(last) < _duration(every)):
        return []
    from veedor.lists.update import update

    workspace.set(_LISTS, now.isoformat(timespec="seconds"))
    found = [update(workspace, *each) for each in workspace.settings.lists.sources().items()]
    return [f"list {one.name}: {one.reason}" for one in found if one.outcome == "refused"]


def _duration(text: str) -> timedelta:
    return timedelta(seconds=seconds_of(text))


def _collect(
    workspace: Workspace,
    report: Report,
    every_source: bool,
    progress: Progress,
    now: Callable[[], datetime],
) -> None:
    settings, health = workspace.settings, workspace.sources.all()
    due = list(settings.source) if every_source else due_sources(settings.source, health, now())
    if not due:
        return
    tallies: dict[str, Tally] = {}
    seconds = seconds_of(settings.watch_run.longest)
    events = poll(due, workspace.addresses, settings.collect, seconds)
    for _ in keep(workspace, events, report.outcome, tallies):
        progress("collect", report.outcome.collected + report.outcome.known, 0)
    with workspace.transaction():
        for source in due:
            tally = tallies.get(source.address, Tally())
            if tally.polled:
                before = health.get(source.address)
                workspace.sources.put(after_pass(before, source, tally, now()))
    report.sources = len(due)


def _write_feeds(workspace: Workspace) -> None:
    feeds = {watch.feed: watch.name for watch in workspace.settings.watch if watch.feed}
    if workspace.settings.digest.feed:
        feeds[workspace.settings.digest.feed] = DIGEST
    for file, name in feeds.items():
        identity = record_id(str(workspace.folder.resolve()), name)
        content = feed(name, workspace.alerts.of(name), identity)
        write_feed(workspace.folder / Path(file), content)
