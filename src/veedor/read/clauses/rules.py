"""The rules of one language for clauses and modality, in the shape the code uses them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from veedor.read.languages import language

__all__ = ["Rules", "rules"]

#: The kinds of governors, in the order in which they are looked up.
CATEGORIES = (
    "denied", "suspected", "prevented", "demanded", "offered", "sought", "agreed", "planned",
    "done",
)  # fmt: skip


_MARKERS = (
    "factual_markers", "condition_markers", "purpose_markers", "done_markers",
    "outside_prepositions", "negative_prepositions",
)  # fmt: skip


@dataclass(frozen=True)
class Rules:
    """Word lists of `clauses.yaml` and `modality.yaml`, ready for look-up."""

    language: str
    clauses: dict[str, Any]
    modality: dict[str, Any]
    sets: dict[str, frozenset[str]]
    #: first word -> prepositions that start with it and what they say, longest first
    prepositions: dict[str, list[tuple[tuple[str, ...], str]]]
    #: first word -> phrases that start with it and only qualify a number
    approximators: dict[str, list[tuple[str, ...]]]
    #: word class (verbs, nouns, adjectives) -> lemma -> category
    governors: dict[str, dict[str, str]]
    #: everything that may open a clause or phrase and tells something of it
    markers: frozenset[str]
    adverbs: dict[str, str]
    #: phrases between spaces, and their categories; the words that these begin with
    phrases: tuple[tuple[str, str], ...]
    openers: frozenset[str]

    def has(self, name: str, word: str) -> bool:
        """Whether the word is in that list of either file."""
        return word in self.sets[name]


def _flat(values: Iterable[Any]) -> frozenset[str]:
    return frozenset(str(value) for value in values)


@cache
def rules(code: str) -> Rules:
    """The rules of the language with that ISO code."""
    clauses = language(code).data("clauses")
    modality = language(code).data("modality")
    sets = {
        name: _flat(value)
        for data in (clauses, modality)
        for name, value in data.items()
        if isinstance(value, list)
    }
    governors: dict[str, dict[str, str]] = {"verbs": {}, "nouns": {}, "adjectives": {}}
    for category in CATEGORIES:
        for kind, words in modality["governors"][category].items():
            for word in words:
                governors[kind].setdefault(str(word), category)
    prepositions = sorted(
        ((tuple(text.split()), role) for text, role in clauses["prepositions"].items()),
        key=lambda entry: -len(entry[0]),
    )
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, role in prepositions:
        by_first.setdefault(words[0], []).append((words, role))
    approximators: dict[str, list[tuple[str, ...]]] = {}
    for text in sorted(clauses["approximators"], key=len, reverse=True):
        approximators.setdefault(text.split()[0], []).append(tuple(text.split()))
    return Rules(
        approximators=approximators,
        language=code,
        clauses=clauses,
        modality=modality,
        sets=sets,
        prepositions=by_first,
        governors=governors,
        markers=frozenset().union(*(sets[name] for name in _MARKERS)),
        adverbs={
            word: category for category, words in modality["adverbs"].items() for word in words
        },
        openers=frozenset(
            phrase.split()[0] for phrases in modality["phrases"].values() for phrase in phrases
        ),
        phrases=tuple(
            (f" {phrase} ", category)
            for category, phrases in modality["phrases"].items()
            for phrase in phrases
        ),
    )
