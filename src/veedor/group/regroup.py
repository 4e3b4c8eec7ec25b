"""Articles taken up beside a grouped collection: only what they touch is made again.

The happenings of the slices that the articles are of are sought again, slice by slice, until those
held at the end of one are as they were: from there on all is as it was. The records of slices in
which anything is another, and of the one before each, are made anew. Articles are put into stories
as these stand. Words weigh as they did when the whole was grouped last.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any

from veedor.date.order import in_order, order_key
from veedor.group.background import Recalled
from veedor.group.collection import Collection
from veedor.group.conflicts import late_conflicts
from veedor.group.entities import Named
from veedor.group.events import Told, with_background
from veedor.group.happenings import Happening, Open, State
from veedor.group.keeping import (
    COUNT,
    FIRST,
    PLACED,
    SLICES,
    WEIGHTS,
    Placed,
    SliceRow,
    Standings,
    put_slice,
    slice_row,
)
from veedor.group.making import Made, Making
from veedor.group.profiles import Profile, Profiles, as_day
from veedor.group.recall import ROOM as RECALLED
from veedor.group.recall import Entry, Recall
from veedor.group.restory import Restory
from veedor.group.slices import Slice, cut
from veedor.group.stories import Headline
from veedor.group.storylines import StoryLines, nearness
from veedor.group.terms import Terms, Weights
from veedor.model import Event
from veedor.shelf import Overlay, Shelf, packed, unpacked

__all__ = ["Changes", "regroup"]

#: So many articles are fetched at once.
_AT_ONCE = 200
#: Where more slices than these, and more than this share of them, are touched, the whole is as soon
#: made anew.
_FEW, _TOUCHED = 4, 0.5


def batched(items: Sequence[str], count: int) -> Iterator[Sequence[str]]:
    """Some items at a time."""
    return (items[at : at + count] for at in range(0, len(items), count))


@dataclass
class Changes:
    """What is another now, by kind: the records to be put, and the ids of those that are gone.

    `days` are the days that conflicts, utterances and stories are ordered by, by id.
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


def regroup(
    collection: Collection,
    shelf: Shelf,
    changed: Iterable[str],
    event: Callable[[str], Event],
    expect: Callable[[Sequence[str]], None],
) -> tuple[Changes, Overlay] | None:
    """What becomes of a grouped collection with some articles that are new or another.

    Args:
        collection: what is known of all articles, the changed ones included; records are asked
            for when they are needed. Its order is not.
        shelf: what `grouped` kept of it; it is not changed.
        changed: the articles that are new, or of another day, family or reading than before.
        event: gives the record of an event that is kept.
        expect: is told which articles will be asked for, so that they may be fetched at once.

    Returns:
        the records that are another, and what is to be put on the shelf; None: so much is touched
        that the whole is to be made anew.
    """
    work = _Regrouping(collection, Overlay(shelf), set(changed), event, expect)
    return (work.changes, work.shelf) if work.run() else None


