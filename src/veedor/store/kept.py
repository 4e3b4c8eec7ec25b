"""What a stage keeps of a whole collection for itself, to take up there what is added later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import delete, select

from veedor.store.database import AT_ONCE, Database, in_batches
from veedor.store.payload import compress, decompress
from veedor.store.schema import kept

__all__ = ["Kept"]

#: Rows from this size on are compressed: shorter ones gain little by it.
_LONG = 256
_PLAIN, _PACKED = b"\0", b"\1"


class Kept:
    """Bytes by room and key: a `Shelf` (`shelf.py`) in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, room: str, keys: Iterable[str]) -> dict[str, bytes]:
        """What is kept under those keys, as far as there is anything."""
        query = select(kept.c.key, kept.c.payload).where(kept.c.room == room)
        found: dict[str, bytes] = {}
        with self._database.begin() as connection:
            for batch in in_batches(dict.fromkeys(keys)):
                rows = connection.execute(query.where(kept.c.key.in_(batch)))
                found.update((key, _plain(payload)) for key, payload in rows)
        return found

    def keys(self, room: str) -> list[str]:
        """All keys of a room, in order."""
        query = select(kept.c.key).where(kept.c.room == room).order_by(kept.c.key)
        with self._database.begin() as connection:
            return list(connection.execute(query).scalars())

    def between(self, room: str, first: str, last: str) -> dict[str, bytes]:
        """What is kept under keys from `first` on that are less than `last`, by key."""
        query = select(kept.c.key, kept.c.payload).where(
            kept.c.room == room, kept.c.key >= first, kept.c.key < last
        )
        with self._database.begin() as connection:
            rows = connection.execute(query.order_by(kept.c.key))
            return {key: _plain(payload) for key, payload in rows}

    def all(self, room: str) -> Iterator[tuple[str, bytes]]:
        """Everything in a room."""
        query = select(kept.c.key, kept.c.payload).where(kept.c.room == room)
        with self._database.begin() as connection:
            for batch in connection.execute(query).partitions(AT_ONCE):
                yield from ((key, _plain(payload)) for key, payload in batch)

    def put(self, room: str, rows: Mapping[str, bytes]) -> None:
        """Keep something, in the place of what was under those keys."""
        values = [{"room": room, "key": key, "payload": _short(row)} for key, row in rows.items()]
        self._database.put(kept, values)

    def drop(self, room: str, keys: Iterable[str]) -> None:
        """Keep it no longer."""
        query = delete(kept).where(kept.c.room == room)
        with self._database.begin() as connection:
            for batch in in_batches(keys):
                connection.execute(query.where(kept.c.key.in_(batch)))

    def clear(self, rooms: str = "") -> None:
        """Empty all rooms whose names begin so."""
        with self._database.begin() as connection:
            connection.execute(delete(kept).where(kept.c.room.startswith(rooms, autoescape=True)))


def _short(row: bytes) -> bytes:
    return _PLAIN + row if len(row) < _LONG else _PACKED + compress(row)


def _plain(payload: bytes) -> bytes:
    return payload[1:] if payload[:1] == _PLAIN else decompress(payload[1:])
