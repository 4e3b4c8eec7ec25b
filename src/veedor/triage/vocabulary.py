"""What a workspace follows, as words to look for: its regimes', its lists', its owner's own.

A report can only give a statement on a regime if it names the regime's State, or somebody of
it, and a thing that one of its measures is about. Those are the words looked for: the names
that reading knows for the State, the holders of its offices, and the sets that indicators ask
for (`items`, `topics`, and `needs` of those that have no items).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import snowballstemmer

from veedor.model import Party
from veedor.read.folding import fold
from veedor.read.gazetteer import gazetteer
from veedor.regimes import Indicator, Pack
from veedor.triage.flat import flat_phrase

__all__ = ["Followed", "followed", "is_acronym", "measure_words", "state_names"]

#: A stem with fewer letters begins too many other words: of it the word and its plurals are
#: looked for (*ron*, *rones*, but not *ronda*).
_TELLING_STEM = 5
#: Of a phrase without a word of so many letters the whole is looked for (*Su-25*).
_TELLING_WORD = 3
#: Letters of an acronym at most.
_ACRONYM = 5
_PLURALS = ("", "s", "es", "a", "as")


@dataclass(frozen=True, slots=True)
class Followed:
    """What is followed: packs by id, listed parties, and words of the owner's own."""

    packs: Mapping[str, Pack]
    parties: tuple[Party, ...] = ()
    terms: tuple[str, ...] = ()


def followed(
    packs: Mapping[str, Pack], parties: Iterable[Party], lists: Iterable[str], terms: Sequence[str]
) -> Followed:
    """What is followed, of all parties those on the named lists and those of the packs.

    A pack's party is on one of the pack's lists and of its State, by nationality or by the
    programme it is listed under; `lists` names whole lists besides (`UN 1718`).
    """
    whole = frozenset(lists)
    return Followed(
        packs=packs,
        parties=tuple(party for party in parties if _is_followed(party, packs, whole)),
        terms=tuple(terms),
    )


def _is_followed(party: Party, packs: Mapping[str, Pack], whole: frozenset[str]) -> bool:
    from veedor.lists.programmes import states_of_programme

    for record in party.records:
        if record.list in whole:
            return True
        states = {*record.nationalities, *states_of_programme(record.programme or "")}
        for pack in packs.values():
            if record.list in pack.header.lists and (not pack.target or pack.target in states):
                return True
    return False


def state_names(pack: Pack, language: str) -> Iterator[str]:
    """All that the pack's State, its people and its bodies are called in a language."""
    if pack.target:
        yield from gazetteer(language).names_of(pack.target)
    for table in pack.offices:
        if table.country == pack.target:
            for holder in table.holders:
                yield from (holder.name, *holder.aliases)
    for alias in pack.aliases:
        yield from alias.names.get(language, ())
    yield from pack.header.also_known.get(language, ())


def is_acronym(name: str) -> bool:
    """Whether a name is one that may be written with full stops (*RPDC*, *R.P.D.C.*)."""
    return name.isupper() and 2 <= len(name) <= _ACRONYM


def measure_words(pack: Pack, language: str) -> Iterator[str]:
    """The beginnings of words that things of the pack's measures may stand in, flat.

    One that ends in a space is a whole word. Of a phrase its longest word is taken, as link
    finds phrases with other endings.
    """
    for name in sorted({name for i in pack.indicators for name in _telling_sets(i)}):
        for entry in pack.words(language, name):
            phrase = flat_phrase(entry)
            word = max(phrase.split(), key=len, default="")
            if len(word) >= _TELLING_WORD:
                yield from _beginnings(word, language)
            elif word:
                yield f"{phrase} "


def _telling_sets(indicator: Indicator) -> Iterable[str]:
    yield from indicator.topics
    if indicator.items:
        yield from indicator.items
    else:
        yield from (*indicator.needs, *indicator.needs_clause)


def _beginnings(word: str, language: str) -> Iterator[str]:
    stem = fold(_stemmer(language).stemWord(word)) if _stemmer(language) else word
    if len(stem) >= _TELLING_STEM and word.startswith(stem):
        yield stem
        return
    for ending in _PLURALS:
        yield f"{word}{ending} "
    if word.endswith("z"):
        yield f"{word[:-1]}ces "
    if word.endswith(("o", "a", "e")):
        yield from (f"{word[:-1]}{ending} " for ending in ("o", "a", "os", "as", "es"))


@cache
def _stemmer(language: str) -> Any:
    from veedor.read.languages import language as data_of

    name = data_of(language).data("model").get("stemmer")
    return snowballstemmer.stemmer(name) if name else None
