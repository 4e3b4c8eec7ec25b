"""The group stage: events, stories, utterances, conflicts and entities, of the whole collection or
of what was added to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from veedor.engine.beside import LEAST, State, day_number, state_of
from veedor.engine.collection import Stored, load_collection, load_outlets
from veedor.engine.memory import without_cycle_search
from veedor.engine.outcome import Outcome, Progress
from veedor.engine.stages import key
from veedor.group.collection import Collection
from veedor.model import CopyFamily, Dating, Event, record_id
from veedor.shelf import Overlay
from veedor.store import Workspace
from veedor.store.collected import KINDS
from veedor.store.fetched import AsAsked

if TYPE_CHECKING:
    from veedor.group.remake import Changes

__all__ = ["grouping_stage"]

#: What each article, and each family, was grouped as.
LINKED, FAMILIES = "group.linked", "group.families"
_KINDS = tuple(kind for kind in KINDS if kind != "families")


def grouping_stage(
    workspace: Workspace, date_key: str, outcome: Outcome, progress: Progress
) -> str:
    """Group the collection; the key it was grouped under."""
    made = workspace.outputs.made("link")
    # What is decided on a finding changes nothing before findings.
    decided = key("group", *(d.hash for d in workspace.reviews.all() if d.kind != "finding"))
    read = workspace.outputs.made("read")
    linked = {a: f"{how.inputs} {read[a].inputs if a in read else ''}" for a, how in made.items()}
    every = (f"{article} {made[article].inputs}" for article in sorted(made))
    group_key = key("group", date_key, *every, "decisions", decided)
    if workspace.get("group") == group_key:
        return group_key
    progress("group", 0, len(made))
    with without_cycle_search():
        added = _Added(workspace, linked, decided)
        if not added.take_up(group_key, outcome):
            outcome.renewed = _anew(workspace, linked, decided, group_key)
    outcome.grouped = True
    return group_key


def _family_rows(families: Iterable[CopyFamily]) -> dict[str, bytes]:
    """What each family is told again by."""
    return {
        family.id: record_id(
            family.origin or "", family.origin_kind, *(m.article for m in family.members)
        ).encode()
        for family in families
    }


# ------------------------------------------------------------------ the whole


def _anew(workspace: Workspace, linked: Mapping[str, str], base: str, group_key: str) -> bool:
    """Group the whole; whether that is so large that more may be taken up beside it."""
    from veedor.group import group

    collection = load_collection(workspace)
    is_large = len(collection.readings) >= LEAST
    workspace.set("group.kept", "")
    workspace.kept.clear("group.")
    groups = group(collection, workspace.kept) if is_large else group(collection)
    events = {event.id: event for event in groups.events}
    with workspace.transaction():
        for kind in _KINDS:
            items = getattr(groups, kind)
            positions = _positions(kind, items, collection.datings, events) if is_large else None
            workspace.records.replace(kind, items, positions)
        if is_large:
            _take_note(workspace, linked, linked)
            workspace.kept.put(FAMILIES, _family_rows(collection.families))
            State(base, len(collection.readings)).keep(workspace, "group")
        workspace.set("group", group_key)
    return is_large


def _take_note(
    workspace: Workspace, articles: Iterable[str], linked: Mapping[str, str]
) -> None:
    workspace.kept.put(LINKED, {article: linked[article].encode() for article in articles})


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

    def __init__(self, workspace: Workspace, linked: Mapping[str, str], base: str) -> None:
        self.workspace, self.linked, self.base = workspace, linked, base
        stored = Stored(workspace)
        self.articles, self.readings = AsAsked(stored.articles), AsAsked(stored.readings)
        self.links, self.datings = AsAsked(stored.linked), AsAsked(stored.datings)

    def _expect(self, keys: Sequence[str]) -> None:
        for records in (self.articles, self.readings, self.links, self.datings):
            records.have(keys)

    def take_up(self, group_key: str, outcome: Outcome) -> bool:
        """Group them; False: the whole is to be grouped anew, as where one was read anew."""
        from veedor.group.regroup import regroup

        state = state_of(self.workspace, "group")
        if state is None or state.base != self.base:
            return False
        before = {article: row.decode() for article, row in self.workspace.kept.all(LINKED)}
        new = self.linked.keys() - before.keys()
        another = {a for a, how in self.linked.items() if before.get(a, how) != how}
        if any(before[a].split(" ")[1] != self.linked[a].split(" ")[1] for a in another):
            return False
        families = self.workspace.records.all("families", CopyFamily)
        known, now = dict(self.workspace.kept.all(FAMILIES)), _family_rows(families)
        stale = {name for name in known.keys() | now.keys() if known.get(name) != now.get(name)}
        copied = {m.article for family in families if family.id in stale for m in family.members}
        changed = {*self._read(new), *another, *copied}
        if before.keys() - self.linked.keys() or not state.takes(self.base, len(new | another)):
            return False
        collection = Collection(
            self.articles, self.readings, self.datings, self.links, families,
            load_outlets(self.workspace), (),
        )  # fmt: skip
        found = regroup(collection, self.workspace.kept, changed, self._event, self._expect)
        if found is None:
            return False
        with self.workspace.transaction():
            self._put(*found)
            _take_note(self.workspace, new | another, self.linked)
            self.workspace.kept.drop(FAMILIES, stale - now.keys())
            self.workspace.kept.put(FAMILIES, {name: now[name] for name in stale & now.keys()})
            state.with_more(len(new | another)).keep(self.workspace, "group")
            self.workspace.set("group", group_key)
        outcome.beside = len(new)
        return True

    def _read(self, articles: Iterable[str]) -> Iterable[str]:
        """Those of which there is a reading."""
        return self.workspace.outputs.packed("read", sorted(articles))

    def _event(self, name: str) -> Event:
        return self.workspace.records.some("events", Event, [name])[name]

    def _put(self, changes: Changes, shelf: Overlay) -> None:
        shelf.apply()
        records = self.workspace.records
        events = changes.put["events"]
        wanted = {c.event for c in changes.put["conflicts"].values()} - events.keys()
        events = events | records.some("events", Event, wanted)
        for kind in _KINDS:
            items = list(changes.put[kind].values())
            records.drop(kind, changes.gone[kind])
            records.put(kind, items, _positions(kind, items, self.datings, events))
