"""Articles, and what was refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

import msgspec
from sqlalchemy import delete, func, select

from veedor.errors import InputRefused
from veedor.model import Article, Capture, Reference, Refusal
from veedor.store.clock import now
from veedor.store.database import Database, storable
from veedor.store.evidence import Evidence
from veedor.store.payload import pack, unpack
from veedor.store.schema import articles, refusals, tombstones

__all__ = ["Articles", "now"]

T = TypeVar("T")


class Articles:
    """The articles of a workspace."""

    def __init__(self, database: Database, evidence: Evidence) -> None:
        self._database = database
        self._evidence = evidence

    def ids(self) -> set[str]:
        """The ids of all articles."""
        with self._database.begin() as connection:
            return set(connection.execute(select(articles.c.id)).scalars())

    def count(self) -> int:
        """How many articles there are."""
        with self._database.begin() as connection:
            return connection.execute(select(func.count()).select_from(articles)).scalar() or 0

    def present(self, ids: Iterable[str]) -> Iterator[str]:
        """Those of these ids of which there is an article."""
        with self._database.begin() as connection:
            for key in ids:
                if connection.execute(select(articles.c.id).where(articles.c.id == key)).first():
                    yield key

    def all(self) -> dict[str, Article]:
        """All articles by id, in the order of their sources."""
        query = select(articles.c.id, articles.c.payload).order_by(articles.c.source, articles.c.id)
        with self._database.begin() as connection:
            return {key: unpack(payload, Article) for key, payload in connection.execute(query)}

    def get(self, key: str) -> Article | None:
        """The article with that id, if there is one."""
        query = select(articles.c.payload).where(articles.c.id == key)
        with self._database.begin() as connection:
            payload = connection.execute(query).scalar()
        return None if payload is None else unpack(payload, Article)

    def some(self, ids: Iterable[str]) -> Iterator[Article]:
        """The articles with these ids, in their order."""
        with self._database.begin() as connection:
            for key in ids:
                query = select(articles.c.payload).where(articles.c.id == key)
                yield unpack(connection.execute(query).scalar_one(), Article)

    def packed(self, ids: Iterable[str]) -> Iterator[tuple[str, str, bytes]]:
        """Id, source and packed record of the articles with these ids, in their order."""
        columns = articles.c.id, articles.c.source, articles.c.payload
        with self._database.begin() as connection:
            for key in ids:
                row = connection.execute(select(*columns).where(articles.c.id == key)).one()
                yield row.id, row.source, row.payload

    def each(self, kind: type[T]) -> Iterator[tuple[str, T]]:
        """All articles, in the order of their sources, with the fields that `kind` has."""
        query = select(articles.c.id, articles.c.payload).order_by(articles.c.source, articles.c.id)
        with self._database.begin() as connection:
            for key, payload in connection.execution_options(yield_per=500).execute(query):
                yield key, unpack(payload, kind)

    def notes(self) -> dict[str, str]:
        """What was remarked when articles were collected (an odd encoding), by source."""
        query = select(articles.c.source, articles.c.note).where(articles.c.note.is_not(None))
        with self._database.begin() as connection:
            return dict(connection.execute(query).tuples().all())

    def add(
        self,
        article: Article,
        content: bytes,
        note: str | None = None,
        extractor: str | None = None,
        capture: Capture | None = None,
        reference: Reference | None = None,
    ) -> bool:
        """Keep an article and the bytes it came from; False if it was there already.

        Another text under a source that is known becomes a revision of the latest one.
        `extractor` is what took the text from the bytes, with its version; `capture` how they
        were had; `reference` where they lie in a WARC file, so that they need not be kept twice.

        Raises:
            InputRefused: it was erased, and may not come back.
        """
        with self._database.begin() as connection:
            query = select(tombstones.c.at, tombstones.c.reason).where(
                tombstones.c.id == article.id, tombstones.c.kind == "article"
            )
            if (erased := connection.execute(query).first()) is not None:
                reason = f"was erased on {erased.at[:10]} ({erased.reason})"
                raise InputRefused(article.source, reason)
            same = select(articles.c.id).where(articles.c.id == article.id)
            if connection.execute(same).first():
                return False
            revised = select(articles.c.revision_of).where(articles.c.revision_of.is_not(None))
            before = connection.execute(
                select(articles.c.id)
                .where(articles.c.source == storable(article.source), articles.c.id.not_in(revised))
                .order_by(articles.c.collected_at.desc(), articles.c.id)
            ).scalar()
            had = capture or Capture(uri=article.url or article.source)
            digest = self._evidence.add(content, had, reference)
            article = msgspec.structs.replace(
                article,
                evidence=digest,
                revision_of=before,
                collected_at=article.collected_at or now(),
            )
            row = {
                name: getattr(article, name)
                for name in ("id", "source", "outlet", "title", "language", "published",
                             "collected_at", "revision_of", "evidence")
            }  # fmt: skip
            row |= {"note": note, "extractor": extractor, "payload": pack(article)}
            self._database.put(articles, [row], replace=False)
        return True

    def count_since(self, moment: str) -> int:
        """How many articles were collected since a moment (ISO 8601, UTC)."""
        query = select(func.count()).select_from(articles).where(articles.c.collected_at >= moment)
        with self._database.begin() as connection:
            return connection.execute(query).scalar() or 0

    def refuse(self, refusal: Refusal) -> None:
        """Remember that an input was not read."""
        row = msgspec.structs.asdict(refusal) | {"at": now()}
        self._database.put(refusals, [row])

    def accept(self, source: str, stage: str) -> None:
        """Forget an earlier refusal of an input that has now been read."""
        table = refusals.c
        rows = delete(refusals).where(table.source == storable(source), table.stage == stage)
        with self._database.begin() as connection:
            connection.execute(rows)

    def refusals(self) -> list[Refusal]:
        """All inputs that were not read."""
        query = select(refusals.c.source, refusals.c.stage, refusals.c.reason)
        with self._database.begin() as connection:
            rows = connection.execute(query.order_by(refusals.c.source))
            return [Refusal(source=s, stage=t, reason=r) for s, t, r in rows]
