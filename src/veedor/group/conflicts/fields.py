"""The word fields of `fields.yaml`: what a stretch of text tells of, whatever the construction.

A report that says *cobró 14 vidas* and one that says *the death toll stands at 20* share no verb
and no noun; both stand in one field. Words are looked up by their folded form, so that nothing
hangs on how a sentence was parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from veedor.data import own_data
from veedor.read.folding import fold

__all__ = ["Hit", "Lexicon", "fields_in", "lexicon"]

_WORD = re.compile(r"[^\W_]+(?:'[a-z]+)?|%")


@dataclass(frozen=True, slots=True)
class Hit:
    """A word or row of words of a field at `[start, end)`."""

    field: str
    start: int
    end: int


_Row = tuple[str, ...]


class Lexicon:
    """Fields of words, looked up in text.

    Args:
        fields: the forms of each field; `*` at the end of a word stands for any ending.
    """

    def __init__(self, fields: Mapping[str, Iterable[str]]) -> None:
        self._exact: dict[str, list[tuple[str, _Row]]] = {}
        self._stems: dict[str, list[tuple[str, _Row]]] = {}
        for name, forms in fields.items():
            for form in forms:
                first, *rest = str(form).split(" ")
                held = self._stems if first.endswith("*") else self._exact
                held.setdefault(first.rstrip("*"), []).append((name, tuple(rest)))
        self._lengths = sorted({len(stem) for stem in self._stems})

    def find(self, text: str) -> Iterator[Hit]:
        """The hits in a text, in order."""
        words = [(match[0], match.start(), match.end()) for match in _WORD.finditer(fold(text))]
        for index, (word, start, _) in enumerate(words):
            for name, rest in self._beginning(word):
                behind = words[index + 1 : index + 1 + len(rest)]
                if len(behind) == len(rest) and all(
                    _is(found, form) for (found, _, _), form in zip(behind, rest, strict=True)
                ):
                    yield Hit(name, start, words[index + len(rest)][2])

    def _beginning(self, word: str) -> Iterator[tuple[str, _Row]]:
        yield from self._exact.get(word, ())
        for length in self._lengths:
            if length > len(word):
                return
            yield from self._stems.get(word[:length], ())


def _is(word: str, form: str) -> bool:
    return word.startswith(form[:-1]) if form.endswith("*") else word == form


@cache
def lexicon(table: str = "fields.yaml") -> Lexicon:
    """The fields of a data file of this package."""
    return Lexicon(own_data(__package__, table))


@lru_cache(maxsize=4096)
def fields_in(text: str) -> tuple[Hit, ...]:
    """What a stretch of text tells of."""
    return tuple(lexicon().find(text))
