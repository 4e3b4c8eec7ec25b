"""The collection of a workspace as grouping, finding and reporting take it."""

from __future__ import annotations

from veedor.group.collection import Collection, Groups
from veedor.model import (
    Conflict,
    CopyFamily,
    Dating,
    Entity,
    Event,
    Linked,
    Reading,
    Story,
    Utterance,
)
from veedor.outlets import Outlets, built_in
from veedor.store import Workspace

__all__ = ["load_collection", "load_groups", "load_outlets"]


def load_collection(workspace: Workspace) -> Collection:
    """All articles with what the stages made of each, as people have put it right."""
    from veedor.find.decisions import with_decisions

    outputs = workspace.outputs
    found = Collection(
        articles=workspace.articles.all(),
        readings=outputs.all("read", Reading),
        datings=outputs.all("date", Dating),
        linked=outputs.all("link", Linked),
        families=workspace.records.all("families", CopyFamily),
        outlets=load_outlets(workspace),
    )
    return with_decisions(found, workspace.reviews.all())


def load_outlets(workspace: Workspace) -> Outlets:
    """The directory of outlets, with the owner's own files and declared sources.

    Raises:
        DataError: one of them is wrong.
    """
    settings = workspace.settings
    files = [workspace.folder / file for file in settings.outlets.files]
    if not files and not settings.source:
        return built_in()
    return built_in().with_own(files, settings.source)


def load_groups(workspace: Workspace) -> Groups:
    """Events, stories, utterances, conflicts and entities of the last run."""
    records = workspace.records
    return Groups(
        events=tuple(records.all("events", Event)),
        stories=tuple(records.all("stories", Story)),
        utterances=tuple(records.all("utterances", Utterance)),
        conflicts=tuple(records.all("conflicts", Conflict)),
        entities=tuple(records.all("entities", Entity)),
    )
