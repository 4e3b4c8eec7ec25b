"""Where stages keep what they need to take a collection up again: bytes by room and key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Protocol, TypeVar

import msgspec

__all__ = ["Overlay", "Shelf", "packed", "put_rows", "unpacked"]

T = TypeVar("T")
_MESSAGE = msgspec.msgpack.Encoder()


def packed(record: Any) -> bytes:
    """A record as bytes."""
    return _MESSAGE.encode(record)


def unpacked(row: bytes, kind: type[T]) -> T:
    """The record that was packed."""
    return msgspec.msgpack.decode(row, type=kind)


class Shelf(Protocol):
    """Bytes by room and key; `store/kept.py` is one in a workspace's database."""

    def get(self, room: str, keys: Iterable[str]) -> dict[str, bytes]:
        """What is kept under those keys, as far as there is anything."""

    def keys(self, room: str) -> list[str]:
        """All keys of a room, in order."""

    def between(self, room: str, first: str, last: str) -> dict[str, bytes]:
        """What is kept under keys from `first` on that are less than `last`, by key.

        The order is that of code points.
        """

    def put(self, room: str, rows: Mapping[str, bytes]) -> None:
        """Keep something, in the place of what was under those keys."""

    def drop(self, room: str, keys: Iterable[str]) -> None:
        """Keep it no longer."""


#: So many rows are put at once.
_ROWS = 2000


def put_rows(shelf: Shelf, room: str, rows: Iterable[tuple[str, bytes]]) -> None:
    """Put many rows, not all at once."""
    rows = iter(rows)
    while batch := dict(islice(rows, _ROWS)):
        shelf.put(room, batch)


@dataclass
class Overlay:
    """A shelf beneath, and what is to be changed on it: nothing is, until `apply` is called."""

    beneath: Shelf
    changed: dict[str, dict[str, bytes | None]] = field(default_factory=lambda: defaultdict(dict))

    def get(self, room: str, keys: Iterable[str]) -> dict[str, bytes]:
        """See `Shelf`."""
        here, wanted = self.changed[room], list(dict.fromkeys(keys))
        found = self.beneath.get(room, [key for key in wanted if key not in here])
        return found | {k: row for k in wanted if (row := here.get(k)) is not None}

    def keys(self, room: str) -> list[str]:
        """See `Shelf`."""
        here = self.changed[room]
        found = {key for key in self.beneath.keys(room) if key not in here}
        return sorted(found | {key for key, row in here.items() if row is not None})

    def between(self, room: str, first: str, last: str) -> dict[str, bytes]:
        """See `Shelf`."""
        found: dict[str, bytes | None] = dict(self.beneath.between(room, first, last))
        here = self.changed[room]
        found.update((key, row) for key, row in here.items() if first <= key < last)
        return {key: row for key, row in sorted(found.items()) if row is not None}

    def put(self, room: str, rows: Mapping[str, bytes]) -> None:
        """See `Shelf`."""
        self.changed[room].update(rows)

    def drop(self, room: str, keys: Iterable[str]) -> None:
        """See `Shelf`."""
        self.changed[room].update(dict.fromkeys(keys))

    def apply(self) -> None:
        """Make the changes on the shelf beneath."""
        for room, rows in self.changed.items():
            self.beneath.drop(room, [key for key, row in rows.items() if row is None])
            self.beneath.put(room, {key: row for key, row in rows.items() if row is not None})
        self.changed.clear()
