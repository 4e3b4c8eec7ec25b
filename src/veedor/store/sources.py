"""What is remembered of web addresses between two passes, and how each source fares."""

from __future__ import annotations

import msgspec
from sqlalchemy import delete, select

from veedor.errors import StoreError
from veedor.model import Marks, SourceHealth
from veedor.store.articles import now
from veedor.store.database import Database, storable
from veedor.store.schema import addresses, sources

__all__ = ["Addresses", "Sources"]


class Addresses:
    """The addresses that were asked; a memory of collecting that lasts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def marks(self, url: str) -> Marks | None:
        """What is remembered of an address; None if it was never asked."""
        query = select(addresses).where(addresses.c.url == storable(url))
        with self._database.begin() as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        return Marks(
            etag=row.etag, modified=row.modified, mark=row.mark, refused=row.refused,
        )  # fmt: skip

    def remember(self, url: str, marks: Marks) -> None:
        """Take note of what an address answered."""
        row = {"url": url, **msgspec.structs.asdict(marks), "asked_at": now()}
        self._database.put(addresses, [row])

    def forget(self, url: str) -> None:
        """Ask that address again as if for the first time."""
        with self._database.begin() as connection:
            connection.execute(delete(addresses).where(addresses.c.url == storable(url)))


class Sources:
    """The health of every source that was ever polled."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> dict[str, SourceHealth]:
        """The health of each source by its address.

        Raises:
            StoreError: a record is damaged.
        """
        query = select(sources.c.address, sources.c.payload).order_by(sources.c.address)
        with self._database.begin() as connection:
            rows = connection.execute(query).tuples().all()
        try:
            return {
                address: msgspec.json.decode(payload, type=SourceHealth)
                for address, payload in rows
            }
        except msgspec.MsgspecError as error:
            raise StoreError(f"a stored source is damaged ({error})") from None

    def put(self, health: SourceHealth) -> None:
        """Keep how a source fares."""
        payload = msgspec.json.encode(health).decode("utf-8")
        row = {"address": health.address, "due": health.due, "payload": payload}
        self._database.put(sources, [row])
