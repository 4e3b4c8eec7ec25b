"""The fingerprints of texts as they are kept, so that a new text finds those it shares any with.

A fingerprint is kept in one of so many drawers, by what it is; each drawer has a row for each part
of the collection, so that neither making them takes memory for all, nor asking goes through all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from veedor.shelf import Shelf, packed, put_rows, unpacked

__all__ = ["PrintIndex"]

PRINTS, OWNERS = "date.prints", "date.owners"
#: Drawers, as bits: of 100,000 texts each holds a thousand fingerprints, 12 kB.
_BITS = 12
#: Texts a part: so many are held until they are put into drawers, some 60 MB.
_PART = 65_536
#: Winnowed fingerprints are the least of their neighbours and so not spread evenly; times this (the
#: golden ratio of 2**64, Knuth 1973, 6.4) they are, and each still stands for itself.
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_Values = NDArray[np.uint64]
_Places = NDArray[np.uint32]


class _Head(Struct, array_like=True):
    """How many texts there are, and how many parts that no more is put into: beside them is one of
    what was added."""

    texts: int = 0
    parts: int = 0


class _Drawer(Struct, array_like=True):
    """Some fingerprints in order, and the number of the text that each is of."""

    values: bytes
    owners: bytes


class _Owner(Struct, array_like=True):
    """A text by its first article, and how many fingerprints it has."""

    text: str
    count: int


@dataclass
class PrintIndex:
    """Texts by fingerprint on a shelf; `least` are the fingerprints that two texts share at least
    to be compared: so many, or this share of the shorter's.
    """

    shelf: Shelf
    least: tuple[int, float]
    _texts: list[str] = field(default_factory=list)
    _prints: list[_Values] = field(default_factory=list)

    def add(self, text: str, prints: Set[int]) -> None:
        """Take up a text, by its first article."""
        self._texts.append(text)
        self._prints.append(_spread(prints))
        if len(self._texts) >= _PART:
            self.flush()

    def flush(self) -> None:
        """Put what was taken up on the shelf, as a part of its own."""
        head = self._head()
        if self._texts:
            values, owners = self._taken_up(head.texts)
            rows = _drawers(values, owners)
            put_rows(self.shelf, PRINTS, ((_key(n, head.parts), packed(row)) for n, row in rows))
            self._keep_owners(_Head(head.texts, head.parts + 1))

    def put_among(self) -> None:
        """Put what was taken up on the shelf, beside what was added before."""
        head = self._head()
        if self._texts:
            part = head.parts
            values, owners = self._taken_up(head.texts)
            new = dict(_drawers(values, owners))
            before = self.shelf.get(PRINTS, (_key(number, part) for number in new))
            rows = ((_key(n, part), row) for n, row in new.items())
            joined = ((key, _joined(before.get(key), row)) for key, row in rows)
            put_rows(self.shelf, PRINTS, ((key, packed(row)) for key, row in joined))
            self._keep_owners(head)

    def near(self, wanted: Mapping[str, Set[int]]) -> dict[str, set[str]]:
        """For each of some texts, by its fingerprints, those that share enough of them."""
        prints = {text: _spread(values) for text, values in wanted.items()}
        places = {text: _by_drawer(values) for text, values in prints.items()}
        numbers = sorted(set().union(*places.values()))
        shared: dict[str, Counter[int]] = defaultdict(Counter)
        parts = range(self._head().parts + 1)
        for number, (values, owners) in self._opened(numbers, parts):
            for text, own in places.items():
                if number in own:
                    shared[text].update(_owners_of(own[number], values, owners))
        known = self._owners(place for found in shared.values() for place in found)
        count, share = self.least
        return {
            text: {
                known[place].text
                for place, common in shared[text].items()
                if common >= min(count, share * min(len(own), known[place].count))
            }
            for text, own in prints.items()
        }

    # ------------------------------------------------------------ as they are kept

    def _head(self) -> _Head:
        row = self.shelf.get(OWNERS, [""]).get("")
        return unpacked(row, _Head) if row else _Head()

    def _taken_up(self, first: int) -> tuple[_Values, _Places]:
        """All fingerprints taken up, in order, with the numbers of their texts."""
        counts = [len(values) for values in self._prints]
        values = np.concatenate(self._prints)
        owners = np.repeat(np.arange(first, first + len(counts), dtype=np.uint32), counts)
        return _in_order(values, owners)

    def _keep_owners(self, head: _Head) -> None:
        """Keep whose they are, and begin anew."""
        owners = map(_Owner, self._texts, map(len, self._prints))
        rows = ((f"{n:x}", packed(owner)) for n, owner in enumerate(owners, head.texts))
        put_rows(self.shelf, OWNERS, rows)
        after = _Head(head.texts + len(self._texts), head.parts)
        self.shelf.put(OWNERS, {"": packed(after)})
        self._texts, self._prints = [], []

    def _opened(
        self, numbers: Sequence[int], parts: Iterable[int]
    ) -> Iterator[tuple[int, tuple[_Values, _Places]]]:
        """What is in some drawers, part by part."""
        for part in parts:
            keys = {_key(number, part): number for number in numbers}
            for key, row in self.shelf.get(PRINTS, keys).items():
                yield keys[key], _arrays(unpacked(row, _Drawer))

    def _owners(self, places: Iterable[int]) -> dict[int, _Owner]:
        keys = {f"{place:x}": place for place in places}
        return {keys[k]: unpacked(row, _Owner) for k, row in self.shelf.get(OWNERS, keys).items()}


def _key(drawer: int, part: int) -> str:
    return f"{drawer:04x}.{part:04x}"


def _spread(prints: Set[int]) -> _Values:
    return np.fromiter(prints, np.uint64, len(prints)) * _SPREAD


def _by_drawer(values: _Values) -> dict[int, _Values]:
    numbers = values >> np.uint64(64 - _BITS)
    return {int(number): values[numbers == number] for number in np.unique(numbers)}


def _in_order(values: _Values, owners: _Places) -> tuple[_Values, _Places]:
    order = np.argsort(values, kind="stable")
    return values[order], owners[order]


def _drawers(values: _Values, owners: _Places) -> Iterator[tuple[int, _Drawer]]:
    """Fingerprints in order, drawer by drawer."""
    numbers, starts = np.unique(values >> np.uint64(64 - _BITS), return_index=True)
    ends = [*starts[1:].tolist(), len(values)]
    for number, start, end in zip(numbers.tolist(), starts.tolist(), ends, strict=True):
        yield number, _Drawer(values[start:end].tobytes(), owners[start:end].tobytes())


def _joined(before: bytes | None, row: _Drawer) -> _Drawer:
    if before is None:
        return row
    (values, owners), (new, whose) = _arrays(unpacked(before, _Drawer)), _arrays(row)
    both = _in_order(np.concatenate([values, new]), np.concatenate([owners, whose]))
    return _Drawer(both[0].tobytes(), both[1].tobytes())


def _owners_of(own: _Values, values: _Values, owners: _Places) -> Iterator[int]:
    """The texts that have some fingerprints, once for each."""
    first, last = (np.searchsorted(values, own, side) for side in ("left", "right"))
    for left, right in zip(first.tolist(), last.tolist(), strict=True):
        yield from owners[left:right].tolist()


def _arrays(row: _Drawer) -> tuple[_Values, _Places]:
    return np.frombuffer(row.values, np.uint64), np.frombuffer(row.owners, np.uint32)
