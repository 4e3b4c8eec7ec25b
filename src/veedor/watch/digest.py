"""The digest of a day: what came in, what is new, which sources are in trouble."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import msgspec

from veedor.report.phrases import Phrases, phrases
from veedor.store import Workspace
from veedor.watch.channels import channel_key
from veedor.watch.delivery import DIGEST
from veedor.watch.health import source_states
from veedor.watch.messages import Message, Words

__all__ = ["digest_message", "queue_digest"]

#: Findings that a digest tells of; a day with more is one for the report.
MOST = 25
_LAST = "digest.last"


def queue_digest(workspace: Workspace, now: datetime) -> bool:
    """Queue the digest of the day if it is time and it was not; whether it was queued.

    One that was missed, as the machine was off, goes out late and covers the days since the last.
    """
    settings = workspace.settings.digest
    if not settings.channels and not settings.feed:
        return False
    hour, minute = map(int, settings.at.split(":"))
    due = now.astimezone(UTC).replace(hour=hour, minute=minute, second=0, microsecond=0)
    day = (due if now >= due else due - timedelta(days=1)).date()
    last = workspace.get(_LAST)
    if last is None and now < due:
        # The first one goes out at the hour, not at once.
        workspace.set(_LAST, f"{day.isoformat()} {now.isoformat(timespec='seconds')}")
        return False
    before, _, since = (last or "").partition(" ")
    if before >= day.isoformat():
        return False
    since = since or (now - timedelta(days=1)).isoformat(timespec="seconds")
    messages: dict[str, str | None] = {
        f"digest:{day}:{code}": msgspec.json.encode(
            digest_message(workspace, since, day.isoformat(), code)
        ).decode()
        for code in settings.langs
    }
    with workspace.transaction():
        channels = [channel_key(channel) for channel in settings.channels]
        workspace.alerts.note(DIGEST, messages, channels)
        workspace.set(_LAST, f"{day.isoformat()} {now.isoformat(timespec='seconds')}")
    return True


def digest_message(workspace: Workspace, since: str, day: str, code: str) -> Message:
    """What a day's digest says in one language.

    Args:
        workspace: what it is of.
        since: the moment of the last one, ISO 8601.
        day: what it is called by.
        code: the language.
    """
    say = phrases(code)
    lines = [say("digest.collected", n=workspace.articles.count_since(since))]
    lines += ["", *(_new(workspace, since, say) or [say("digest.nothing")])]
    if trouble := list(_trouble(workspace, say)):
        lines += ["", f"{say('digest.trouble')}:", *trouble]
    waiting = workspace.alerts.counts().get("waiting", 0)
    if waiting:
        lines += ["", say("digest.waiting", n=waiting)]
    return Message(title=say("digest.title", day=day), body="\n".join(lines))


def _new(workspace: Workspace, since: str, say: Phrases) -> list[str]:
    from veedor.report.summary import card_of

    new = [f for f in workspace.findings.all() if (f.first_seen or "") >= since]
    if not new:
        return []
    view = Words(workspace).view
    lines = [f"{say('digest.new')}:"]
    for finding in new[:MOST]:
        card = card_of(finding, view, say)
        kind = say(f"alert.{finding.kind}")
        lines.append(f"- {kind} · {card.title} · {card.admiralty} · {card.sentence}")
    if len(new) > MOST:
        lines.append(say("digest.more", n=len(new) - MOST))
    return lines


def _trouble(workspace: Workspace, say: Phrases) -> Iterator[str]:
    for source in source_states(workspace):
        if source.health is not None and source.state in ("failing", "silent"):
            quiet = say("digest.silent", day=(source.health.last_new or "?")[:10])
            yield f"- {source.outlet or source.address}: {source.health.problem or quiet}"
