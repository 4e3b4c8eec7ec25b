"""Alerts on their way: each until its channel has taken it, and no longer.

A delivery is marked before it begins and when it has gone out. What was queued when the process
was killed goes out at the next pass. What had begun, and of which nobody can know whether the
channel took it, goes out again and says so; its number is the same, so a receiver can tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import msgspec

from veedor.declared import seconds_of
from veedor.report.phrases import phrases
from veedor.store import Workspace
from veedor.store.alerts import Delivery
from veedor.watch.channels import ChannelError, channel_key, send
from veedor.watch.messages import Message

__all__ = ["DIGEST", "deliver", "next_due"]

#: The name under which digests are kept among the alerts.
DIGEST = "(digest)"
#: The pause between two tries doubles up to this.
_LONGEST = timedelta(hours=6)

Send = Callable[[str, Message], None]


def deliver(workspace: Workspace, send_it: Send = send) -> tuple[int, list[str]]:
    """Send everything that is due.

    Returns:
        how many went out, and what went wrong, each problem once.
    """
    channels = _channels(workspace)
    for name, by_key in channels.items():
        workspace.alerts.readdress(name, list(by_key))
    sent, problems = 0, dict[str, None]()
    for delivery in _due(workspace):
        channel = channels.get(delivery.alert.watch, {}).get(delivery.channel)
        if channel is None:
            # The watch is gone, and with it whoever wanted to be told.
            workspace.alerts.mark(delivery, "dropped", _moment(), "the watch is gone")
            continue
        try:
            _send(workspace, delivery, channel, send_it)
            sent += 1
        except ChannelError as error:
            problems.setdefault(str(error))
            _later(workspace, delivery, str(error))
    return sent, list(problems)


def _send(workspace: Workspace, delivery: Delivery, channel: str, send_it: Send) -> None:
    message = msgspec.json.decode(delivery.alert.payload or "{}", type=Message)
    lines = [message.body, f"Veedor {delivery.alert.id} · {delivery.alert.at}"]
    if delivery.state == "sending":
        lines.insert(1, phrases(_language(workspace, delivery.alert.watch))("alert.repeat"))
    workspace.alerts.mark(delivery, "sending", _moment())
    send_it(channel, Message(title=message.title, body="\n".join(lines)))
    workspace.alerts.mark(delivery, "sent", _moment())


def _later(workspace: Workspace, delivery: Delivery, problem: str) -> None:
    """Try again after a while, twice as long each time; after too long, give it up."""
    settings = workspace.settings.watch_run
    first = datetime.fromisoformat(delivery.alert.at)
    if _moment() - first > timedelta(seconds=seconds_of(settings.give_up)):
        workspace.alerts.mark(delivery, "dropped", _moment(), problem)
        return
    pause = timedelta(seconds=seconds_of(settings.retry)) * 2 ** min(delivery.attempts, 10)
    workspace.alerts.mark(delivery, "waiting", _moment() + min(pause, _LONGEST), problem)


def _due(workspace: Workspace) -> Iterator[Delivery]:
    """What is due now; what fails meanwhile is due later, so this ends."""
    seen: set[tuple[str, str]] = set()
    while True:
        due = workspace.alerts.due(_moment().isoformat(timespec="seconds"))
        fresh = [d for d in due if (d.alert.id, d.channel) not in seen]
        if not fresh:
            return
        for delivery in fresh:
            seen.add((delivery.alert.id, delivery.channel))
            yield delivery


def next_due(workspace: Workspace) -> datetime | None:
    """When the next delivery is to be tried, if any waits."""
    moment = workspace.alerts.next_due()
    return datetime.fromisoformat(moment) if moment else None


def _channels(workspace: Workspace) -> dict[str, dict[str, str]]:
    settings = workspace.settings
    by_name = {watch.name: watch.channels for watch in settings.watch}
    by_name[DIGEST] = settings.digest.channels
    return {name: {channel_key(c): c for c in channels} for name, channels in by_name.items()}


def _language(workspace: Workspace, name: str) -> str:
    return next((watch.lang for watch in workspace.settings.watch if watch.name == name), "en")


def _moment() -> datetime:
    return datetime.now(UTC)
