"""What is made of the whole collection: records by kind, and findings."""

from __future__ import annotations

from collections.abc import Sequence
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
from veedor.store.database import Database
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

    def replace(self, kind: str, items: Sequence[Any]) -> None:
        """Put these records in the place of all of their kind."""
        rows = [
            {
                "kind": kind,
                "id": item.key if kind == "entities" else item.id,
                "position": position,
                "payload": pack(item),
            }
            for position, item in enumerate(items)
        ]
        with self._database.begin() as connection:
            connection.execute(delete(records).where(records.c.kind == kind))
            self._database.put(records, rows)

    def all(self, kind: str, type_: type[T]) -> list[T]:
        """All records of a kind, in order."""
        query = select(records.c.payload).where(records.c.kind == kind)
        with self._database.begin() as connection:
            rows = connection.execute(query.order_by(records.c.position)).scalars()
            return [unpack(payload, type_) for payload in rows]

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
        """Make these the current findings; earlier ones that are gone stay as past ones."""
        moment = now()
        with self._database.begin() as connection:
            seen = dict(
                connection.execute(select(findings.c.id, findings.c.first_seen)).tuples().all()
            )
            connection.execute(update(findings).values(current=0))
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
            self._database.put(findings, rows)
