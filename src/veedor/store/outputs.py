"""What each stage made of each article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import select

from veedor.store.database import AT_ONCE, Database, in_batches
from veedor.store.payload import pack, unpack
from veedor.store.schema import articles as article_rows
from veedor.store.schema import outputs
from veedor.store.waiting import Waiting

__all__ = ["Made", "Outputs"]

T = TypeVar("T")

#: Which stage makes something of what another made.
_AFTER = {"read": "date", "date": "link", "link": "group"}
#: What stands for an article of which there is nothing to be made.
_NOTHING = pack(None)


class Made(NamedTuple):
    """By what version of a stage, and from inputs with what hash, an output was made."""

    version: str
    inputs: str


class Outputs:
    """Stage outputs by stage and article."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting = Waiting(database)

    def made(self, stage: str, articles: Iterable[str] | None = None) -> dict[str, Made]:
        """How the output of a stage was made of some articles, as far as it was; None: of all."""
        query = select(outputs.c.article, outputs.c.version, outputs.c.inputs)
        query = query.where(outputs.c.stage == stage)
        with self._database.begin() as connection:
            if articles is None:
                rows = connection.execute(query).partitions(AT_ONCE)
                return {article: Made(*how) for batch in rows for article, *how in batch}
            found: dict[str, Made] = {}
            for some in in_batches(articles):
                batch = connection.execute(query.where(outputs.c.article.in_(some)))
                found.update((article, Made(*how)) for article, *how in batch)
            return found

    def articles(self, stage: str) -> list[str]:
        """The articles that a stage has made its output of."""
        query = select(outputs.c.article).where(outputs.c.stage == stage)
        with self._database.begin() as connection:
            return list(connection.execute(query).scalars())

    def all(self, stage: str, kind: type[T]) -> dict[str, T]:
        """Every article's output of a stage, by article id."""
        query = select(outputs.c.article, outputs.c.payload).where(outputs.c.stage == stage)
        with self._database.begin() as connection:
            rows = connection.execute(query.order_by(outputs.c.article))
            found = {article: _unpack(payload, kind) for article, payload in rows}
        return {article: item for article, item in found.items() if item is not None}

    def present(self, stage: str) -> list[str]:
        """The articles of which a stage made something, by date of publication."""
        day = article_rows.c.published
        query = (
            select(outputs.c.article)
            .join(article_rows, article_rows.c.id == outputs.c.article)
            .where(outputs.c.stage == stage, outputs.c.payload != _NOTHING)
            .order_by(day.is_(None), day, outputs.c.article)
        )
        with self._database.begin() as connection:
            return list(connection.execute(query).scalars())

    def there(self, stage: str, articles: Iterable[str]) -> list[str]:
        """Those of some articles of which a stage made something."""
        query = select(outputs.c.article)
        query = query.where(outputs.c.stage == stage, outputs.c.payload != _NOTHING)
        found: list[str] = []
        with self._database.begin() as connection:
            for batch in in_batches(articles):
                found += connection.execute(query.where(outputs.c.article.in_(batch))).scalars()
        return found

    def some(self, stage: str, kind: type[T], articles: Iterable[str]) -> dict[str, T]:
        """The outputs of a stage for these articles, those that there are.

        `kind` may be a record with fewer fields than were kept: the others are passed over.
        """
        packed = self.packed(stage, articles)
        return {article: unpack(payload, kind) for article, payload in packed.items()}

    def packed(self, stage: str, articles: Iterable[str]) -> dict[str, bytes]:
        """The packed outputs of a stage for these articles, those that there are."""
        found: dict[str, bytes] = {}
        query = select(outputs.c.article, outputs.c.payload).where(outputs.c.stage == stage)
        with self._database.begin() as connection:
            for batch in in_batches(articles):
                rows = connection.execute(query.where(outputs.c.article.in_(batch)))
                payloads = dict(rows.tuples().all())
                for article in batch:
                    if payloads.get(article, _NOTHING) != _NOTHING:
                        found[article] = payloads[article]
        return found

    def put(self, stage: str, made: Mapping[str, Made], payloads: Mapping[str, Any]) -> None:
        """Keep outputs; `made` says of each how. None: there is nothing to be made of it."""
        self.put_packed(stage, made, {article: pack(item) for article, item in payloads.items()})

    def put_packed(
        self, stage: str, made: Mapping[str, Made], payloads: Mapping[str, bytes]
    ) -> None:
        """Keep outputs that are packed already; `made` says of each how.

        The articles wait for the stage no longer, but for the one that makes something of these.
        """
        rows = [
            {
                "stage": stage,
                "article": article,
                "version": made[article].version,
                "inputs": made[article].inputs,
                "payload": payload,
            }
            for article, payload in payloads.items()
        ]
        with self._database.begin():
            self._database.put(outputs, rows)
            self._waiting.done(stage, payloads)
            if stage in _AFTER:
                self._waiting.add(_AFTER[stage], payloads)


def _unpack(payload: bytes, kind: type[T]) -> T | None:
    return unpack(payload, kind | None)  # type: ignore[arg-type]
