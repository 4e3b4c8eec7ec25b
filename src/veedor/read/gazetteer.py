"""What a language knows by name: states, capitals, bodies, places, people, and demonyms.

Read from `languages/<code>/countries.yaml` and `names.yaml`; what is the same in every
language (keys of states, given names and surnames) from `languages/` itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, cast, get_args

from veedor.errors import DataError
from veedor.model import NameType
from veedor.read.folding import fold
from veedor.read.languages import language, shared
from veedor.read.words import Word, split

__all__ = ["Entry", "Gazetteer", "gazetteer", "given_names", "surnames"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing known by name. `capital` of a state: `key` is the place's, and the name may
    also stand for that state's government."""

    key: str
    type: NameType
    country: str | None
    capital: bool = False


@dataclass(frozen=True, slots=True)
class _Form:
    words: tuple[str, ...]
    capitals: tuple[bool, ...]
    entry: Entry
    text: str
    lower: bool
    exact: bool


@dataclass(slots=True)
class Gazetteer:
    """The names of one language. `demonyms` maps folded forms to ISO codes; `states` ISO codes
    to the key of the state; `capitals` ISO codes to the key of the capital."""

    demonyms: dict[str, str] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    capitals: dict[str, str | None] = field(default_factory=dict)
    _forms: dict[str, list[_Form]] = field(default_factory=dict)

    def match(self, words: Sequence[Word], index: int) -> tuple[int, Entry] | None:
        """The longest name that begins at a word: how many words, and what it is."""
        word = words[index]
        for form in self._forms.get(word.form, ()):
            size = len(form.words)
            if not (word.capital or form.lower) or index + size > len(words):
                continue
            piece = words[index : index + size]
            if _fits(form, piece):
                return size, form.entry
        return None

    def country_of(self, words: Sequence[Word], index: int) -> tuple[int, str] | None:
        """The demonym that begins at a word: how many words, and the state's code."""
        form = words[index].form
        if index + 1 < len(words) and words[index + 1].gap in (" ", "-"):
            pair = f"{form} {words[index + 1].form}"
            if pair in self.demonyms:
                return 2, self.demonyms[pair]
        return (1, self.demonyms[form]) if form in self.demonyms else None

    def names_of(self, state: str) -> Iterator[str]:
        """All that a state, its people and what is its own are called, demonyms folded."""
        for forms in self._forms.values():
            yield from (form.text for form in forms if form.entry.country == state)
        yield from (form for form, code in self.demonyms.items() if code == state)

    def _add(self, text: str, entry: Entry) -> None:
        pieces = [word for word, *_ in split(text)]
        words = tuple(fold(word).replace(".", "") for word in pieces)
        letters = [character for character in text if character.isalpha()]
        exact = len(letters) <= 5 and all(letter.isupper() for letter in letters)
        forms = self._forms.setdefault(words[0], [])
        capitals = tuple(word[0].isupper() for word in pieces)
        forms.append(_Form(words, capitals, entry, text, text[0].islower(), exact))
        forms.sort(key=lambda form: -len(form.words))


def _fits(form: _Form, piece: Sequence[Word]) -> bool:
    if form.exact and not all(word.text.isupper() for word in piece):
        return False
    for index, word in enumerate(piece):
        if word.form != form.words[index]:
            return False
        if index and word.gap not in (" ", "-", ". ", "\xa0", "‑", "' ", "’ ", "'s ", "’s "):
            return False
    # A common word among the names (*El Mundo*, *Azov*) must have all its capitals.
    return form.lower or all(
        word.capital or not capital or (index > 0 and "-" in word.gap)
        for index, (word, capital) in enumerate(zip(piece, form.capitals, strict=True))
    )


@cache
def gazetteer(code: str) -> Gazetteer:
    """The gazetteer of a language.

    Raises:
        DataError: a data file is missing or wrong.
    """
    found = Gazetteer()
    _add_countries(found, code)
    for type_, country, key, names in _entries(language(code).data("names"), f"{code}/names.yaml"):
        for name in names:
            found._add(str(name), Entry(key, type_, country))
    return found


def _entries(
    data: dict[str, Any], file: str
) -> Iterator[tuple[NameType, str | None, str, list[str]]]:
    for type_, states in data.items():
        if type_ not in get_args(NameType):
            raise DataError(
                file, f"no such type of name; there are {get_args(NameType)}", key=type_
            )
        for state, keys in states.items():
            for key, names in (keys or {}).items():
                if not isinstance(names, list):
                    raise DataError(file, "must be a list of names", key=f"{type_}.{state}.{key}")
                yield cast("NameType", type_), None if state == "INT" else state, key, names


def _add_countries(found: Gazetteer, code: str) -> None:
    world = _world()
    data = language(code).data("countries")
    endings = sorted(data["inflections"].items(), key=lambda item: -len(item[0]))
    for state, facts in data["countries"].items():
        if state not in world:
            raise DataError(f"{code}/countries.yaml", "not in world.yaml", key=f"countries.{state}")
        key, capital = world[state]
        found.states[state], found.capitals[state] = key, capital
        for name in facts["names"]:
            found._add(name, Entry(key, "country", state))
        for name in facts["capital"]:
            found._add(name, Entry(capital or key, "place", state, capital=True))
        for demonym in facts["demonyms"]:
            for form in _inflected(demonym, endings):
                found.demonyms.setdefault(fold(form).replace(".", ""), state)


def _inflected(word: str, endings: list[tuple[str, list[str]]]) -> list[str]:
    for ending, forms in endings:
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            return [word, *(stem + form for form in forms)]
    return [word]


def _file(name: str) -> str:
    return resources.files("veedor.read.languages").joinpath(name).read_text("utf-8")


@cache
def _world() -> dict[str, tuple[str, str | None]]:
    return {code: (pair[0], pair[1]) for code, pair in shared("world").items()}


def _word_list(name: str) -> frozenset[str]:
    return frozenset(
        fold(line) for line in _file(name).splitlines() if line and not line.startswith("#")
    )


@cache
def given_names() -> frozenset[str]:
    """Given names of many cultures, folded."""
    return _word_list("given_names.txt")


@cache
def surnames() -> frozenset[str]:
    """Surnames of many cultures, folded."""
    return _word_list("surnames.txt")
