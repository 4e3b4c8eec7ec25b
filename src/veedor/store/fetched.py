"""Records that stay where they are kept until somebody asks for one."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

__all__ = ["Fetched"]

T = TypeVar("T")
U = TypeVar("U")

#: So many records are fetched at once, the asked-for one and those after it: stages go through a
#: collection in the order of time. Below 32 the query costs as much as the records. One far from
#: that asked for before it is fetched alone.
AHEAD = 64
#: And so many are at hand, those of the slices that grouping goes through: a reading takes some
#: 50 kB.
HELD = 3072


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
        self._last = 0

    def beside(self, fetch: Callable[[Sequence[str]], Mapping[str, U]]) -> Fetched[U]:
        """Other records of the same ids, which are then held once for both."""
        found: Fetched[U] = Fetched((), fetch)
        found._keys, found._places = self._keys, self._places
        return found

    def __getitem__(self, key: str) -> T:
        if key not in self._held:
            place = self._places[key]
            ahead = AHEAD if abs(place - self._last) <= 2 * AHEAD else 1
            self._last = place
            wanted = [key for key in self._keys[place : place + ahead] if key not in self._held]
            self._held.update(self._fetch(wanted))
            while len(self._held) > HELD:
                self._held.popitem(last=False)
        return self._held[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def __contains__(self, key: object) -> bool:
        return key in self._places
