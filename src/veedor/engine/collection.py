"""The collection of a workspace as grouping, finding and reporting take it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from veedor.date.order import in_order
from veedor.group.collection import Collection, Groups
from veedor.model import (
    Article,
    Conflict,
    CopyFamily,
    Dating,
    Decision,
    Entity,
    Event,
    Linked,
    Reading,
    Story,
    Utterance,
)
from veedor.outlets import Outlets, built_in
from veedor.store import Workspace
from veedor.store.fetched import Fetched

__all__ = ["Stored", "large_texts", "load_collection", "load_groups", "load_outlets"]

#: So many articles are held at once, about 50 kB each; more are fetched when they are needed, which
#: takes some 3 ms an article longer.
AT_ONCE = 10_000


def load_collection(workspace: Workspace) -> Collection:
    """All articles with what the stages made of each, as people have put it right.

    Of a large one, articles, readings and links stay in the database until they are asked for.
    """
    if workspace.articles.count() > AT_ONCE:
        return _fetched(Stored(workspace))
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


@dataclass(frozen=True)
class Stored:
    """What a workspace holds of some articles at a time."""

    workspace: Workspace

    def articles(self, keys: Sequence[str]) -> dict[str, Article]:
        """The articles with those ids."""
        return {article.id: article for article in self.workspace.articles.some(keys)}

    def readings(self, keys: Sequence[str]) -> dict[str, Reading]:
        """Their readings, as far as they were read."""
        return self.workspace.outputs.some("read", Reading, keys)

    def datings(self, keys: Sequence[str]) -> dict[str, Dating]:
        """Their dates, as far as they were dated."""
        return self.workspace.outputs.some("date", Dating, keys)

    def linked(self, keys: Sequence[str]) -> dict[str, Linked]:
        """What they were linked to, as people have put it right."""
        from veedor.find.decisions import apply_to_linked

        found = self.workspace.outputs.some("link", Linked, keys)
        return {key: apply_to_linked(one, self._decided) for key, one in found.items()}

    @cached_property
    def _decided(self) -> Mapping[tuple[str, str], Decision]:
        from veedor.find.decisions import latest

        return latest(self.workspace.reviews.all())


def _fetched(stored: Stored) -> Collection:
    workspace = stored.workspace
    outputs, datings = workspace.outputs, workspace.outputs.all("date", Dating)

    def first_day(key: str) -> str:
        return (key in datings and datings[key].earliest) or "9999"

    by_day = sorted(outputs.present("read"), key=first_day)
    order = in_order(large_texts(workspace, by_day)[0], datings, by_day)
    unread = sorted(workspace.articles.ids().difference(order))
    articles, readings = large_texts(workspace, order)
    if unread:
        articles = Fetched([*order, *unread], stored.articles)
    made = outputs.made("link")
    return Collection(
        articles=articles,
        readings=readings,
        datings=datings,
        linked=Fetched([key for key in order if key in made], stored.linked),
        families=workspace.records.all("families", CopyFamily),
        outlets=load_outlets(workspace),
        sequence=order,
    )


def large_texts(
    workspace: Workspace, order: Sequence[str]
) -> tuple[Mapping[str, Article], Mapping[str, Reading]]:
    """The articles with those ids, all of them read, and their readings."""
    stored = Stored(workspace)
    if len(order) > AT_ONCE:
        fetched = Fetched(order, stored.articles)
        return fetched, fetched.beside(stored.readings)
    return stored.articles(order), stored.readings(order)


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
