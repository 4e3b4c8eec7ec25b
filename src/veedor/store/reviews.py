"""What people decided: a log that only grows."""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy import insert, select

from veedor.store.articles import now
from veedor.store.database import Database
from veedor.store.schema import reviews

__all__ = ["Decision", "Reviews"]


class Decision(Struct, frozen=True, kw_only=True):
    """One decision: by whom, when, on what (`kind` match, statement, finding), and why."""

    number: int
    at: str
    by: str
    kind: str
    target: str
    decision: str
    reason: str


class Reviews:
    """The decisions of a workspace's people."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Decision]:
        """All decisions, oldest first."""
        with self._database.begin() as connection:
            rows = connection.execute(select(reviews).order_by(reviews.c.number)).mappings()
            return [Decision(**row) for row in rows]

    def add(self, by: str, kind: str, target: str, decision: str, reason: str) -> None:
        """Add a decision at the end."""
        row = {"at": now(), "by": by, "kind": kind, "target": target,
               "decision": decision, "reason": reason}  # fmt: skip
        with self._database.begin() as connection:
            connection.execute(insert(reviews).values(**row))
