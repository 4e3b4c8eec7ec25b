"""Signs by which events may have to do with one another: where two share none, neither is told, nor
contradicted, nor recalled otherwise because of the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection as Some
from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import combinations
from typing import Generic, TypeVar
from zlib import crc32

from msgspec import Struct

from veedor.group.collection import Collection
from veedor.group.conflicts.numbers import figures_of
from veedor.group.conflicts.pools import facts_of
from veedor.group.events import Told
from veedor.group.recall import asks_of
from veedor.group.utterances import speakers_of

__all__ = ["Near", "Signs", "signs_of"]

K = TypeVar("K", bound=Hashable)


class Signs(Struct, array_like=True):
    """The signs of an event, as numbers: `both` of what is told beside what others tell, `offers`
    of what may be recalled of it, `asks` of what its articles recall; and who is quoted in them.
    """

    both: list[int] = []
    offers: list[int] = []
    asks: list[int] = []
    speakers: list[str] = []


def signs_of(collection: Collection, told: Told) -> Signs:
    """The signs of an event."""
    speakers = sorted({s for p in told.profiles for s in speakers_of(collection, p.article)})
    both = {_number("said", speaker) for speaker in speakers}
    both.update(_number(*sign) for sign in _of_facts(collection, told))
    both.update(
        _number("figure", figure.thing.name, place)
        for figure in figures_of(collection, told)
        for place in figure.mention.places
    )
    # An event with nobody in it may be recalled by whoever tells the act.
    cast = told.cast or [""]
    return Signs(
        sorted(both),
        sorted({_number(act, key) for act in told.acts for key in cast}),
        sorted(
            {
                _number(act.act, key)
                for act in asks_of(collection, told)
                for key in (*act.participants, "")
            }
        ),
        speakers,
    )


def _of_facts(collection: Collection, told: Told) -> Iterator[tuple[str, ...]]:
    """Where facts may meet those of other events, whatever their days."""
    for fact in facts_of(collection, told):
        for key in fact.people | (fact.states if fact.borrowed else frozenset()):
            yield "fact", fact.kind.name, key
        if not fact.kind.once:
            for thing in fact.things:
                for states in combinations(sorted(fact.states), 2):
                    yield "charge", fact.kind.name, thing, *states


def _number(*parts: str) -> int:
    return crc32("\x1f".join(parts).encode())


class Near(Generic[K]):
    """Events by their signs."""

    def __init__(self, signs: Mapping[K, Signs]) -> None:
        self._signs = signs
        self._both: dict[int, list[K]] = defaultdict(list)
        self._offers: dict[int, list[K]] = defaultdict(list)
        self._asks: dict[int, list[K]] = defaultdict(list)
        for key, own in signs.items():
            for numbers, places in (
                (own.both, self._both), (own.offers, self._offers), (own.asks, self._asks),
            ):  # fmt: skip
                for number in numbers:
                    places[number].append(key)

    def to(self, some: Iterable[Signs]) -> set[K]:
        """The events that share a sign with one of some."""
        found: set[K] = set()
        for own in some:
            for numbers, places in (
                (own.both, self._both), (own.offers, self._asks), (own.asks, self._offers),
            ):  # fmt: skip
                for number in numbers:
                    found.update(places.get(number, ()))
        return found

    def around(self, keys: Some[K]) -> set[K]:
        """Some events and those that share a sign with one of them."""
        return {*keys, *self.to(self._signs[key] for key in keys)}
