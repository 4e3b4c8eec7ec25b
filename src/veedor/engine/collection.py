"""The collection of a workspace as grouping, finding and reporting take it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from veedor.date.order import in_order
from veedor.group.collection import Collection, Groups
from veedor.model import (
    Article,
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
from veedor.store.fetched import Fetched

__all__ = [
    "large_collection", "large_texts", "load_collection", "load_groups", "load_outlets",
]  # fmt: skip


#: So many articles are held at once, about 50 kB each; more are fetched when they are needed, which
#: takes some 3 ms an article longer.
AT_ONCE = 10_000


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


def large_collection(workspace: Workspace) -> Collection:
    """The same for stages that go through it article by article: what it holds of a large one
    stays in the database until it is asked for."""
    outputs, datings = workspace.outputs, workspace.outputs.all("date", Dating)
    if len(datings) <= AT_ONCE:
        return load_collection(workspace)
    from veedor.find.decisions import apply_to_linked, latest

    decided = latest(workspace.reviews.all())

    def linked(keys: Sequence[str]) -> dict[str, Linked]:
        found = outputs.some("link", Linked, keys)
        return {key: apply_to_linked(one, decided) for key, one in found.items()}

    by_day = sorted(datings, key=lambda key: datings[key].earliest or "9999")
    order = in_order(large_texts(workspace, by_day)[0], datings, by_day)
    articles, readings = large_texts(workspace, order)
    made = outputs.made("link")
    return Collection(
        articles=articles,
        readings=readings,
        datings=datings,
        linked=Fetched([key for key in order if key in made], linked),
        families=workspace.records.all("families", CopyFamily),
        outlets=load_outlets(workspace),
        sequence=order,
    )


def large_texts(
    workspace: Workspace, order: Sequence[str]
) -> tuple[Mapping[str, Article], Mapping[str, Reading]]:
    """The articles with those ids, all of them read, and their readings."""

    def articles(keys: Sequence[str]) -> dict[str, Article]:
        return {article.id: article for article in workspace.articles.some(keys)}

    def readings(keys: Sequence[str]) -> dict[str, Reading]:
        return workspace.outputs.some("read", Reading, keys)

    if len(order) > AT_ONCE:
        fetched = Fetched(order, articles)
        return fetched, fetched.beside(readings)
    return articles(order), readings(order)


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
