"""Which bodies are organs of a state, and which media are a state's own: words as data."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from veedor.data import own_data
from veedor.lists.names.fold import tokens

__all__ = ["is_anaphor", "is_state_body", "is_state_media", "only_state_of"]

Words = tuple[str, ...]


def is_state_body(label: str) -> bool:
    """Whether a name or description is that of an organ of some state.

    The head word decides: the first one as in Spanish (*Ministerio de Defensa*), or the last
    before any complement as in English (*defence ministry*, *Joint Chiefs of Staff*).
    """
    words = _words(label)
    if only_state_of(label) is not None:
        return True
    return any(_heads(words, head) for head in _phrases("heads"))


def only_state_of(label: str) -> str | None:
    """The state that alone has a body of that name (*Pentágono*: US), or None."""
    return _of_one_state().get(_words(label))


def is_state_media(label: str, country: str | None) -> bool:
    """Whether a description is that of media through which a state speaks."""
    words = _words(label)
    if not any(_within(words, media) for media in _phrases("media")):
        return False
    told = any(_within(words, adjective) for adjective in _phrases("of_the_state"))
    return told or country in _data()["no_other_press"]


def is_anaphor(label: str) -> bool:
    """Whether words stand for a body named before (*el organismo*)."""
    words = _words(label)
    return len(words) == 1 and words in _phrases("anaphors")


@cache
def _words(label: str) -> Words:
    return tuple(tokens(label.replace("'s", "")))


@cache
def _data() -> dict[str, Any]:
    return own_data("veedor.link", "state_bodies.yaml")


@cache
def _phrases(section: str) -> frozenset[Words]:
    """The phrases of a section, each as its folded words."""
    return frozenset(_words(phrase) for phrase in _flat(_data()[section]))


def _flat(items: Iterable[Any]) -> Iterable[str]:
    for item in items:
        if isinstance(item, list):
            yield from item
        else:
            yield item


@cache
def _of_one_state() -> dict[Words, str]:
    states = _data()["of_one_state"]
    return {_words(name): country for country, names in states.items() for name in names}


def _heads(words: Words, head: Words) -> bool:
    """Whether the phrase opens the name, or closes it or its part before *of*, *for*, *in*."""
    length = len(head)
    if words[:length] == head:
        return True
    for stop in ("of", "for", "in"):
        if stop in words and words[max(0, words.index(stop) - length) : words.index(stop)] == head:
            return True
    return words[-length:] == head and not _is_spanish(words)


def _is_spanish(words: Words) -> bool:
    """Names with these inside have their head first."""
    return bool({"de", "del", "la", "el", "los", "las"} & set(words))


def _within(words: Words, phrase: Words) -> bool:
    return any(words[i : i + len(phrase)] == phrase for i in range(len(words)))
