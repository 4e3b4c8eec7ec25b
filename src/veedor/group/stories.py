"""Stories: events in line over months and years."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from operator import itemgetter

from msgspec import Struct

from veedor.group.terms import Vector, cosine, is_name
from veedor.model import Event, Story, record_id
from veedor.shelf import Shelf, packed, put_rows, unpacked

__all__ = ["Headline", "StoryLines", "nearness", "partition", "stories", "story_of"]

#: An article joins the story whose words it is nearest to, if at least NEAR + GROWTH / √n near
#: in a collection of n: the fewer articles, the less is known of which words are rare. Best on
#: random samples of 3,335 reports of 7 stories: 0.13 to 0.16 for 100 (B³ F1 0.85) and for 300
#: (0.86), 0.08 to 0.09 for all (0.89).
NEAR = 0.08
GROWTH = 0.7
#: Below so many, words of all articles count and all look somewhat alike.
SMALL = 100
NEAR_SMALL = 0.16
#: Where words were parsed and people are known by key, a name in common must be shown as well,
#: and the words may be farther. On 207 labelled pairs 0.07 to 0.09 put no unrelated pair
#: together, 0.05 fifteen.
NEAR_NAMED = 0.09


def nearness(count: int, *, named: bool) -> float:
    """How near an article must be to a story of a collection of so many articles."""
    if count < SMALL:
        return NEAR_SMALL
    return NEAR_NAMED if named else NEAR + GROWTH / math.sqrt(count)


#: A story is looked for by an article's weightiest words, of those the ones that at most COMMON
#: stories have, and the likeliest few are then held against the article in full: so the time per
#: article does not grow with the archive. With all words B³ F1 on 3,335 reports is 0.886, with
#: the first 16 or 24 the same.
LOOKED, COMMON, LIKELY = 24, 200, 16
#: Those words are looked up, rare ones first, until so many stories were met: what more words
#: say of more stories is said by the words in full.
TOUCHED = 150
#: Where lines and the lines that have a word are kept.
LINES, WORDS = "group.lines", "group.words"
#: A story keeps its weightiest words, between so many and twice as many: B³ F1 is 0.893 with 3,000
#: and with 4,000, 0.886 with all; 1,000 are too few (0.81).
KEPT = 4000


class Line(Struct, array_like=True):
    """A story as the sum of its articles' vectors: the weightiest words of it, and its length;
    `named`: whether it names anybody or anything.
    """

    words: Vector = {}
    length: float = 0.0
    named: bool = False


@dataclass
class StoryLines:
    """Stories as sums of their articles' vectors, found by word; articles are added in order.

    Args:
        near: how near an article must be to a story.
        shelf: where lines are kept that are only fetched when they are needed; None: nowhere.
        count: how many there are.
    """

    near: float
    shelf: Shelf | None = None
    count: int = 0
    lines: dict[int, Line] = field(default_factory=dict)
    postings: dict[str, set[int]] = field(default_factory=dict)
    changed: set[int] = field(default_factory=set)
    reworded: set[str] = field(default_factory=set)

    def nearest(self, vector: Vector) -> int | None:
        """The story nearest to a vector, if near enough."""
        likeness: dict[int, float] = defaultdict(float)
        for term, weight, held in self._telling(vector):
            for story in held:
                line = self.lines[story]
                likeness[story] += weight * line.words[term] / line.length
        likely = nlargest(LIKELY, likeness, key=lambda story: (likeness[story], -story))
        named = [term for term in vector if is_name(term)]
        near = {
            story: cosine(vector, self.lines[story].words) / self.lines[story].length
            for story in likely
            if self._shares_a_name(named, story)
        }
        best = min(near, key=lambda story: (-near[story], story), default=None)
        return best if best is not None and near[best] >= self.near else None

    def _telling(self, vector: Vector) -> Iterator[tuple[str, float, set[int]]]:
        """The weightiest words of a vector with the stories that have them, rare words first."""
        words = [
            (len(held), term, weight, held)
            for term, weight in _weightiest(vector, LOOKED)
            if (held := self.postings.get(term)) and len(held) <= COMMON
        ]
        touched = 0
        for count, term, weight, held in sorted(words, key=itemgetter(0, 1)):
            touched += count
            if touched > TOUCHED and touched > count:
                return
            self._fetch(held)
            yield term, weight, held

    def _shares_a_name(self, named: Sequence[str], story: int) -> bool:
        """Whether somebody or something is named in both; where names are not known, yes."""
        line = self.lines[story]
        return not named or not line.named or any(term in line.words for term in named)

    def place(self, vector: Vector) -> int:
        """Put a vector into the nearest story or a new one: the story's number."""
        self._fetch_words(vector)
        return self.add(vector, self.nearest(vector))

    def add(self, vector: Vector, story: int | None) -> int:
        """Put a vector into a story, or into a new one."""
        if story is None:
            story = self.count
            self.count += 1
            self.lines[story] = Line({})
        line = self.lines[story]
        line.named = line.named or any(is_name(term) for term in vector)
        total = line.words
        square = line.length**2
        for term, weight in vector.items():
            held = total.get(term)
            if held is None:
                held = 0.0
                self._have(term, story)
            total[term] = held + weight
            square += weight * (2 * held + weight)
        line.length = math.sqrt(square)
        if len(total) > 2 * KEPT:
            self._prune(line, story)
        if self.shelf is not None:
            self.changed.add(story)
        return story

    def _have(self, term: str, story: int) -> None:
        held = self.postings.get(term)
        if held is None:
            held = self.postings[term] = set()
        held.add(story)
        if self.shelf is not None:
            self.reworded.add(term)

    def _prune(self, line: Line, story: int) -> None:
        """Forget the words that weigh least in a story; its length stays that of all."""
        kept = dict(_weightiest(line.words, KEPT))
        gone = line.words.keys() - kept.keys()
        if self.shelf is not None:
            self._fetch_words(gone)
            self.reworded |= gone
        for term in gone:
            self.postings[term].discard(story)
        line.words = kept

    # ------------------------------------------------------------ as they are kept

    def _fetch(self, stories: Iterable[int]) -> None:
        if self.shelf is None:
            return
        missing = [str(story) for story in stories if story not in self.lines]
        for key, row in self.shelf.get(LINES, missing).items():
            self.lines[int(key)] = unpacked(row, Line)

    def _fetch_words(self, terms: Iterable[str]) -> None:
        if self.shelf is None:
            return
        missing = [term for term in terms if term not in self.postings]
        for term, row in self.shelf.get(WORDS, missing).items():
            self.postings[term] = unpacked(row, set[int])

    def keep(self, shelf: Shelf, *, all_of_them: bool = False) -> None:
        """Keep what was changed, or everything."""
        lines = list(self.lines) if all_of_them else sorted(self.changed)
        words = list(self.postings) if all_of_them else sorted(self.reworded)
        put_rows(shelf, LINES, ((str(story), packed(self.lines[story])) for story in lines))
        put_rows(shelf, WORDS, ((term, packed(sorted(self.postings[term]))) for term in words))


