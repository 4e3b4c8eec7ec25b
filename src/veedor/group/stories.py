"""Stories: events in line over months and years."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from operator import itemgetter

from veedor.group.terms import Vector, cosine, is_name
from veedor.model import Event, Story, record_id

__all__ = ["Headline", "StoryLines", "nearness", "partition", "stories"]

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
#: A story keeps its weightiest words, between so many and twice as many: B³ F1 is 0.893 with 3,000
#: and with 4,000, 0.886 with all; 1,000 are too few (0.81).
KEPT = 4000


@dataclass
class StoryLines:
    """Stories as sums of their articles' vectors, found by word; articles are added in order."""

    near: float
    sums: list[Vector] = field(default_factory=list)
    lengths: list[float] = field(default_factory=list)
    named: list[bool] = field(default_factory=list)
    postings: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def nearest(self, vector: Vector) -> int | None:
        """The story nearest to a vector, if near enough."""
        likeness: dict[int, float] = defaultdict(float)
        for term, weight, held in self._telling(vector):
            for story in held:
                likeness[story] += weight * self.sums[story][term] / self.lengths[story]
        likely = nlargest(LIKELY, likeness, key=lambda story: (likeness[story], -story))
        named = [term for term in vector if is_name(term)]
        near = {
            story: cosine(vector, self.sums[story]) / self.lengths[story]
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
            yield term, weight, held

    def _shares_a_name(self, named: Sequence[str], story: int) -> bool:
        """Whether somebody or something is named in both; where names are not known, yes."""
        total = self.sums[story]
        return not named or not self.named[story] or any(term in total for term in named)

    def place(self, vector: Vector) -> int:
        """Put a vector into the nearest story or a new one: the story's number."""
        return self.add(vector, self.nearest(vector))

    def add(self, vector: Vector, story: int | None) -> int:
        """Put a vector into a story, or into a new one."""
        if story is None:
            story = len(self.sums)
            self.sums.append({})
            self.lengths.append(0.0)
            self.named.append(False)
        self.named[story] = self.named[story] or any(is_name(term) for term in vector)
        total = self.sums[story]
        square = self.lengths[story] ** 2
        for term, weight in vector.items():
            held = total.get(term, 0.0)
            total[term] = held + weight
            square += weight * (2 * held + weight)
            self.postings[term].add(story)
        self.lengths[story] = math.sqrt(square)
        if len(total) > 2 * KEPT:
            self._prune(story)
        return story

    def _prune(self, story: int) -> None:
        """Forget the words that weigh least in a story; its length stays that of all."""
        kept = dict(_weightiest(self.sums[story], KEPT))
        for term in self.sums[story].keys() - kept.keys():
            self.postings[term].discard(story)
        self.sums[story] = kept


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
        yield Story(
            id=record_id("story", min(members)),
            title=_title(lines[number]),
            events=tuple(event.id for event in sorted(lines[number], key=_when)),
            articles=tuple(members),
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