@dataclass
class _Regrouping:
    collection: Collection
    shelf: Overlay
    changed: set[str]
    event: Callable[[str], Event]
    expect: Callable[[Sequence[str]], None]
    changes: Changes = field(default_factory=Changes)
    placed: dict[str, Placed] = field(default_factory=dict)
    rows: dict[str, SliceRow] = field(default_factory=dict)

    def __post_init__(self) -> None:
        weights = unpacked(self.shelf.get(WEIGHTS, [""])[""], Weights)
        self.near = nearness(weights.count, named=weights.named)
        self.profiles = Profiles(self.collection, Terms(self.collection, weights))
        self.known: dict[str, Profile] = {}
        self.begins = self.shelf.keys(SLICES)
        self.copies = {a: family.id for a, family in self.collection.family_of.items()}
        self.standings = Standings(self.shelf)
        self.restory = Restory(self.shelf, self.standings, self.changes)

    def run(self) -> bool:
        """Do it all, unless too much is touched."""
        touched = self._place()
        if len(touched) > max(_FEW, _TOUCHED * len(self.begins)):
            return False
        for number, key in enumerate(self.begins):
            if key in touched:
                touched -= self._redo(number, touched)
                self.known.clear()
        self.restory.finish()
        return True

    # ------------------------------------------------------------ articles

    def _place(self) -> set[str]:
        """Give each changed article its place, its story and its entities: the slices touched."""
        lines = StoryLines(self.near, self.shelf, self._count())
        named = Named(self.shelf, self.standings.place)
        before = self.shelf.get(PLACED, self.changed)
        touched = set()
        self.expect(sorted(self.changed))
        for article in in_order(self.collection.articles, self.collection.datings, self.changed):
            order = order_key(
                self.collection.articles[article], self.collection.datings.get(article)
            )
            old = unpacked(before[article], Placed) if article in before else None
            touched.add(self._slice_of(order))
            if old is None:
                row = Placed(order, lines.place(self.profile(article).vector))
                self._put_placed(article, row)
                named.take_up(self.collection, article)
            else:
                touched.add(self._slice_of(old.order))
                row = Placed(order, old.line)
                self._put_placed(article, row)
                named.take_again(self.collection, article)
            self.restory.put_article(article, row.line, moved=old is None or old.order != order)
        lines.keep(self.shelf)
        self.shelf.put(COUNT, {"": packed(lines.count)})
        named.keep(self.shelf)
        for key, known in named.known.items():
            self.changes.add("entities", key, known.entity(key))
        return touched

    def _count(self) -> int:
        return unpacked(self.shelf.get(COUNT, [""])[""], int)

    def _put_placed(self, article: str, row: Placed) -> None:
        self.placed[article] = row
        self.shelf.put(PLACED, {article: packed(row)})
        self.standings.known[article] = row.order

    def _slice_of(self, order: str) -> str:
        return self.begins[max(0, bisect_right(self.begins, order[:10]) - 1)]

    def _profiles(self, articles: Sequence[str]) -> Iterator[Profile]:
        """What some articles are mainly about, which are fetched some at a time."""
        for batch in batched(articles, _AT_ONCE):
            self.expect([article for article in batch if article not in self.known])
            yield from map(self.profile, batch)

    def profile(self, article: str) -> Profile:
        """What an article is mainly about."""
        if article not in self.known:
            self.known[article] = self.profiles.of(article)
        return self.known[article]

    # ------------------------------------------------------------ slices

    def _row(self, number: int) -> SliceRow:
        key = self.begins[number]
        if key not in self.rows:
            self.rows[key] = unpacked(self.shelf.get(SLICES, [key])[key], SliceRow)
        return self.rows[key]

    def _articles(self, number: int) -> Sequence[str]:
        """The articles of a slice as they are now, in order."""
        key = self.begins[number]
        found = [a for a in self._row(number).articles if a not in self.changed]
        found += [a for a, row in self.placed.items() if self._slice_of(row.order) == key]
        return self.standings.in_order(found)

    def _redo(self, first: int, touched: set[str]) -> set[str]:
        """Seek the happenings from a slice on until they are as they were, and make their records
        anew: the slices that were sought through."""
        slices = list(self._sought(first, touched))
        old = {
            self.begins[n]: self._row(n)
            for n in range(first, min(len(self.begins), first + len(slices)))
        }
        other = [n for n, one in enumerate(slices) if self._is_other(one, old)]
        if other:
            self._make(first, slices, other[0], other[-1])
        for number, one in enumerate(slices):
            row = old.get(one.begins or FIRST)
            if row is not None and not (other and other[0] - 1 <= number <= other[-1]):
                row.articles, row.before, row.ends = one.articles, one.before, one.ends
                put_slice(self.shelf, row)
        return set(old)

    def _sought(self, first: int, touched: set[str]) -> Iterator[Slice]:
        row = self._row(first)
        held = Open(self.copies)
        for _ in self._profiles([a for _, _, articles in row.before for a in articles]):
            pass
        held.take_up(row.before, as_day(row.begins), self.profile)
        profiles = chain.from_iterable(
            self._profiles(self._articles(number)) for number in range(first, len(self.begins))
        )
        found = cut(held, profiles, row.begins, self.begins[first + 1 :])
        for number, one in enumerate(found, first + 1):
            yield one
            following = self.begins[number : number + 1]
            if not following or following[0] in touched:
                continue
            if _same(one.after, self._row(number).before):
                return

    def _is_other(self, one: Slice, old: Mapping[str, SliceRow]) -> bool:
        """Whether a slice tells anything else than it did."""
        row = old.get(one.begins or FIRST)
        told = [[p.article for p in t.profiles] for t in one.told]
        if row is None or told != [articles for _, articles in row.told]:
            return True
        return any(article in self.changed for articles in told for article in articles)

    def _kept(self, number: int) -> Slice:
        """A slice as it is kept."""
        row = self._row(number)
        told = [Happening([*self._profiles(articles)], n) for n, articles in row.told]
        return Slice(row.begins, row.before, row.ends, row.articles, told)

    # ------------------------------------------------------------ records

    def _make(self, first: int, slices: Sequence[Slice], start: int, end: int) -> None:
        """Make the records of `slices[start - 1:end + 1]` anew."""
        wanted = list(slices[max(0, start - 1) : end + 1])
        if start == 0 and first > 0:
            wanted.insert(0, self._kept(first - 1))
        place = first + end + 1
        if end + 1 < len(slices):
            beside: Slice | None = slices[end + 1]
        else:
            beside = self._kept(place) if place < len(self.begins) else None
        rows = [self._row(n) for n in range(len(self.begins)) if self._row_begins(n, wanted)]
        before = self._before(wanted[0])
        pool = self._let_go(rows, wanted, beside)
        recall = Recall(self.collection, self.shelf, list(before.waiting) if before else [])
        said = frozenset(before.said) if before else frozenset()
        told = {p.article for one in (*wanted, beside) if one for t in one.told for p in t.profiles}
        order = self.standings.in_order(told)
        making = Making(self._beside(order), recall, said)
        made = list(making.records(wanted, beside))
        for act in pool:
            recall.place(act, "", "~")
        for row in rows:
            for key in row.recalls:
                day = date.fromisoformat(key[:10])
                recall.fetch(day, day)
        self._put(made)
        self._put_late(recall, made, before.begins if before else None)
        self.changes.redone += len(made)

    def _row_begins(self, number: int, wanted: Sequence[Slice]) -> bool:
        return any((one.begins or FIRST) == self.begins[number] for one in wanted)

    def _before(self, one: Slice) -> SliceRow | None:
        number = self.begins.index(one.begins or FIRST)
        return self._row(number - 1) if number else None

    def _beside(self, order: Sequence[str]) -> Collection:
        """The collection with the order of some articles."""
        whole = self.collection
        found = Collection(
            whole.articles, whole.readings, whole.datings, whole.linked, whole.families,
            whole.outlets, order,
        )  # fmt: skip
        found.__dict__["family_of"] = whole.family_of
        return found

    def _let_go(
        self, rows: Sequence[SliceRow], wanted: Sequence[Slice], beside: Slice | None
    ) -> list[Recalled]:
        """Let go of the records of some slices; what other articles recall of their events."""
        mine = {a for one in (*wanted, beside) if one for t in one.told for a in _articles(t)}
        pool = []
        for row in rows:
            self.changes.drop("events", row.events)
            self.changes.drop("conflicts", row.conflicts)
            self.changes.drop("utterances", row.utterances)
            for kept in self.shelf.get(RECALLED, row.entries).values():
                entry = Entry.of(kept)
                pool += [act for act in entry.late if act.article not in mine]
                self.changes.drop("conflicts", entry.disputes)
            self.shelf.drop(RECALLED, row.entries)
            self.restory.drop_events(row.events, row.told)
        return pool

    def _put(self, made: Sequence[Made]) -> None:
        """Put the records of slices, and what is kept of them."""
        for one in made:
            for event in one.events:
                self.changes.add("events", event.id, event)
                self.restory.put_event(Headline.of(event))
            for conflict in one.conflicts:
                self.changes.add("conflicts", conflict.id, conflict)
            for utterance in one.utterances:
                self.changes.add("utterances", utterance.id, utterance)
            row = slice_row(one)
            put_slice(self.shelf, row)
            self.rows[row.key] = row

    def _put_late(self, recall: Recall, made: Sequence[Made], before: str | None) -> None:
        """Put what is recalled of events that are not at hand.

        Those of the slice before were at hand when the first of these was made, so what that one
        recalls of them is in their records.
        """
        own = {event.id for one in made for event in one.events}
        first, *others = ({a for t in one.slice.told for a in _articles(t)} for one in made)
        for entry in recall.entries.values():
            if entry.id in own:
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
        """The ids of the conflicts that the slice of an event has of itself."""
        key = entry.slice or FIRST
        row = self.rows.get(key)
        if row is None:
            row = self.rows[key] = unpacked(self.shelf.get(SLICES, [key])[key], SliceRow)
        return set(row.conflicts)


def _articles(told: Told) -> Iterator[str]:
    return (profile.article for profile in told.profiles)


def _same(left: State, right: State) -> bool:
    """Whether the same happenings are held, whatever their numbers."""
    one, other = ([(settled, articles) for _, settled, articles in s] for s in (left, right))
    return one == other
