"""What is kept of a grouped collection, so that what is added can be taken up beside it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from veedor.date.order import order_key
from veedor.group.background import Recalled
from veedor.group.cards import Card
from veedor.group.collection import Collection
from veedor.group.happenings import Decided, State
from veedor.group.making import Made, Said
from veedor.group.recall import ROOM as RECALLED
from veedor.group.recall import Entry
from veedor.group.signs import Signs, signs_of
from veedor.group.slices import Slice
from veedor.group.stories import Headline
from veedor.group.terms import Weights
from veedor.model import Story, Utterance
from veedor.shelf import Shelf, packed, put_rows, unpacked

__all__ = [
    "COUNT", "FIRST", "MEMBERS", "PLACED", "SLICES", "SOUGHT", "WEIGHTS", "Keeping", "Members",
    "Part", "Placed", "SliceRow", "Sought", "Standings", "parts_of", "put_slice", "put_sought",
    "uttered",
]  # fmt: skip

SLICES, SOUGHT = "group.slices", "group.sought"
PLACED, MEMBERS = "group.placed", "group.members"
WEIGHTS, COUNT = "group.weights", "group.count"
#: The key of the first slice, which begins on no day.
FIRST = "0000"


class Part(Struct, array_like=True):
    """An event of a slice: its happening's number and articles, and the ids of what was made.

    `entry` is by what it is found, `waiting` what its articles recall that no event up to its slice
    was.
    """

    number: int
    articles: list[str]
    event: str
    signs: Signs
    conflicts: list[str] = []
    entry: str = ""
    waiting: list[Recalled] = []


class Uttered(Struct, array_like=True):
    """An utterance of a slice: its id, who said it, and where it is rendered."""

    id: str
    speaker: str
    said: list[tuple[str, int]]


class SliceRow(Struct, array_like=True):
    """What was made of a slice; `recalls` are the earlier events that its articles recall."""

    begins: str
    ends: str | None
    parts: list[Part] = []
    uttered: list[Uttered] = []
    recalls: list[str] = []

    @property
    def key(self) -> str:
        """Under what it is kept."""
        return self.begins or FIRST

    @property
    def waiting(self) -> list[tuple[Recalled, str]]:
        """What its articles recall that no event up to it was, with their own."""
        return [(act, part.event) for part in self.parts for act in part.waiting]

    @property
    def said(self) -> Said:
        """All that is rendered."""
        return frozenset(place for one in self.uttered for place in one.said)


class Sought(Struct, array_like=True):
    """By what the articles of a slice are found, what was held when it began, and what was decided
    since.
    """

    before: State
    cards: list[Card]
    decided: Decided


class Placed(Struct, array_like=True):
    """Where an article stands in the order, and which line of articles it is in by its words."""

    order: str
    line: int


class Members(Struct, array_like=True):
    """The articles of a line in order, the id of its story, and the events that they report, each
    with all lines that do.
    """

    articles: list[str]
    story: str
    events: dict[str, tuple[Headline, list[int]]]


def parts_of(collection: Collection, made: Made) -> list[Part]:
    """The events of a slice that were made, as they are kept."""
    conflicts: dict[str, list[str]] = defaultdict(list)
    waiting: dict[str, list[Recalled]] = defaultdict(list)
    for conflict in made.conflicts:
        conflicts[conflict.event].append(conflict.id)
    for act, event in made.waiting:
        waiting[event].append(act)
    return [
        Part(
            told.happening.number, told.happening.articles, told.id, signs_of(collection, told),
            conflicts[told.id], made.entries.get(told.id, ""), waiting[told.id],
        )
        for told in made.slice.told
    ]  # fmt: skip


def uttered(utterance: Utterance) -> Uttered:
    """An utterance as it is kept."""
    said = sorted((rendering.article, rendering.start) for rendering in utterance.renderings)
    return Uttered(utterance.id, utterance.speaker, said)


def put_slice(shelf: Shelf, row: SliceRow) -> None:
    """Keep what was made of a slice."""
    shelf.put(SLICES, {row.key: packed(row)})


def put_sought(shelf: Shelf, one: Slice) -> None:
    """Keep what was decided in a slice."""
    shelf.put(SOUGHT, {one.begins or FIRST: packed(Sought(one.before, one.cards, one.decided))})


@dataclass
class Standings:
    """Where articles stand, looked up one by one."""

    shelf: Shelf
    known: dict[str, str] = field(default_factory=dict)

    def order(self, article: str) -> str:
        """What an article is ordered by."""
        if article not in self.known:
            rows = self.shelf.get(PLACED, [article])
            self.known[article] = unpacked(rows[article], Placed).order
        return self.known[article]

    def know(self, articles: Iterable[str]) -> None:
        """Look up where many articles stand at once."""
        missing = [article for article in articles if article not in self.known]
        for article, row in self.shelf.get(PLACED, missing).items():
            self.known[article] = unpacked(row, Placed).order

    def in_order(self, articles: Iterable[str]) -> list[str]:
        """Some articles in order."""
        wanted = list(articles)
        self.know(wanted)
        return sorted(wanted, key=self.order)

    def place(self, article: str, others: Sequence[str]) -> int:
        """How many of some others, which are given in order, stand before an article."""
        own = self.order(article)
        # Most articles are the latest.
        if others and self.order(others[-1]) <= own:
            return len(others)
        return bisect_right(others, own, key=self.order)


@dataclass
class Keeping:
    """Puts on a shelf what a whole collection was grouped to."""

    collection: Collection
    shelf: Shelf

    def slice(self, made: Made) -> None:
        """Keep a slice."""
        own = made.slice
        said = [uttered(utterance) for utterance in made.utterances]
        parts = parts_of(self.collection, made)
        put_slice(self.shelf, SliceRow(own.begins, own.ends, parts, said, made.recalls))
        put_sought(self.shelf, own)

    def recalled(self, entries: Iterable[Entry]) -> None:
        """Keep by what events are found that articles recall."""
        put_rows(self.shelf, RECALLED, ((entry.key, entry.packed()) for entry in entries))

    def weights(self, weights: Weights) -> None:
        """Keep how telling words are."""
        self.shelf.put(WEIGHTS, {"": packed(weights)})

    def stories(
        self, numbers: Mapping[str, int], headlines: Iterable[Headline], stories: Iterable[Story]
    ) -> None:
        """Keep which articles are in which line, and which lines are of which story."""
        found: dict[int, Members] = defaultdict(lambda: Members([], "", {}))
        for article, number in numbers.items():
            found[number].articles.append(article)
        for headline in headlines:
            lines = sorted({numbers[article] for article in headline.mains})
            for number in lines:
                found[number].events[headline.id] = headline, lines
        for story in stories:
            for article in story.articles:
                found[numbers[article]].story = story.id
        put_rows(self.shelf, MEMBERS, ((str(number), packed(row)) for number, row in found.items()))
        put_rows(self.shelf, PLACED, self._placed(numbers))
        self.shelf.put(COUNT, {"": packed(max(numbers.values(), default=-1) + 1)})

    def _placed(self, numbers: Mapping[str, int]) -> Iterator[tuple[str, bytes]]:
        articles, datings = self.collection.articles, self.collection.datings
        for article, number in numbers.items():
            order = order_key(articles[article], datings.get(article))
            yield article, packed(Placed(order, number))
