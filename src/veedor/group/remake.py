"""The records of slices made again, as far as another event may have changed them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from msgspec.structs import replace

from veedor.group.background import Recalled
from veedor.group.collection import Collection
from veedor.group.conflicts import late_conflicts
from veedor.group.events import Told, with_background
from veedor.group.happenings import Happening
from veedor.group.keeping import (
    FIRST,
    SLICES,
    Part,
    SliceRow,
    Standings,
    parts_of,
    put_slice,
    uttered,
)
from veedor.group.making import Made, Making
from veedor.group.profiles import Profile
from veedor.group.recall import ROOM as RECALLED
from veedor.group.recall import Entry, Recall
from veedor.group.restory import Restory
from veedor.group.signs import Near, signs_of
from veedor.group.slices import Slice
from veedor.group.stories import Headline
from veedor.model import Event
from veedor.shelf import Overlay, unpacked

__all__ = ["Changes", "Remaking", "numbered"]


@dataclass
class Changes:
    """What is another now, by kind: the records to be put, and the ids of those that are gone.

    `redone` is how many events were made again.
    """

    put: dict[str, dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))
    gone: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    redone: int = 0

    def add(self, kind: str, key: str, record: Any) -> None:
        """Put a record."""
        self.put[kind][key] = record
        self.gone[kind].discard(key)

    def drop(self, kind: str, keys: Iterable[str]) -> None:
        """Let records go, as far as they are not put anew afterwards."""
        for key in keys:
            self.put[kind].pop(key, None)
            self.gone[kind].add(key)


@dataclass
class _Turned:
    """What a slice tells that it did not tell so before, by id of the event, and what it no longer
    tells.
    """

    new: list[Told]
    gone: list[Part]

    @classmethod
    def of(cls, one: Slice, row: SliceRow, changed: Set[str]) -> _Turned:
        """What of a slice is another than its row says; `changed` are articles that are."""
        kept = {part.event: part for part in row.parts}
        same = {
            told.id
            for told in one.told
            if told.id in kept
            and kept[told.id].articles == told.happening.articles
            and changed.isdisjoint(kept[told.id].articles)
        }
        gone = [part for event, part in kept.items() if event not in same]
        return cls([told for told in one.told if told.id not in same], gone)

    def __bool__(self) -> bool:
        return bool(self.new or self.gone)


@dataclass
class _Plan:
    """Which events are made `again`, by id, beside which they are `told`, and what of what was made
    is gone or made again; `speakers`: whose utterances are sought anew.
    """

    again: Set[str]
    told: Set[str]
    parts: list[Part]
    speakers: Set[str]


@dataclass
class Remaking:
    """Makes records of slices again.

    What is made again are the events that may have to do with one that is another, and those that
    may have to do with these: an act recalled may go over from a third to one that is new. They
    are told beside those that may have to do with them in turn, and all else is left as it is.
    """

    collection: Collection
    shelf: Overlay
    changed: Set[str]
    standings: Standings
    restory: Restory
    changes: Changes
    profile: Callable[[str], Profile]
    event: Callable[[str], Event]
    expect: Callable[[Sequence[str]], None]
    rows: dict[str, SliceRow] = field(default_factory=dict)

    def row(self, begins: str) -> SliceRow:
        """What was made of a slice; nothing if it is new."""
        key = begins or FIRST
        if key not in self.rows:
            kept = self.shelf.get(SLICES, [key]).get(key)
            self.rows[key] = unpacked(kept, SliceRow) if kept else SliceRow(begins, None)
        return self.rows[key]

    def keep(self, row: SliceRow) -> None:
        """Keep what is made of a slice now."""
        self.rows[row.key] = row
        put_slice(self.shelf, row)

    def turned(self, one: Slice) -> _Turned:
        """What of a slice is another than it was."""
        return _Turned.of(one, self.row(one.begins), self.changed)

    def make(self, wanted: Sequence[Slice], beside: Slice | None, before: SliceRow | None) -> None:
        """Make records of some slices again, in which something is another.

        Args:
            wanted: the slices, in order.
            beside: the one after them, of which none are made.
            before: what was made of the one before them.
        """
        slices = [*wanted, beside] if beside else list(wanted)
        plan = self._plan(wanted, slices)
        articles = [a for one in slices for t in one.only(plan.told).told for a in _articles(t)]
        self.expect(articles)
        pool = self._let_go(wanted, plan, set(articles))
        recall = self._recall(slices, plan, before)
        said = before.said if before else frozenset()
        making = Making(self._in_order(articles), recall, said)
        thin = (one.only(plan.told) for one in wanted)
        made: list[Made] = []
        for found in making.records(thin, beside.only(plan.told) if beside else None):
            self._put(wanted[len(made)], found, plan)
            made.append(found)
        recall.at_hand = ()
        for act in pool:
            recall.place(act, "", "~")
        self._put_late(recall, made, plan, before.begins if before else None)
        self.changes.redone += len(plan.again)

    # ------------------------------------------------------------ what is made again

    def _plan(self, wanted: Sequence[Slice], slices: Sequence[Slice]) -> _Plan:
        turned = [self.turned(one) for one in wanted]
        new = {told.id: told for one in turned for told in one.new}
        gone = [part for one in turned for part in one.gone]
        self.expect([article for told in new.values() for article in _articles(told)])
        signs = {p.event: p.signs for one in slices for p in self.row(one.begins).parts}
        for part in gone:
            del signs[part.event]
        signs.update((event, signs_of(self.collection, told)) for event, told in new.items())
        near = Near(signs)
        first = near.around(new.keys()) | near.to(part.signs for part in gone)
        mine = {told.id for one in wanted for told in one.told}
        again = near.around(first) & mine
        parts = [p for one in wanted for p in self.row(one.begins).parts if p.event in again]
        parts = [*gone, *(part for part in parts if part.event not in new)]
        speakers = {speaker for part in gone for speaker in part.signs.speakers}
        speakers.update(speaker for event in new for speaker in signs[event].speakers)
        return _Plan(again, near.around(first | again), parts, speakers)

    def _recall(self, slices: Sequence[Slice], plan: _Plan, before: SliceRow | None) -> Recall:
        """What events recall, with those at hand that are told but not made again."""
        waiting, at_hand = (before.waiting, (before.begins,)) if before else ([], ())
        recall = Recall(self.collection, self.shelf, waiting, at_hand)
        parts = [p for one in slices for p in self.row(one.begins).parts if p.event in plan.told]
        recall.know(self.shelf.get(RECALLED, [p.entry for p in parts if p.entry]).values())
        days = {day for one in slices for key in self.row(one.begins).recalls for day in [key[:10]]}
        for day in sorted(days):
            recall.fetch(date.fromisoformat(day), date.fromisoformat(day))
        return recall

    def _in_order(self, articles: Iterable[str]) -> Collection:
        """The collection with the order of some articles."""
        whole = self.collection
        return Collection(
            whole.articles, whole.readings, whole.datings, whole.linked, outlets=whole.outlets,
            sequence=self.standings.in_order(articles), families_by_article=whole.family_of,
        )  # fmt: skip

    def _let_go(self, wanted: Sequence[Slice], plan: _Plan, mine: Set[str]) -> list[Recalled]:
        """Let go of what is gone or made again; what other articles than these recall of it."""
        events = [part.event for part in plan.parts]
        entries = [part.entry for part in plan.parts if part.entry]
        self.changes.drop("events", events)
        self.changes.drop("conflicts", (key for part in plan.parts for key in part.conflicts))
        said = (one for own in wanted for one in self.row(own.begins).uttered)
        self.changes.drop("utterances", (one.id for one in said if one.speaker in plan.speakers))
        pool = []
        for kept in self.shelf.get(RECALLED, entries).values():
            entry = Entry.of(kept)
            pool += [act for act in entry.late if act.article not in mine]
            self.changes.drop("conflicts", entry.disputes)
        self.shelf.drop(RECALLED, entries)
        self.restory.drop_events(events, [part.articles for part in plan.parts])
        return pool

    # ------------------------------------------------------------ what is put

    def _put(self, own: Slice, made: Made, plan: _Plan) -> None:
        """Put the records of a slice, and what is kept of it."""
        for event in made.events:
            if event.id in plan.again:
                self.changes.add("events", event.id, event)
                self.restory.put_event(Headline.of(event))
        for conflict in made.conflicts:
            if conflict.event in plan.again:
                self.changes.add("conflicts", conflict.id, conflict)
        utterances = [one for one in made.utterances if one.speaker in plan.speakers]
        for utterance in utterances:
            self.changes.add("utterances", utterance.id, utterance)
        row = self.row(own.begins)
        parts = {part.event: part for part in row.parts}
        found = (part for part in parts_of(self.collection, made) if part.event in plan.again)
        parts.update((part.event, part) for part in found)
        left = (one for one in row.uttered if one.speaker not in plan.speakers)
        self.keep(
            SliceRow(
                own.begins, own.ends, numbered(own, parts), [*left, *map(uttered, utterances)],
                sorted({*row.recalls, *made.recalls}),
            )
        )  # fmt: skip

    def _put_late(
        self, recall: Recall, made: Sequence[Made], plan: _Plan, before: str | None
    ) -> None:
        """Put what is recalled of events that are not at hand.

        Those of the slice before were at hand when the first of these was made, so what that one
        recalls of them is in their records.
        """
        first, *others = ({a for t in one.slice.told for a in _articles(t)} for one in made)
        for entry in recall.entries.values():
            if entry.id in plan.again:
                self._put_entry(entry, entry.late, ())
                continue
            mine = set().union(*others, () if entry.slice == before else first)
            known, new = entry.late[: entry.kept], entry.late[entry.kept :]
            late = [act for act in known if act.article not in mine]
            late += [act for act in new if act.article in mine]
            if late != known:
                self._put_entry(entry, late, {act.article for act in known})

    def _put_entry(self, entry: Entry, late: list[Recalled], gone: Iterable[str]) -> None:
        """Put an event with what is recalled of it late."""
        own = self._own_conflicts(entry)
        self.changes.drop("conflicts", set(entry.disputes) - own)
        entry.late, entry.disputes = late, ()
        if late or gone:
            event = self.changes.put["events"].get(entry.id) or self.event(entry.id)
            event = with_background(event, set(gone), late)
            self.changes.add("events", event.id, event)
            self.restory.put_event(Headline.of(event))
        if late:
            told = Told(Happening([*map(self.profile, entry.mains)]), late)
            for conflict in late_conflicts(self.collection, told):
                if conflict.id not in own:
                    entry.disputes = (*entry.disputes, conflict.id)
                    self.changes.add("conflicts", conflict.id, conflict)
        self.shelf.put(RECALLED, {entry.key: entry.packed()})

    def _own_conflicts(self, entry: Entry) -> set[str]:
        """The ids of the conflicts that an event has of itself."""
        parts = self.row(entry.slice).parts
        return {key for part in parts if part.event == entry.id for key in part.conflicts}


def numbered(own: Slice, parts: Mapping[str, Part]) -> list[Part]:
    """What is kept of the events of a slice, with the numbers that they have now."""
    return [replace(parts[told.id], number=told.happening.number) for told in own.told]


def _articles(told: Told) -> list[str]:
    return told.happening.articles
