"""Kinds of act, by the lemmas that name them (`acts.yaml`)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from veedor.data import own_data

__all__ = ["act_of", "is_saying", "kind_of", "kinds"]

SAYING = "saying"


@cache
def _table() -> dict[str, tuple[str, ...]]:
    content = own_data("veedor.group", "acts.yaml")
    return {str(kind): tuple(map(str, lemmas)) for kind, lemmas in content.items()}


@cache
def _by_lemma() -> dict[str, str]:
    found: dict[str, str] = {}
    for kind in kinds():
        for lemma in _table()[kind]:
            found.setdefault(lemma, kind)
    return found


@cache
def kinds() -> tuple[str, ...]:
    """All kinds of act, from the particular to the general."""
    return tuple(kind for kind in _table() if kind != SAYING)


@cache
def _saying() -> frozenset[str]:
    return frozenset(_table()[SAYING])


def is_saying(lemma: str) -> bool:
    """Whether a lemma is a word of telling, not of what is told."""
    return lemma in _saying()


def act_of(lemma: str) -> str | None:
    """The kind of act that a lemma names, if it names one."""
    return _by_lemma().get(lemma)


def kind_of(acts: Iterable[str]) -> str:
    """The most particular of some kinds; `other` if there is none."""
    held = set(acts)
    return next((kind for kind in kinds() if kind in held), "other")