def _weightiest(vector: Vector, count: int) -> list[tuple[str, float]]:
    """So many terms with the greatest weights, the last in the alphabet first if equal."""
    return nlargest(count, vector.items(), key=lambda item: (item[1], item[0]))


def partition(
    order: Sequence[str], vectors: Mapping[str, Vector], near: float | None = None
) -> dict[str, int]:
    """The number of the story of each article, taken in order."""
    named = any(is_name(term) for vector in vectors.values() for term in vector)
    found = StoryLines(near or nearness(len(vectors), named=named))
    return {article: found.place(vectors[article]) for article in order}


@dataclass(frozen=True, slots=True)
class Headline:
    """What a story needs of an event; `mains` report it as their main matter."""

    id: str
    title: str
    when: str
    reports: int
    mains: tuple[str, ...]

    @classmethod
    def of(cls, event: Event) -> Headline:
        """The headline of an event."""
        mains = tuple(report.article for report in event.reports if report.role == "main")
        when = event.earliest or event.latest or "9999"
        return cls(event.id, event.title, when, len(event.reports), mains)


def stories(numbers: Mapping[str, int], events: Iterable[Headline]) -> Iterator[Story]:
    """The stories of a collection, each with its events, oldest first.

    Args:
        numbers: which story each article is of by its words, articles in order.
        events: all events; those that tell one make their stories one, since words alone part
            reports by language.
    """
    events = list(events)
    numbers = _joined(numbers, events)
    articles: dict[int, list[str]] = defaultdict(list)
    for article, number in numbers.items():
        articles[number].append(article)
    lines: dict[int, list[Headline]] = defaultdict(list)
    for event in events:
        if event.mains:
            lines[numbers[event.mains[0]]].append(event)
    for number, members in articles.items():
        yield story_of(members, lines[number])


def story_of(articles: Sequence[str], events: Iterable[Headline]) -> Story:
    """The record of a story: its articles in order, and its events."""
    line = sorted(events, key=_when)
    return Story(
        id=record_id("story", min(articles)),
        title=_title(line),
        events=tuple(event.id for event in line),
        articles=tuple(articles),
    )


def _joined(numbers: Mapping[str, int], events: Sequence[Headline]) -> dict[str, int]:
    parent = {number: number for number in numbers.values()}

    def find(number: int) -> int:
        while parent[number] != number:
            parent[number] = number = parent[parent[number]]
        return number

    for event in events:
        found = sorted({find(numbers[article]) for article in event.mains})
        for number in found[1:]:
            parent[number] = found[0]
    return {article: find(number) for article, number in numbers.items()}


def _when(event: Headline) -> tuple[str, str]:
    return event.when, event.id


def _title(events: Sequence[Headline]) -> str:
    """The title of the event that most articles report, the oldest if equal."""
    if not events:
        return ""
    return min(events, key=lambda event: (-event.reports, *_when(event))).title
