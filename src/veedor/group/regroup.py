"""Articles taken up beside a grouped collection: only what they touch is made again.

The happenings of the slices that the articles are of are sought again (`replay.py`), slice by
slice, until those held at the end of one are as they were: from there on all is as it was. Of the
slices in which anything is another, and of the one before each, records are made anew as far as
they may be others (`remake.py`). Articles are put into stories as these stand. Words weigh as they
did when the whole was grouped last.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from msgspec import structs

from veedor.date.order import in_order, order_key
from veedor.group.cards import Card, Report, Seen
from veedor.group.collection import Collection
from veedor.group.entities import Named
from veedor.group.happenings import Happening, State
from veedor.group.keeping import (
    COUNT,
    FIRST,
    PLACED,
    SLICES,
    SOUGHT,
    WEIGHTS,
    Placed,
    Sought,
    Standings,
    put_sought,
)
from veedor.group.profiles import Profile, Profiles, as_day
from veedor.group.remake import Changes, Remaking, numbered
from veedor.group.replay import Replay
from veedor.group.restory import Restory
from veedor.group.slices import Slice, cut
from veedor.group.storylines import StoryLines, nearness
from veedor.group.terms import Terms, Weights
from veedor.model import Event
from veedor.shelf import Overlay, Shelf, packed, unpacked

__all__ = ["regroup"]

#: Where more slices than these, and more than this share of them, are touched, the whole is as soon
#: made anew.
_FEW, _TOUCHED = 4, 0.5
#: Most of what is held when a slice begins came in so many slices before it.
_BACK = 4


def regroup(
    collection: Collection,
    shelf: Shelf,
    changed: Iterable[str],
    event: Callable[[str], Event],
    expect: Callable[[Sequence[str]], None],
    copies: Callable[[Iterable[str]], Mapping[str, str]] | None = None,
) -> tuple[Changes, Overlay] | None:
    """What becomes of a grouped collection with some articles that are new or another.

    Args:
        collection: what is known of all articles, the changed ones included; records are asked
            for when they are needed. Its order is not.
        shelf: what `grouped` kept of it; it is not changed.
        changed: the articles that are new, or of another day, family or reading than before.
        event: gives the record of an event that is kept.
        expect: is told which articles will be asked for, so that they may be fetched at once.
        copies: gives the id of the family of each of some articles that is in one; None: the
            families of the collection are all at hand.

    Returns:
        the records that are another, and what is to be put on the shelf; None: so much is touched
        that the whole is to be made anew.
    """
    work = _Regrouping(
        collection, Overlay(shelf), set(changed), event, expect, copies or _at_hand(collection)
    )
    return (work.changes, work.shelf) if work.run() else None


def _at_hand(collection: Collection) -> Callable[[Iterable[str]], Mapping[str, str]]:
    family_of = collection.family_of
    return lambda articles: {a: family_of[a].id for a in articles if a in family_of}


@dataclass
class _Regrouping:
    collection: Collection
    shelf: Overlay
    changed: set[str]
    event: Callable[[str], Event]
    expect: Callable[[Sequence[str]], None]
    copies_of: Callable[[Iterable[str]], Mapping[str, str]]
    changes: Changes = field(default_factory=Changes)
    placed: dict[str, Placed] = field(default_factory=dict)
    cards: dict[str, Card] = field(default_factory=dict)
    sought: dict[str, Sought] = field(default_factory=dict)

    def __post_init__(self) -> None:
        weights = unpacked(self.shelf.get(WEIGHTS, [""])[""], Weights)
        self.near = nearness(weights.count, named=weights.named)
        self.profiles = Profiles(self.collection, Terms(self.collection, weights))
        self.known: dict[str, Profile] = {}
        self.begins = self.shelf.keys(SLICES)
        self.copies = dict(self.copies_of(self.changed))
        self.standings = Standings(self.shelf)
        self.restory = Restory(self.shelf, self.standings, self.changes)
        self.remaking = Remaking(
            self.collection, self.shelf, self.changed, self.standings, self.restory, self.changes,
            self.profile, self.event, self.expect,
        )  # fmt: skip

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

    def profile(self, article: str) -> Profile:
        """What an article is mainly about."""
        if article not in self.known:
            self.known[article] = self.profiles.of(article)
        return self.known[article]

    # ------------------------------------------------------------ slices

    def _sought(self, number: int) -> Sought:
        """What was decided in a slice, whose articles are then known by card."""
        key = self.begins[number]
        if key not in self.sought:
            found = self.sought[key] = unpacked(self.shelf.get(SOUGHT, [key])[key], Sought)
            for card in found.cards:
                self.cards.setdefault(card.article, card)
            self.copies.update(self.copies_of(card.article for card in found.cards))
        return self.sought[key]

    def _report(self, article: str) -> Report:
        """An article as it is now, of which only the card is at hand."""
        if article in self.changed:
            return self.profile(article)
        if article not in self.cards:
            self._sought(self.begins.index(self._slice_of(self.standings.order(article))))
        return Seen(self.cards[article], self.profile)

    def _articles(self, number: int) -> Sequence[str]:
        """The articles of a slice as they are now, in order."""
        key = self.begins[number]
        found = [c.article for c in self._sought(number).cards if c.article not in self.changed]
        for article, row in self.placed.items():
            if self._slice_of(row.order) == key:
                found.insert(self.standings.place(article, found), article)
        return found

    def _redo(self, first: int, touched: set[str]) -> set[str]:
        """Seek the happenings from a slice on until they are as they were, and make their records
        anew: the slices that were sought through."""
        slices = list(self._replayed(first, touched))
        for one in slices:
            put_sought(self.shelf, one)
            self.sought.pop(one.begins or FIRST, None)
        other = [number for number, one in enumerate(slices) if self.remaking.turned(one)]
        for number, one in enumerate(slices):
            if not (other and other[0] - 1 <= number <= other[-1]):
                row = self.remaking.row(one.begins)
                parts = numbered(one, {part.event: part for part in row.parts})
                self.remaking.keep(structs.replace(row, ends=one.ends, parts=parts))
        if other:
            self._make(first, slices, other[0], other[-1])
        return set(self.begins[first : first + len(slices)])

    def _replayed(self, first: int, touched: set[str]) -> Iterator[Slice]:
        for number in range(max(0, first - _BACK), first + 1):
            self._sought(number)
        held = Replay(self.copies, changed=self.changed)
        held.take_up(self._sought(first).before, as_day(self.begins[first]), self._report)
        reports = chain.from_iterable(
            self._reports(held, number) for number in range(first, len(self.begins))
        )
        found = cut(held, reports, self._begins(first), self.begins[first + 1 :])
        for number, one in enumerate(found, first + 1):
            yield one
            following = self.begins[number : number + 1]
            if not following or following[0] in touched:
                continue
            if self._is_as_before(one.after, self._sought(number).before):
                return

    def _begins(self, number: int) -> str:
        """The first day of a slice."""
        return "" if self.begins[number] == FIRST else self.begins[number]

    def _reports(self, held: Replay, number: int) -> Iterator[Report]:
        """The articles of a slice, of which is known what was decided on them."""
        own = self._sought(number)
        held.know(own.decided, own.cards)
        return map(self._report, self._articles(number))

    def _is_as_before(self, left: State, right: State) -> bool:
        """Whether the same happenings are held, whatever their numbers."""
        one, other = ([row[1:] for row in state] for state in (left, right))
        return one == other and not any(
            article in self.changed for *_, articles in left for article in articles
        )

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
        number = self.begins.index(wanted[0].begins or FIRST)
        before = self.remaking.row(self._begins(number - 1)) if number else None
        self.remaking.make(wanted, beside, before)

    def _kept(self, number: int) -> Slice:
        """A slice as it is kept."""
        self._sought(number)
        row = self.remaking.row(self._begins(number))
        happenings = [
            Happening([*map(self._report, part.articles)], part.number) for part in row.parts
        ]
        return Slice(row.begins, ends=row.ends, happenings=happenings)
