"""Search in memory: words without case and accents, every word asked for, best first."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from veedor.model import Entity
from veedor.read.folding import fold
from veedor.report.view import View

__all__ = ["Hit", "SearchIndex", "highlighted"]

_WORD = re.compile(r"\w+")
#: A question longer than this many words is cut: nobody means the rest.
MOST_WORDS = 16
#: How much of an article is shown around the best place, in characters.
EXCERPT = 260


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that has all the words, how often, and where most of them stand together."""

    article: str
    count: int
    start: int
    end: int


class SearchIndex:
    """Which articles have which word; a word also finds those that begin with it."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._texts = {key: fold(a.text) for key, a in view.collection.articles.items()}
        postings: dict[str, Counter[str]] = defaultdict(Counter)
        for key, text in self._texts.items():
            for word in _WORD.findall(text):
                postings[word][key] += 1
        self._postings = dict(postings)
        self._words = sorted(postings)

    def search(self, question: str) -> list[Hit]:
        """Articles that have every word of the question, those with most first."""
        words = words_of(question)
        if not words:
            return []
        counts = [self._count(word) for word in words]
        found = set.intersection(*(set(count) for count in counts))
        ranked = sorted(found, key=lambda key: (-sum(c[key] for c in counts), key))
        return [Hit(key, sum(c[key] for c in counts), *self._excerpt(key, words)) for key in ranked]

    def named(self, question: str) -> list[Entity]:
        """People and things with a form of their name that has every word of the question."""
        words = words_of(question)
        if not words:
            return []
        return [
            entity
            for entity in self.view.groups.entities
            if any(
                all(word in _WORD.findall(fold(form)) for word in words)
                for form in (entity.label, *entity.forms)
            )
        ]

    def _count(self, word: str) -> Counter[str]:
        total: Counter[str] = Counter()
        for place in range(bisect_left(self._words, word), len(self._words)):
            if not self._words[place].startswith(word):
                break
            total.update(self._postings[self._words[place]])
        return total

    def _excerpt(self, key: str, words: tuple[str, ...]) -> tuple[int, int]:
        """The stretch of the text that has the most of the words."""
        text = self._texts[key]
        places = [m.start() for word in words for m in re.finditer(rf"\b{re.escape(word)}", text)]
        if not places:
            return 0, min(len(text), EXCERPT)
        near = max(sorted(places), key=lambda p: sum(p <= q < p + EXCERPT for q in places))
        start = text.rfind("\n", 0, near) + 1
        if near - start > EXCERPT // 3:
            start = text.find(" ", near - EXCERPT // 3) + 1
        end = text.find(" ", min(len(text), start + EXCERPT))
        return start, len(text) if end < 0 else end


def words_of(question: str) -> tuple[str, ...]:
    """The words of a question, folded, each once."""
    return tuple(dict.fromkeys(_WORD.findall(fold(question))))[:MOST_WORDS]


def highlighted(text: str, question: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, and of each whether it is a word that was asked for."""
    words = words_of(question)
    if not words:
        yield text, False
        return
    place = 0
    for found in re.finditer(rf"\b(?:{'|'.join(map(re.escape, words))})\w*", fold(text)):
        yield text[place : found.start()], False
        yield text[found.start() : found.end()], True
        place = found.end()
    yield text[place:], False
