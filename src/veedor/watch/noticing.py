"""Taking note of what is new to each watch, once, together with the alerts that it causes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from veedor.declared import Watch
from veedor.store import Workspace
from veedor.watch.channels import channel_key
from veedor.watch.facts import Fact, current_facts, new_designations, version_key
from veedor.watch.messages import Words
from veedor.watch.queries import query_key, wanted

__all__ = ["begin", "notice"]


def begin(workspace: Workspace) -> None:
    """Before a pass: what is there when a watch is new, or asks for something else, is known.

    A watch with `backlog` is told of that too. Done before anything is collected, so that
    what this pass finds is new to a watch that begins with it.
    """
    watches = [w for w in workspace.settings.watch if _begun(workspace, w) != query_key(w)]
    if not watches:
        return
    words = Words(workspace)
    facts = list(current_facts(words))
    versions = [version_key(version.sha256) for version in workspace.lists.versions()]
    for watch in watches:
        known: dict[str, str | None] = dict.fromkeys(versions)
        if not watch.backlog:
            known |= {key: None for f in facts if wanted(f, watch) for key in (*f.keys, *f.also)}
        with workspace.transaction():
            workspace.alerts.note(watch.name, known, ())
            workspace.set(_begun_key(watch), query_key(watch))


def notice(workspace: Workspace) -> int:
    """After a pass: note what is new to each watch, and queue its alerts.

    Returns:
        how many alerts were queued.
    """
    if not workspace.settings.watch:
        return 0
    words = Words(workspace)
    facts = list(current_facts(words))
    return sum(_notice(workspace, watch, facts, words) for watch in workspace.settings.watch)


def _notice(workspace: Workspace, watch: Watch, facts: Sequence[Fact], words: Words) -> int:
    versions = [version_key(version.sha256) for version in workspace.lists.versions()]
    looked_at = workspace.alerts.noted(watch.name, versions)
    designations: Iterable[Fact] = ()
    if "designation" in watch.on and set(versions) - looked_at:
        designations = new_designations(workspace, words, looked_at)
    asked = [fact for fact in (*designations, *facts) if wanted(fact, watch)]
    noted = workspace.alerts.noted(watch.name, [key for fact in asked for key in fact.keys])
    to_note: dict[str, str | None] = {key: None for key in versions if key not in looked_at}
    for fact in asked:
        # What was told of with another fact, just now or before, is not told of again.
        fresh = [key for key in fact.keys if key not in noted and key not in to_note]
        if fresh and (fact.each or len(fresh) == len(fact.keys)):
            to_note[fresh[0]] = msgspec.json.encode(fact.message(watch.lang)).decode()
        for key in (*fact.keys, *fact.also):
            to_note.setdefault(key, None)
    channels = [channel_key(channel) for channel in watch.channels]
    workspace.alerts.note(watch.name, to_note, channels)
    return sum(message is not None for message in to_note.values())


def _begun(workspace: Workspace, watch: Watch) -> str | None:
    return workspace.get(_begun_key(watch))


def _begun_key(watch: Watch) -> str:
    from veedor.model import record_id

    return f"watch.{record_id(watch.name)}"
