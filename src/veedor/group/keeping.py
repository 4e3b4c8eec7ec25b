"""What is kept of a grouped collection, so that what is added can be taken up beside it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from veedor.date.order import order_key
from veedor.group.background import Recalled
from veedor.group.collection import Collection
from veedor.group.happenings import State
from veedor.group.making import Made
from veedor.group.recall import ROOM as RECALLED
from veedor.group.recall import Entry
from veedor.group.stories import Headline
from veedor.group.terms import Weights
from veedor.model import Story
from veedor.shelf import Shelf, packed, put_rows, unpacked

__all__ = [
    "COUNT", "FIRST", "MEMBERS", "PLACED", "SLICES", "WEIGHTS", "Keeping", "Members",
    "Placed", "SliceRow", "Standings", "put_slice", "slice_row",
]  # fmt: skip

SLICES, PLACED, MEMBERS = "group.slices", "group.placed", "group.members"
WEIGHTS, COUNT = "group.weights", "group.count"
#: The key of the first slice, which begins on no day.
FIRST = "0000"


class SliceRow(Struct, array_like=True):
    """A slice as it is kept: what it was made from, and the ids of what was made.

    `told` are its happenings by number, with the articles that report each; `recalls` what of
    earlier slices its articles recall; `entries` by what its own events are found.
    """

    begins: str
    ends: str | None
    articles: list[str]
    before: State
    told: list[tuple[int, list[str]]]
    events: list[str] = []
    conflicts: list[str] = []
    utterances: list[str] = []
    said: list[tuple[str, int]] = []
    waiting: list[tuple[Recalled, str]] = []
    recalls: list[str] = []
    entries: list[str] = []

    @property
    def key(self) -> str:
        """Under what it is kept."""
        return self.begins or FIRST


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


def slice_row(made: Made) -> SliceRow:
    """A slice as it is kept."""
    own = made.slice
    return SliceRow(
        begins=own.begins,
        ends=own.ends,
        articles=own.articles,
        before=own.before,
        told=[(t.happening.number, [p.article for p in t.profiles]) for t in own.told],
        events=[event.id for event in made.events],
        conflicts=[conflict.id for conflict in made.conflicts],
        utterances=[utterance.id for utterance in made.utterances],
        said=sorted(made.said),
        waiting=made.waiting,
        recalls=made.recalls,
        entries=made.entries,
    )


def put_slice(shelf: Shelf, row: SliceRow) -> None:
    """Keep a slice."""
    shelf.put(SLICES, {row.key: packed(row)})


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
        put_slice(self.shelf, slice_row(made))

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
