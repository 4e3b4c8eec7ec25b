"""Events, stories, utterances, conflicts and entities, over a whole collection."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from veedor.group.collection import Collection, Groups
from veedor.group.conflicts import find_conflicts
from veedor.group.entities import entities
from veedor.group.events import build_event, tell
from veedor.group.happenings import happenings
from veedor.group.profiles import profile
from veedor.group.stories import stories
from veedor.group.terms import vectors
from veedor.model import Event, Utterance

__all__ = ["Collection", "Groups", "group"]


def group(collection: Collection) -> Groups:
    """Put together what the articles of a collection tell of the same things.

    Articles are taken by (date, id), so the result does not depend on the order in which
    they arrived. Records come oldest first.
    """
    words = vectors(collection)
    profiles = [profile(collection, article, words[article]) for article in collection.order]
    copies = {article: family.id for article, family in collection.family_of.items()}
    told = tell(collection, happenings(profiles, copies))
    events = tuple(build_event(collection, one) for one in told)
    utterances = _utterances(collection, events)
    return Groups(
        events=tuple(sorted(events, key=lambda event: (event.earliest or "9999", event.id))),
        stories=stories(collection, events, words),
        utterances=utterances,
        conflicts=find_conflicts(collection, told, events),
        entities=entities(collection),
    )


def _utterances(collection: Collection, events: tuple[Event, ...]) -> tuple[Utterance, ...]:
    if find_spec("veedor.group.utterances") is None:
        return ()
    found = import_module("veedor.group.utterances").find_utterances(collection, events)
    return tuple(found)
