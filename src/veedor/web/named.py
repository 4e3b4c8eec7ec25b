"""People, bodies and things by the words of all their names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

from veedor.model import Entity
from veedor.read.folding import fold

__all__ = ["NameIndex", "words_of"]

_WORD = re.compile(r"\w+")
#: A question longer than this many words is cut: nobody means the rest.
MOST_WORDS = 16


def words_of(question: str) -> tuple[str, ...]:
    """The words of a question, folded, each once."""
    return tuple(dict.fromkeys(_WORD.findall(fold(question))))[:MOST_WORDS]


class NameIndex:
    """Which entities have which word in a form of their name; a word finds what begins with it."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self.ranked = sorted(entities, key=lambda e: (-len(e.articles), e.label, e.key))
        places: dict[str, set[int]] = defaultdict(set)
        for number, entity in enumerate(self.ranked):
            for form in dict.fromkeys((entity.label, *entity.forms)):
                for word in _WORD.findall(fold(form)):
                    places[word].add(number)
        self._places = dict(places)
        self._words = sorted(places)

    def search(self, question: str) -> list[Entity]:
        """Those with every word of the question, those named most first."""
        words = words_of(question)
        if not words:
            return []
        found = set.intersection(*(self._beginning(word) for word in words))
        return [self.ranked[number] for number in sorted(found)]

    def _beginning(self, word: str) -> set[int]:
        found: set[int] = set()
        for place in range(bisect_left(self._words, word), len(self._words)):
            if not self._words[place].startswith(word):
                break
            found |= self._places[self._words[place]]
        return found
