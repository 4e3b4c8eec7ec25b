"""Story lines: articles in line by their words, each put into the nearest line as it comes.

Time per article does not grow with the archive: a line is looked for by the words that few lines
have, and what lines weigh in such a word lies with the word, so that none of them is touched to
find which may be near.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from operator import itemgetter
from typing import TypeVar

from msgspec import Struct

from veedor.group.terms import Vector, cosine, is_name
from veedor.shelf import Shelf, packed, put_rows, unpacked

__all__ = ["StoryLines", "nearness", "partition"]

T = TypeVar("T")

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
#: stories have, and the likeliest few are then held against the article in full. With all words
#: B³ F1 on 3,335 reports is 0.886, with the first 16 or 24 the same.
LOOKED, COMMON, LIKELY = 24, 200, 16
#: Those words are looked up, rare ones first, until so many stories were met: what more words
#: say of more stories is said by the words in full.
TOUCHED = 150
#: A story keeps its weightiest words, between so many and twice as many: B³ F1 is 0.893 with 3,000
#: and with 4,000, 0.886 with all; 1,000 are too few (0.81).
KEPT = 4000
#: Where the lines are kept, the words of each, and what lines weigh in each word.
LINES, LINE_WORDS, WORDS = "group.lines", "group.line words", "group.words"


class Line(Struct, array_like=True):
    """The length of the sum of a line's vectors; `named`: whether it names anybody or anything."""

    length: float = 0.0
    named: bool = False


#: What each line that has a word weighs in it; None: more than COMMON lines had it once, so that it
#: finds none.
Posting = dict[int, float] | None


class _Kept(Struct, array_like=True):
    posting: Posting


@dataclass
class StoryLines:
    """Lines as sums of their articles' vectors, found by word; articles are added in order.

    Args:
        near: how near an article must be to a line.
        shelf: where lines are kept that are only fetched when they are needed; None: nowhere.
        count: how many there are.
    """

    near: float
    shelf: Shelf | None = None
    count: int = 0
    lines: dict[int, Line] = field(default_factory=dict)
    words: dict[int, Vector] = field(default_factory=dict)
    postings: dict[str, Posting] = field(default_factory=dict)
    changed: set[int] = field(default_factory=set)
    reworded: set[str] = field(default_factory=set)

    def nearest(self, vector: Vector) -> int | None:
        """The line nearest to a vector, if near enough."""
        products: dict[int, float] = defaultdict(float)
        for weight, held in self._telling(vector):
            for story, own in held.items():
                products[story] += weight * own
        self._fetch(LINES, self.lines, Line, products)
        likeness = [(-x / self.lines[story].length, story) for story, x in products.items()]
        likely = [story for _, story in sorted(likeness)[:LIKELY]]
        self._fetch(LINE_WORDS, self.words, Vector, likely)
        named = [term for term in vector if is_name(term)]
        near = {
            story: cosine(vector, self.words[story]) / self.lines[story].length
            for story in likely
            if self._shares_a_name(named, story)
        }
        best = min(near, key=lambda story: (-near[story], story), default=None)
        return best if best is not None and near[best] >= self.near else None

    def _telling(self, vector: Vector) -> Iterator[tuple[float, Mapping[int, float]]]:
        """The weightiest words of a vector with what lines weigh in them, rare words first."""
        words = [
            (len(held), term, weight, held)
            for term, weight in _weightiest(vector, LOOKED)
            if (held := self.postings.get(term))
        ]
        touched = 0
        for count, _, weight, held in sorted(words, key=itemgetter(0, 1)):
            touched += count
            if touched > TOUCHED and touched > count:
                return
            yield weight, held

    def _shares_a_name(self, named: Sequence[str], story: int) -> bool:
        """Whether somebody or something is named in both; where names are not known, yes."""
        words = self.words[story]
        return not named or not self.lines[story].named or any(term in words for term in named)

    def place(self, vector: Vector) -> int:
        """Put a vector into the nearest line or a new one: the line's number."""
        self._fetch_postings(vector)
        return self.add(vector, self.nearest(vector))

    def add(self, vector: Vector, story: int | None) -> int:
        """Put a vector into a line, or into a new one."""
        if story is None:
            story = self.count
            self.count += 1
            self.lines[story], self.words[story] = Line(), {}
        line, total = self.lines[story], self.words[story]
        line.named = line.named or any(is_name(term) for term in vector)
        square = line.length**2
        for term, weight in vector.items():
            held = total.get(term, 0.0)
            total[term] = own = held + weight
            square += weight * (held + own)
            self._post(term, story, own)
        line.length = math.sqrt(square)
        if self.shelf is not None:
            self.changed.add(story)
        if len(total) > 2 * KEPT:
            self._prune(story)
        return story

    def _post(self, term: str, story: int, weight: float) -> None:
        """Note what a line weighs in a word, unless that is a common one."""
        posting = self.postings.setdefault(term, {})
        if posting is not None:
            posting[story] = weight
            if len(posting) > COMMON:
                self.postings[term] = None
            if self.shelf is not None:
                self.reworded.add(term)

    def _prune(self, story: int) -> None:
        """Forget the words that weigh least in a line; its length stays that of all."""
        words = self.words[story]
        kept = self.words[story] = _pruned(words)
        gone = words.keys() - kept.keys()
        self._fetch_postings(gone)
        for term in gone:
            if posting := self.postings[term]:
                posting.pop(story, None)
                if self.shelf is not None:
                    self.reworded.add(term)

    # ------------------------------------------------------------ as they are kept

    def _fetch(self, room: str, held: dict[int, T], kind: type[T], stories: Iterable[int]) -> None:
        if self.shelf is not None:
            missing = [str(story) for story in stories if story not in held]
            for key, row in self.shelf.get(room, missing).items():
                held[int(key)] = unpacked(row, kind)

    def _fetch_postings(self, terms: Iterable[str]) -> None:
        if self.shelf is not None:
            missing = [term for term in terms if term not in self.postings]
            for term, row in self.shelf.get(WORDS, missing).items():
                self.postings[term] = unpacked(row, _Kept).posting

    def keep(self, shelf: Shelf, *, all_of_them: bool = False) -> None:
        """Keep what was changed, or everything."""
        lines = list(self.lines) if all_of_them else sorted(self.changed)
        words = list(self.postings) if all_of_them else sorted(self.reworded)
        put_rows(shelf, LINES, ((str(story), packed(self.lines[story])) for story in lines))
        put_rows(shelf, LINE_WORDS, ((str(story), packed(self.words[story])) for story in lines))
        put_rows(shelf, WORDS, ((term, packed(_Kept(self.postings[term]))) for term in words))


def _weightiest(vector: Vector, count: int) -> list[tuple[str, float]]:
    """So many terms with the greatest weights, the last in the alphabet first if equal."""
    return [
        (term, weight)
        for weight, term in nlargest(count, zip(vector.values(), vector, strict=True))
    ]


def _pruned(words: Vector) -> Vector:
    """The KEPT weightiest words, of those equal the last in the alphabet."""
    least = sorted(words.values())[-KEPT]
    kept = {term: weight for term, weight in words.items() if weight > least}
    equal = sorted((term for term, weight in words.items() if weight == least), reverse=True)
    return kept | dict.fromkeys(equal[: KEPT - len(kept)], least)


def partition(
    order: Sequence[str], vectors: Mapping[str, Vector], near: float | None = None
) -> dict[str, int]:
    """The number of the story of each article, taken in order."""
    named = any(is_name(term) for vector in vectors.values() for term in vector)
    found = StoryLines(near or nearness(len(vectors), named=named))
    return {article: found.place(vectors[article]) for article in order}
