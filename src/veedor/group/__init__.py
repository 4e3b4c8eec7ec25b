"""Events, stories, utterances, conflicts and entities, over a whole collection."""

from __future__ import annotations

from veedor.group.collection import Collection, Groups
from veedor.model import Conflict, Entity, Event, Story, Utterance
from veedor.shelf import Shelf

__all__ = ["Collection", "Groups", "group"]


def group(collection: Collection, shelf: Shelf | None = None) -> Groups:
    """Put together what the articles of a collection tell of the same things.

    Articles are taken by (date, id), so the result does not depend on the order in which
    they arrived. Records come oldest first. `stream.grouped` gives them one by one instead.

    Args:
        collection: what is grouped.
        shelf: where that is put which is needed to take up more; see `stream.grouped`.
    """
    # Whoever only takes a collection, as most commands do, loads nothing of how it is grouped.
    from veedor.group.stream import grouped

    events: dict[str, Event] = {}
    conflicts: dict[str, Conflict] = {}
    utterances: list[Utterance] = []
    stories: list[Story] = []
    entities: list[Entity] = []
    for found in grouped(collection, shelf):
        match found:
            case "events", event:
                events[event.id] = event
            case "conflicts", conflict:
                conflicts.setdefault(conflict.id, conflict)
            case "utterances", utterance:
                utterances.append(utterance)
            case "stories", story:
                stories.append(story)
            case "entities", entity:
                entities.append(entity)
    return Groups(
        events=tuple(sorted(events.values(), key=lambda one: (one.earliest or "9999", one.id))),
        stories=tuple(stories),
        utterances=tuple(utterances),
        conflicts=tuple(conflicts.values()),
        entities=tuple(entities),
    )
