"""Records that stay where they are kept until somebody asks for one."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

__all__ = ["Fetched"]

T = TypeVar("T")

#: So many records are fetched at once, the asked-for one and those after it: stages go through a
#: collection in the order of time. Below 32 the query costs as much as the records.
AHEAD = 64
#: And so many are at hand: a reading takes some 50 kB.
HELD = 1024


class Fetched(Mapping[str, T]):
    """A mapping of ids to records that holds only the latest asked for.

    Args:
        keys: all ids, in the order in which they will mostly be asked for.
        fetch: gives the records of some ids.
    """

    def __init__(
        self, keys: Sequence[str], fetch: Callable[[Sequence[str]], Mapping[str, T]]
    ) -> None:
        self._keys = keys
        self._places = {key: place for place, key in enumerate(keys)}
        self._fetch = fetch
        self._held: OrderedDict[str, T] = OrderedDict()

    def __getitem__(self, key: str) -> T:
        if key not in self._held:
            place = self._places[key]
            self._held.update(self._fetch(self._keys[place : place + AHEAD]))
            while len(self._held) > HELD:
                self._held.popitem(last=False)
        return self._held[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def __contains__(self, key: object) -> bool:
        return key in self._places
