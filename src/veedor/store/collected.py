"""What is made of the whole collection: records by kind, and findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from sqlalchemy import delete, func, select, update

from veedor.model import (
    Conflict,
    CopyFamily,
    Entity,
    Event,
    Finding,
    Story,
    Utterance,
)
from veedor.store.articles import now
from veedor.store.database import Database, in_batches
from veedor.store.payload import pack, unpack
from veedor.store.schema import findings, records

__all__ = ["KINDS", "Findings", "Records"]

T = TypeVar("T")

#: The kinds of records of a collection, and the type of each.
KINDS: dict[str, type[Any]] = {
    "families": CopyFamily,
    "events": Event,
    "stories": Story,
    "utterances": Utterance,
    "conflicts": Conflict,
    "entities": Entity,
}


class Records:
    """Collection-wide records, replaced kind by kind."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def replace(
        self, kind: str, items: Sequence[Any], positions: Sequence[int] | None = None
    ) -> None:
        """Put these records in the place of all of their kind.

        They come in the order of `positions`, and of ids where these are equal; None: in theirs.
        """
        with self._database.begin() as connection:
            connection.execute(delete(records).where(records.c.kind == kind))
            self.put(kind, items, range(len(items)) if positions is None else positions)

    def put(self, kind: str, items: Sequence[Any], positions: Iterable[int]) -> None:
        """Put these records among the others of their kind, those with the same id replaced."""
        rows = [
            {
                "kind": kind,
                "id": item.key if kind == "entities" else item.id,
                "position": position,
                "payload": pack(item),
            }
            for position, item in zip(positions, items, strict=True)
        ]
        self._database.put(records, rows)

    def drop(self, kind: str, ids: Iterable[str]) -> None:
        """Let records go, those that there are."""
        query = delete(records).where(records.c.kind == kind)
        with self._database.begin() as connection:
            for batch in in_batches(ids):
                connection.execute(query.where(records.c.id.in_(batch)))

    def some(self, kind: str, type_: type[T], ids: Iterable[str]) -> dict[str, T]:
        """The records of a kind with these ids, those that there are."""
        query = select(records.c.id, records.c.payload).where(records.c.kind == kind)
        found: dict[str, T] = {}
        with self._database.begin() as connection:
            for batch in in_batches(ids):
                rows = connection.execute(query.where(records.c.id.in_(batch)))
                found.update((key, unpack(payload, type_)) for key, payload in rows)
        return found

    def all(self, kind: str, type_: type[T]) -> list[T]:
        """All records of a kind, in order."""
        query = select(records.c.payload).where(records.c.kind == kind)
        with self._database.begin() as connection:
            rows = connection.execute(query.order_by(records.c.position, records.c.id)).scalars()
            return [unpack(payload, type_) for payload in rows]

    def ordered(self, kind: str, type_: type[T], ids: Iterable[str]) -> list[T]:
        """The records of a kind with these ids, those that there are, in order."""
        query = select(records.c.position, records.c.id, records.c.payload)
        query = query.where(records.c.kind == kind)
        rows: list[Any] = []
        with self._database.begin() as connection:
            for batch in in_batches(ids):
                rows += connection.execute(query.where(records.c.id.in_(batch)))
        return [unpack(row.payload, type_) for row in sorted(rows, key=lambda row: row[:2])]

    def count(self, kind: str) -> int:
        """How many records of a kind there are."""
        query = select(func.count()).select_from(records).where(records.c.kind == kind)
        with self._database.begin() as connection:
            return connection.execute(query).scalar() or 0


class Findings:
    """Findings, present and past."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, *, current: bool = True) -> list[Finding]:
        """The findings of the last run in its order; with `current` False those before too."""
        query = select(findings.c.payload)
        if current:
            query = query.where(findings.c.current == 1)
        with self._database.begin() as connection:
            rows = connection.execute(query.order_by(findings.c.position, findings.c.id)).scalars()
            return [unpack(payload, Finding) for payload in rows]

    def replace(self, items: Sequence[Finding]) -> None:
        """Make these the current findings; earlier ones that are gone stay as past ones. Those
        that are as they were are not written again.
        """
        moment = now()
        with self._database.begin() as connection:
            kept = connection.execute(select(findings)).mappings()
            before = {row["id"]: dict(row) for row in kept}
            seen = {key: row["first_seen"] for key, row in before.items()}
            rows = [
                {
                    "id": item.id,
                    "regime": item.regime,
                    "measure": item.measure,
                    "kind": item.kind,
                    "position": position,
                    "current": 1,
                    "first_seen": seen.get(item.id) or item.first_seen or moment,
                    "payload": pack(item),
                }
                for position, item in enumerate(items)
            ]
            present = {row["id"] for row in rows}
            past = [key for key, row in before.items() if row["current"] and key not in present]
            for batch in in_batches(past):
                connection.execute(
                    update(findings).where(findings.c.id.in_(batch)).values(current=0)
                )
            self._database.put(findings, [row for row in rows if before.get(row["id"]) != row])
