"""What was erased: that it was, when, by whom and why, and nothing of what it said."""

from __future__ import annotations

import hashlib

import msgspec
from msgspec import Struct
from sqlalchemy import select

from veedor.read.folding import fold
from veedor.store.database import Database
from veedor.store.schema import tombstones

__all__ = ["Tombstone", "Tombstones", "person_hash"]


class Tombstone(Struct, frozen=True, kw_only=True):
    """One erasure. `kind` article (`id` is the article's), person (`id` is `person_hash`), or
    blackout: an article that a person was taken out of, whose text now has `text_sha256`.
    """

    id: str
    kind: str
    at: str
    by: str
    reason: str
    text_sha256: str | None = None


def person_hash(name: str) -> str:
    """What stands for a name that may not be kept: SHA-256 of it without case and accents."""
    return hashlib.sha256(" ".join(fold(name).split()).encode("utf-8", "replace")).hexdigest()


class Tombstones:
    """The erasures of a workspace."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Tombstone]:
        """All erasures, oldest first."""
        query = select(tombstones).order_by(tombstones.c.at, tombstones.c.kind, tombstones.c.id)
        with self._database.begin() as connection:
            return [Tombstone(**row) for row in connection.execute(query).mappings()]

    def find(self, key: str, kind: str) -> Tombstone | None:
        """The erasure of one thing, if it was erased."""
        table = tombstones.c
        query = select(tombstones).where(table.id == key, table.kind == kind)
        with self._database.begin() as connection:
            row = connection.execute(query).mappings().first()
        return None if row is None else Tombstone(**row)

    def add(self, tombstone: Tombstone) -> None:
        """Keep an erasure."""
        self._database.put(tombstones, [msgspec.structs.asdict(tombstone)])
