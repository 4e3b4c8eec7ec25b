"""The words for acts and things by which deeds are compared (`deeds.yaml`, `things.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from veedor.data import own_data
from veedor.group.conflicts.facts import table

__all__ = ["Act", "act_called", "acts_named", "refused_by", "row", "rows_of", "words"]


@dataclass(frozen=True, slots=True)
class Act:
    """One act: what it is called, and what there is one alone of.

    `exclusive`: one alone does it to its object, so that another cannot have done it; `whom`: the
    parts of which it has one alone; `often`: another day is another time.
    """

    name: str
    exclusive: bool = False
    whom: frozenset[str] = frozenset()
    often: bool = False


@cache
def row(name: str) -> Any:
    """A table of `deeds.yaml` or `things.yaml`."""
    data = own_data("veedor.group.conflicts", "deeds.yaml")
    return data[name] if name in data else own_data("veedor.group.conflicts", "things.yaml")[name]


@cache
def words(name: str) -> frozenset[str]:
    """The words of a table that is a list."""
    return frozenset(row(name))


@cache
def _acts() -> Mapping[str, Act]:
    """All acts by name: those of `facts.yaml` with what `deeds.yaml` adds."""
    found: dict[str, Act] = {}
    for acts in (table()["acts"], row("acts")):
        for name, entry in acts.items():
            if entry.get("subjects"):
                continue
            known = found.get(name, Act(name))
            found[name] = Act(
                name,
                known.exclusive or bool(entry.get("exclusive", False)),
                known.whom | frozenset(entry.get("whom", ())),
                known.often or bool(entry.get("often", False)),
            )
    return found


@cache
def _by_word() -> Mapping[str, tuple[Act, ...]]:
    found: dict[str, dict[str, None]] = {}
    for acts in (row("acts"), table()["acts"]):
        for name, entry in acts.items():
            for word in () if entry.get("subjects") else entry["words"]:
                found.setdefault(word, {})[name] = None
    return {word: tuple(_acts()[name] for name in names) for word, names in found.items()}


def acts_named(word: str) -> tuple[Act, ...]:
    """The acts that a word names; `verb+word` for a verb with the word behind it."""
    return _by_word().get(word, ())


def act_called(name: str) -> Act:
    """The act of a name."""
    return _acts()[name]


@cache
def _refusals() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, verbs in row("refusals").items():
        for verb in verbs:
            found[verb] = (*found.get(verb, ()), name)
    return found


def refused_by(verb: str) -> tuple[str, ...]:
    """The acts that who does this has not done."""
    return _refusals().get(verb, ())


@cache
def _things() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, nouns in row("same").items():
        for noun in nouns:
            found.setdefault(noun, set()).add(f"={name}")
    return {noun: frozenset(names) for noun, names in found.items()}


def rows_of(noun: str) -> frozenset[str]:
    """The rows of things that a noun stands in; of none, the noun itself."""
    return _things().get(noun, frozenset((noun,)))
