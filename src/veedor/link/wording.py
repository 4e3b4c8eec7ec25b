"""Sets of words of a pack, ready to be looked for in clauses and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from veedor.model import Argument
from veedor.regimes import Pack

__all__ = ["Words", "split", "words_of"]

_WORD = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Words:
    """Single words, and phrases as a pattern over lower-case text."""

    single: frozenset[str]
    phrases: re.Pattern[str] | None

    def among(self, text: str, lemmas: Iterable[str] = ()) -> str | None:
        """The first of the words in the lemmas or the lower-case text, or None."""
        for lemma in lemmas:
            if lemma in self.single:
                return lemma
        if self.phrases and (found := self.phrases.search(text)):
            return found.group(0)
        return next((word for word in split(text) if word in self.single), None)

    def within(self, argument: Argument) -> str | None:
        """The first of the words that an argument holds, or None."""
        return self.among(argument.text.casefold(), argument.lemmas)


@lru_cache(maxsize=1024)
def split(text: str) -> tuple[str, ...]:
    """The words of a text: one sentence is asked about many sets in turn."""
    return tuple(_WORD.findall(text))


@lru_cache(maxsize=4096)
def _compiled(words: tuple[str, ...]) -> Words:
    phrases = sorted((word for word in words if " " in word), key=len, reverse=True)
    # A phrase is found with endings of up to two letters on each of its words.
    pattern = "|".join(
        r"\w{0,2}\s+".join(re.escape(part) for part in phrase.split()) + r"\w{0,2}"
        for phrase in phrases
    )
    return Words(
        single=frozenset(word for word in words if " " not in word),
        phrases=re.compile(rf"\b(?:{pattern})\b") if pattern else None,
    )


def words_of(pack: Pack, language: str, names: tuple[str, ...]) -> Words:
    """The words of some sets of a pack's lexicon in one language, together."""
    key = ("words", language, *names)
    found: Words | None = pack.made.get(key)
    if found is None:
        found = _compiled(tuple(word for name in names for word in pack.words(language, name)))
        pack.made[key] = found
    return found
