"""Whether two tellings of one deed put it in places, or have it lead to places, that are two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from veedor.group.collection import Collection
from veedor.group.conflicts.deeds import Deed
from veedor.group.conflicts.distances import apart, is_known
from veedor.group.conflicts.vocabulary import row
from veedor.model import Argument
from veedor.read.folding import fold

__all__ = ["places_apart"]

_NAME = re.compile(r"[A-ZÁÉÍÓÚÑ][\w-]+(?: [A-ZÁÉÍÓÚÑ][\w-]+)*")


def places_apart(collection: Collection, left: Deed, right: Deed) -> tuple[str, str] | None:
    """The places that two tellings of one deed give, if no two of them can be one.

    Places are two if their positions are known to lie apart, if they are two states, or if they
    are of two kinds of which none is in the other (a home, an airport).
    """
    for direction in ("from", "to", "at"):
        ours, theirs = (list(_places(collection, deed, direction)) for deed in (left, right))
        if ours and theirs and all(_are_two(a, b) for a in ours for b in theirs):
            return ours[0][1], theirs[0][1]
    return None


_Place = tuple[str, str]


def _places(collection: Collection, deed: Deed, direction: str) -> Iterator[_Place]:
    """The kind of each place of a deed (place, state, venue) and its key."""
    linked = collection.linked[deed.article]
    for told, argument in deed.where:
        if told != direction:
            continue
        named = [linked.subjects[number] for number in argument.referents]
        for subject in named:
            if subject.type in ("place", "facility"):
                yield "place", subject.key
            elif subject.type == "country" and subject.country:
                yield "state", subject.country
        if not named and (place := _named_place(argument)):
            yield "place", place
        elif not named and (venue := _venue(argument)):
            yield "venue", venue


def _named_place(argument: Argument) -> str | None:
    """The key of a place that is written as a name and whose position is known."""
    written = _NAME.match(argument.text)
    key = fold(written[0]).replace(" ", "-") if written else ""
    return key if key and is_known(key) else None


@cache
def _venues() -> dict[str, str]:
    return {word: name for name, words in row("venues").items() for word in words}


def _venue(argument: Argument) -> str | None:
    """The kind of place that an argument names, by its head or by what it is the place of (*el
    sector de las carnicerías*).
    """
    return next((_venues()[w] for w in (argument.head, *argument.lemmas) if w in _venues()), None)


def _are_two(one: _Place, other: _Place) -> bool:
    if one[0] != other[0]:
        return False
    return apart(one[1], other[1]) if one[0] == "place" else one[1] != other[1]
