"""Records that stay where they are kept until somebody asks for one."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

__all__ = ["AsAsked", "Fetched"]

T = TypeVar("T")
U = TypeVar("U")

#: So many records are fetched at once, the asked-for one and those after it: stages go through a
#: collection in the order of time. Below 32 the query costs as much as the records. One far from
#: that asked for before it is fetched alone.
AHEAD = 64
#: And so many are at hand, those of the slices that grouping goes through: with half as many each
#: is fetched three times. A reading takes some 50 kB.
HELD = 6144


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


class AsAsked(Mapping[str, T]):
    """A mapping of ids to records that are fetched when they are asked for, whatever they are.

    It does not know which there are: it cannot be gone through or counted.

    Args:
        fetch: gives the records of some ids, those that there are.
    """

    def __init__(self, fetch: Callable[[Sequence[str]], Mapping[str, T]]) -> None:
        self._fetch = fetch
        self._held: OrderedDict[str, T | None] = OrderedDict()

    def have(self, keys: Sequence[str]) -> None:
        """Fetch some that will be asked for."""
        missing = [key for key in dict.fromkeys(keys) if key not in self._held]
        found = self._fetch(missing) if missing else {}
        self._held.update((key, found.get(key)) for key in missing)
        while len(self._held) > max(HELD, len(keys)):
            self._held.popitem(last=False)

    def __getitem__(self, key: str) -> T:
        if key not in self._held:
            self.have([key])
        found = self._held[key]
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[str]:
        raise TypeError("which records there are is not known")

    def __len__(self) -> int:
        raise TypeError("which records there are is not known")
