"""Which articles a stage has yet to look at, so that nobody goes through all to find them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, select

from veedor.store.database import Database, in_batches
from veedor.store.schema import waiting

__all__ = ["Waiting"]


class Waiting:
    """Articles by the stage that they wait for.

    Whoever makes a stage's input another puts its article here in the same transaction, and the
    stage takes it away in the one that keeps what came of it; so a run that is killed finds what
    it had not done.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, stage: str) -> list[str]:
        """The articles that wait for a stage, in order of their ids."""
        query = select(waiting.c.article).where(waiting.c.stage == stage)
        with self._database.begin() as connection:
            return sorted(connection.execute(query).scalars())

    def add(self, stage: str, articles: Iterable[str]) -> None:
        """Let some wait."""
        rows = [{"stage": stage, "article": article} for article in articles]
        self._database.put(waiting, rows, replace=False)

    def done(self, stage: str, articles: Iterable[str]) -> None:
        """The stage has looked at these."""
        query = delete(waiting).where(waiting.c.stage == stage)
        with self._database.begin() as connection:
            for batch in in_batches(articles):
                connection.execute(query.where(waiting.c.article.in_(batch)))

    def replace(self, stage: str, articles: Iterable[str]) -> None:
        """Let these wait, and no others of those that are known now."""
        with self._database.begin() as connection:
            connection.execute(delete(waiting).where(waiting.c.stage == stage))
            self.add(stage, articles)

    def forget(self, articles: Iterable[str]) -> None:
        """Let these wait for nothing."""
        with self._database.begin() as connection:
            for batch in in_batches(articles):
                connection.execute(delete(waiting).where(waiting.c.article.in_(batch)))
