"""What a long report tells apart from its head: whom and what it names, and which days."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import islice

from veedor.data import own_data
from veedor.group.mentions import Mention

__all__ = ["NAMED", "NO_WHOLE", "Whole", "whole", "words_of"]

#: A report of so many sentences is long: its head, which may be a scene or an allusion, is less
#: than half of it. Pairs of long reports cut to 6, 8, 10 and 12 sentences are found as well (0.79,
#: 0.83, 0.86 and 0.87 of those of one event; by heads alone 0.65); from 6, dispatches of the
#: example press are looked at so, too, of which fewer are found.
LONG = 10
#: Begins the keys by which a long report is found by a word of a name.
NAMED = "~"
#: So many words of names are looked at, the first of a report.
MOST = 60
#: Shorter words of names tell nothing.
SHORT = 3
_STATE = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class Whole:
    """What is told anywhere in a long report.

    `keys` are the words of the names of people, bodies, ships and places, in order, and `names` all
    of them; `days` those named that lie just before the day of writing.
    """

    keys: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    days: frozenset[date] = frozenset()
    long: bool = False


#: Of a short report, whose head is mostly all of it.
NO_WHOLE = Whole()


@cache
def _common() -> frozenset[str]:
    return frozenset(own_data("veedor.group", "likeness.yaml")["common_names"])


def words_of(mention: Mention) -> Iterator[str]:
    """The words of the names of a sentence, as keys; states are not by name."""
    for key in (*mention.participants, *mention.places):
        if not _STATE.fullmatch(key):
            yield from (word for word in key.split("-") if len(word) >= SHORT)


def _names(told: Sequence[Mention]) -> tuple[str, ...]:
    common = _common()
    words = (word for mention in told for word in words_of(mention) if word not in common)
    return tuple(islice(dict.fromkeys(sys.intern(NAMED + word) for word in words), MOST))


def _days(told: Sequence[Mention], first: date, last: date) -> frozenset[date]:
    named = (when for mention in told for when in mention.times if when.value != "PRESENT_REF")
    days = (date.fromisoformat(when.day) for when in named if when.day)
    return frozenset(day for day in days if first <= day <= last)


def whole(told: Sequence[Mention], written: date | None, recent: int) -> Whole:
    """What a report tells as a whole, if it is long.

    Args:
        told: its sentences.
        written: the day on which it was written, if that is known.
        recent: days named are looked at if they are at most so many before it.
    """
    if len(told) < LONG:
        return NO_WHOLE
    days: frozenset[date] = frozenset()
    if written is not None:
        days = _days(told, written - timedelta(days=recent), written)
    keys = _names(told)
    return Whole(keys, frozenset(keys), days, long=True)
