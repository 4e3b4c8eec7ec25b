"""What people decided: a log that only grows, each decision hashed with the one before."""

from __future__ import annotations

import msgspec
from sqlalchemy import insert, select

from veedor.errors import StoreError
from veedor.model import Decision
from veedor.store.database import Database
from veedor.store.schema import reviews

__all__ = ["Reviews"]


class Reviews:
    """The decisions of a workspace's people."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Decision]:
        """All decisions, oldest first.

        Raises:
            StoreError: one is damaged.
        """
        query = select(reviews.c.payload).order_by(reviews.c.number)
        with self._database.begin() as connection:
            rows = connection.execute(query).scalars().all()
        try:
            return [msgspec.json.decode(row, type=Decision) for row in rows]
        except msgspec.MsgspecError as error:
            raise StoreError(f"a stored decision is damaged ({error})") from None

    def add(self, draft: Decision) -> Decision:
        """Add a decision at the end; as it stands there, with its number and hashes.

        Raises:
            UsageError: there is no such decision.
        """
        from veedor.find.decisions import chained

        with self._database.turn(), self._database.begin() as connection:
            log = self.all()
            decision = chained(draft, log[-1] if log else None)
            row = {
                name: getattr(decision, name) for name in ("number", "at", "by", "kind", "target")
            }
            payload = msgspec.json.encode(decision).decode("utf-8")
            connection.execute(insert(reviews).values(**row, payload=payload))
        return decision
