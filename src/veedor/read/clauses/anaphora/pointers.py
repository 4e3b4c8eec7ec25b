"""The words of one language that point back, in the shape the code uses them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from veedor.read.languages import language, shared

__all__ = ["ANY_PEOPLE", "Pointers", "pointers"]

#: The class of all people, whatever else they are.
ANY_PEOPLE = "people"


@dataclass(frozen=True)
class Pointers:
    """Word lists of `anaphora.yaml`, ready for look-up."""

    #: word -> classes of things and people that it stands for
    classes: dict[str, frozenset[str]]
    #: word that calls a state -> the states that it may be (empty: any)
    states: dict[str, frozenset[str]]
    epithets: dict[str, frozenset[str]]
    #: pronoun -> whether it stands for several
    pronouns: dict[str, bool]
    datives: dict[str, bool]
    enclitics: dict[str, bool]
    objects: dict[str, bool]
    #: the classes of people
    people: frozenset[str]
    #: words of one list each, by its name
    sets: dict[str, frozenset[str]]
    #: words that may make up a number which stands for what it counts
    counting: frozenset[str]


def _regions(words: dict[str, str]) -> dict[str, frozenset[str]]:
    regions = shared("regions")
    return {
        word: frozenset(map(str, regions[kind])) if kind else frozenset()
        for word, kind in words.items()
    }


def _classes(data: dict[str, Any]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, words in (*data["people"].items(), *data["bodies"].items()):
        for word in words:
            found.setdefault(word, set()).add(name)
    for word in data["people_any"]:
        found[word] = {ANY_PEOPLE}
    for name in ("vessels", "goods", "persons"):
        for word in data[name]:
            found.setdefault(word, set()).add(name)
    return {word: frozenset(classes) for word, classes in found.items()}


@cache
def pointers(code: str) -> Pointers:
    """The words that point back in the language with that ISO code."""
    data = language(code).data("anaphora")
    clauses = language(code).data("clauses")
    many = {"one": False, "many": True}
    approximators = {word for text in clauses["approximators"] for word in text.split()}
    parts = {word for text in data["of_them"] for word in text.split()}
    return Pointers(
        classes=_classes(data),
        states=_regions(data["states"]),
        epithets=_regions(data["epithets"]),
        pronouns={word: many[number] for word, number in data["pronouns"].items()},
        datives={word: many[number] for word, number in data["datives"].items()},
        enclitics={word: many[number] for word, number in data["enclitics"].items()},
        objects={word: many[number] for word, number in data["objects"].items()},
        people=frozenset((*data["people"], ANY_PEOPLE)),
        sets={name: frozenset(words) for name, words in data.items() if isinstance(words, list)},
        counting=frozenset(
            {*approximators, *parts, *data["numerals"], *data["more"], *clauses["quantifiers"],
             *clauses["number_openers"], *data["definite"]}
        ),
    )  # fmt: skip
