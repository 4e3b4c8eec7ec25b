"""Who is who within one article: names put together into referents.

A full name and its surname, an acronym and what it stands for, and spellings that differ in
case, accents, hyphens or transcription are one.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

import msgspec
from rapidfuzz import fuzz

from veedor.model import Name, NameType, Office, Referent
from veedor.read.folding import fold
from veedor.read.words import split

__all__ = ["Mentions", "Register"]

#: Given names of one person in two transcriptions are at least this alike (`Serguéi`, `Sergey`
#: 0.77; `Dmitri`, `Dmitry` 0.83); different ones of one family are not (`Kim`, `Jong`: 0;
#: `Donald`, `Melania` 0.31).
SAME_GIVEN = 60.0
#: Surnames in two transcriptions: `Zelenski`, `Zelensky` 0.88; `Belousov`, `Belov` 0.77.
SAME_SURNAME = 84.0


@dataclass(frozen=True, slots=True)
class Mentions:
    """The names and offices of an article, and the referents that both point at by index."""

    names: tuple[Name, ...] = ()
    offices: tuple[Office, ...] = ()
    referents: tuple[Referent, ...] = ()


@dataclass(slots=True)
class _Known:
    label: str
    type: NameType
    key: str | None
    country: str | None
    tokens: tuple[str, ...] = ()
    mentions: int = 0
    spellings: Counter[str] = field(default_factory=Counter)
    full: list[tuple[int, int]] = field(default_factory=list)


@lru_cache(maxsize=10_000)
def tokens(text: str) -> tuple[str, ...]:
    """The folded words of a name, hyphens parting."""
    return tuple(fold(word).replace(".", "") for word, *_ in split(text))


class Register:
    """The referents of an article while names are entered, full names before short ones."""

    def __init__(self) -> None:
        self._known: list[_Known] = []
        self._by_key: dict[tuple[str, NameType], int] = {}
        self._by_text: dict[tuple[tuple[str, ...], NameType], int] = {}

    def enter(
        self,
        text: str,
        type_: NameType,
        key: str | None = None,
        country: str | None = None,
        at: tuple[int, int] = (0, 0),
    ) -> int:
        """The index of the referent that a name stands for, new or known; `at` is where the
        name stands (line and place), for surnames that several people share."""
        words = tokens(text)
        index = self._find(words, type_, key, at)
        if index is not None and self._is_anothers(index, country):
            index = self._of_state(words, type_, country)
        if index is None:
            index = len(self._known)
            self._known.append(_Known(text, type_, key, country, words))
        known = self._known[index]
        known.mentions += 1
        known.spellings[text] += 1
        if len(words) > 1:
            known.full.append(at)
        known.key = known.key or key
        known.country = known.country or country
        if len(words) > len(known.tokens):
            known.label, known.tokens = text, words
        if key:
            self._by_key.setdefault((key, type_), index)
        self._by_text.setdefault((words, type_), index)
        return index

    def alias(self, text: str, type_: NameType, index: int) -> None:
        """Another name (an acronym) of a referent."""
        self._by_text.setdefault((tokens(text), type_), index)

    def _find(
        self, words: tuple[str, ...], type_: NameType, key: str | None, at: tuple[int, int]
    ) -> int | None:
        if key and (key, type_) in self._by_key:
            return self._by_key[key, type_]
        if (words, type_) in self._by_text:
            return self._by_text[words, type_]
        if type_ != "person":
            return None
        fits = [i for i, known in enumerate(self._known) if self._same(known, words, key)]
        return max(fits, key=lambda i: self._likely(self._known[i], -i, at), default=None)

    def _is_anothers(self, index: int, country: str | None) -> bool:
        """Whether it is a body that another state has too: a *Foreign Ministry* of its own."""
        known = self._known[index]
        told = known.country and country and known.country != country
        return bool(told) and known.type == "organization" and known.key is None

    def _of_state(self, words: tuple[str, ...], type_: NameType, country: str | None) -> int | None:
        told = (words, type_, country)
        found = (i for i, k in enumerate(self._known) if (k.tokens, k.type, k.country) == told)
        return next(found, None)

    @staticmethod
    def _likely(known: _Known, order: int, at: tuple[int, int]) -> tuple[int, int, int, int]:
        """Who of several is meant by a surname: one named in full before, best in the same
        paragraph, best one the gazetteer knows; then who is named most often."""
        before = [place for place in known.full if place < at]
        near = 2 * any(line == at[0] for line, _ in before) + (known.key is not None)
        return int(bool(before)), near if before else 0, known.mentions, order

    @staticmethod
    def _same(known: _Known, words: tuple[str, ...], key: str | None) -> bool:
        if known.type != "person" or (key and known.key and key != known.key):
            return False
        return same_person(known.tokens, words)

    def body(self, noun: str) -> int | None:
        """The one body whose name holds a noun that stands alone (*la Comisión*), if there is
        just one of two words or more."""
        form = fold(noun)
        fits = [
            i for i, known in enumerate(self._known)
            if known.type == "organization" and form in known.tokens and len(known.tokens) > 1
        ]  # fmt: skip
        return fits[0] if len(fits) == 1 else None

    def people(self, surname: str) -> list[int]:
        """Referents of people one of whose name's words is this."""
        return [
            i for i, known in enumerate(self._known)
            if known.type == "person" and surname in known.tokens
        ]  # fmt: skip

    def key_of(self, index: int) -> str | None:
        """The gazetteer's key of a referent."""
        return self._known[index].key

    def referents(self) -> list[Referent]:
        """The referents in order of entry."""
        return [
            Referent(label=k.label, type=k.type, country=k.country, gazetteer=k.key)
            for k in self._known
        ]


def same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names may be one person's: one a part of the other, or transcriptions."""
    short, long = sorted((one, other), key=len)
    if len(short) == 1:
        return short[0] in (long[0], long[-1]) or (len(long) > 2 and short[0] in long[1:])
    if len(short) == len(long):
        if short[-1] == long[-1] or fuzz.ratio(short[-1], long[-1]) >= SAME_SURNAME:
            return all(
                a[0] == b[0] and (len(a) == 1 or len(b) == 1 or fuzz.ratio(a, b) >= SAME_GIVEN)
                for a, b in zip(short[:-1], long[:-1], strict=True)
            )
        return False
    inner = iter(long)
    return all(word in inner for word in short)


def with_credit(referent: Referent, credit: str) -> Referent:
    """The referent as one who is only credited."""
    return msgspec.structs.replace(referent, subject=False, credit=credit)
