"""The group stage: events, stories, utterances, conflicts and entities, of the whole collection or
of what was added to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from veedor.engine.beside import LEAST, State, day_number, state_of
from veedor.engine.collection import Stored, load_collection, load_outlets
from veedor.engine.disputes import keep_disputes
from veedor.engine.families import FamilyOf, family_ids
from veedor.engine.memory import without_cycle_search
from veedor.engine.outcome import Outcome, Progress
from veedor.engine.stages import key
from veedor.group.collection import Collection
from veedor.model import Conflict, Dating, Event
from veedor.shelf import Overlay
from veedor.store import Workspace
from veedor.store.collected import KINDS
from veedor.store.fetched import AsAsked

if TYPE_CHECKING:
    from veedor.group.remake import Changes

__all__ = ["decisions_key", "grouping_stage"]

#: What each article was grouped as.
LINKED = "group.linked"
_KINDS = tuple(kind for kind in KINDS if kind != "families")


def grouping_stage(workspace: Workspace, outcome: Outcome, progress: Progress) -> None:
    """Bring the groups up to date with the links, the families and what people decided."""
    decided = decisions_key(workspace)
    is_made = workspace.get("group") == decided
    waiting = workspace.waiting.of("group")
    if is_made and not waiting:
        return
    progress("group", 0, len(waiting))
    with without_cycle_search():
        if not (is_made and _Added(workspace, waiting, decided).take_up(outcome)):
            outcome.renewed = _anew(workspace, decided)
    outcome.grouped = True


def decisions_key(workspace: Workspace) -> str:
    """A hash of what people decided that groups are made by, and of how they are made."""
    # What is decided on a finding changes nothing before findings.
    return key("group", *(d.hash for d in workspace.reviews.all() if d.kind != "finding"))


def _linked(workspace: Workspace, articles: Iterable[str] | None = None) -> dict[str, str]:
    """How some articles, or all, were linked and read: what they are grouped as."""
    made = workspace.outputs.made("link", articles)
    read = workspace.outputs.made("read", articles)
    return {a: f"{how.inputs} {read[a].inputs if a in read else ''}" for a, how in made.items()}


# ------------------------------------------------------------------ the whole


def _anew(workspace: Workspace, base: str) -> bool:
    """Group the whole; whether that is so large that more may be taken up beside it."""
    from veedor.group import group

    collection = load_collection(workspace)
    is_large = len(collection.readings) >= LEAST
    for fact in ("group", "group.kept"):
        workspace.set(fact, "")
    workspace.kept.clear("group.")
    groups = group(collection, workspace.kept) if is_large else group(collection)
    events = {event.id: event for event in groups.events}
    with workspace.transaction():
        for kind in _KINDS:
            items = getattr(groups, kind)
            positions = _positions(kind, items, collection.datings, events) if is_large else None
            workspace.records.replace(kind, items, positions)
        if is_large:
            _take_note(workspace, _linked(workspace))
            keep_disputes(workspace, {one.id: one for one in groups.conflicts}, {})
            State(base, len(collection.readings)).keep(workspace, "group")
        workspace.waiting.replace("group", ())
        workspace.set("group", base)
        workspace.set("find", "")
    return is_large


def _take_note(workspace: Workspace, linked: Mapping[str, str]) -> None:
    workspace.kept.put(LINKED, {article: how.encode() for article, how in linked.items()})


def _positions(
    kind: str,
    items: Sequence[Any],
    datings: Mapping[str, Dating],
    events: Mapping[str, Event],
) -> list[int]:
    """By what records are ordered: their day; entities by how many articles name them."""

    def written(article: str) -> int:
        dating = datings.get(article)
        return day_number(dating.earliest or dating.latest if dating else None)

    if kind == "entities":
        return [-len(item.articles) for item in items]
    if kind == "events":
        return [day_number(item.earliest) for item in items]
    if kind == "conflicts":
        return [day_number(events[item.event].earliest) for item in items]
    if kind == "utterances":
        return [written(item.renderings[0].article) for item in items]
    return [written(item.articles[0]) for item in items]


# ------------------------------------------------------------------ what was added


class _Added:
    """Articles that were added to a collection that is grouped, or are another than they were."""

    def __init__(self, workspace: Workspace, waiting: Sequence[str], base: str) -> None:
        self.workspace, self.waiting, self.base = workspace, waiting, base
        stored = Stored(workspace)
        self.articles, self.readings = AsAsked(stored.articles), AsAsked(stored.readings)
        self.links, self.datings = AsAsked(stored.linked), AsAsked(stored.datings)
        self.family_of = FamilyOf(workspace)

    def _expect(self, keys: Sequence[str]) -> None:
        for records in (self.articles, self.readings, self.links, self.datings, self.family_of):
            records.have(keys)

    def take_up(self, outcome: Outcome) -> bool:
        """Group them; False: the whole is to be grouped anew, as where one was read anew."""
        from veedor.group.regroup import regroup

        state = state_of(self.workspace, "group")
        if state is None:
            return False
        now = _linked(self.workspace, self.waiting)
        kept = self.workspace.kept.get(LINKED, now)
        before = {article: row.decode() for article, row in kept.items()}
        new = now.keys() - before.keys()
        another = {article for article, how in before.items() if how != now[article]}
        if any(before[a].split(" ")[1] != now[a].split(" ")[1] for a in another):
            return False
        if not state.takes(self.base, len(new | another)):
            return False
        # Of one that could not be read there is nothing to group.
        changed = {*self.workspace.outputs.there("read", new), *before}
        collection = Collection(
            self.articles, self.readings, self.datings, self.links,
            outlets=load_outlets(self.workspace), sequence=(), families_by_article=self.family_of,
        )  # fmt: skip
        found = regroup(
            collection, self.workspace.kept, changed, self._event, self._expect, self._copies
        )
        if found is None:
            return False
        with self.workspace.transaction():
            disputed = self._put(*found)
            _take_note(self.workspace, now)
            self.workspace.waiting.done("group", self.waiting)
            state.with_more(len(new | another)).keep(self.workspace, "group")
            self.workspace.waiting.add("find", disputed | new | before.keys())
        outcome.beside = len(new)
        return True

    def _copies(self, articles: Iterable[str]) -> dict[str, str]:
        return family_ids(self.workspace, articles)

    def _event(self, name: str) -> Event:
        return self.workspace.records.some("events", Event, [name])[name]

    def _put(self, changes: Changes, shelf: Overlay) -> set[str]:
        """Put what is another: the articles whose conflicts are."""
        shelf.apply()
        records = self.workspace.records
        put, gone = changes.put["conflicts"], changes.gone["conflicts"]
        known = records.some("conflicts", Conflict, {*put, *gone})
        disputed = keep_disputes(self.workspace, put, known)
        events = changes.put["events"]
        wanted = {c.event for c in changes.put["conflicts"].values()} - events.keys()
        events = events | records.some("events", Event, wanted)
        for kind in _KINDS:
            items = list(changes.put[kind].values())
            records.drop(kind, changes.gone[kind])
            records.put(kind, items, _positions(kind, items, self.datings, events))
        return disputed
