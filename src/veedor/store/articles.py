"""Articles, and what was refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol, TypeVar

import msgspec
from sqlalchemy import delete, func, select

from veedor.errors import InputRefused
from veedor.model import Article, Capture, Reference, Refusal
from veedor.store.clock import now
from veedor.store.database import Database, in_batches, storable
from veedor.store.evidence import Evidence
from veedor.store.payload import pack, unpack
from veedor.store.schema import articles, refusals, tombstones, unindexed
from veedor.store.waiting import Waiting

__all__ = ["Articles", "Draft", "Incoming", "now"]

T = TypeVar("T")
#: Fields of an article that the table has columns for.
_COLUMNS = ("id", "source", "outlet", "title", "language", "published", "collected_at",
            "revision_of", "evidence")  # fmt: skip


class Incoming(Protocol):
    """An article that is to be kept, the bytes it was read from, and how; `Articles.add` says
    what each is.
    """

    @property
    def article(self) -> Article:
        """The article."""

    @property
    def content(self) -> bytes:
        """The bytes."""

    @property
    def note(self) -> str | None:
        """A remark on how it was read."""

    @property
    def extractor(self) -> str | None:
        """What took the text from the bytes."""

    @property
    def capture(self) -> Capture | None:
        """How the bytes were had."""

    @property
    def reference(self) -> Reference | None:
        """Where they lie in a WARC file."""


class Draft(NamedTuple):
    """An article that is to be kept."""

    article: Article
    content: bytes
    note: str | None = None
    extractor: str | None = None
    capture: Capture | None = None
    reference: Reference | None = None


class Articles:
    """The articles of a workspace."""

    def __init__(self, database: Database, evidence: Evidence) -> None:
        self._database = database
        self._evidence = evidence
        self._waiting = Waiting(database)

    def ids(self) -> set[str]:
        """The ids of all articles."""
        with self._database.begin() as connection:
            return set(connection.execute(select(articles.c.id)).scalars())

    def count(self) -> int:
        """How many articles there are."""
        with self._database.begin() as connection:
            return connection.execute(select(func.count()).select_from(articles)).scalar() or 0

    def is_empty(self) -> bool:
        """Whether there is none."""
        with self._database.begin() as connection:
            return connection.execute(select(articles.c.id).limit(1)).first() is None

    def present(self, ids: Iterable[str]) -> Iterator[str]:
        """Those of these ids of which there is an article."""
        with self._database.begin() as connection:
            for batch in in_batches(ids):
                query = select(articles.c.id).where(articles.c.id.in_(batch))
                found = set(connection.execute(query).scalars())
                yield from (key for key in batch if key in found)

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
        return (unpack(payload, Article) for _, _, payload in self.packed(ids))

    def published(self, ids: Iterable[str]) -> dict[str, str | None]:
        """When those of these articles that there are were published, as far as is known."""
        query = select(articles.c.id, articles.c.published)
        found: dict[str, str | None] = {}
        with self._database.begin() as connection:
            for batch in in_batches(ids):
                rows = connection.execute(query.where(articles.c.id.in_(batch)))
                found.update(rows.tuples().all())
        return found

    def languages(self, ids: Iterable[str]) -> Iterator[tuple[str, str, str]]:
        """Id, source and language (empty where it is not known) of those of these articles that
        there are, in their order."""
        query = select(articles.c.id, articles.c.source, articles.c.language)
        with self._database.begin() as connection:
            for batch in in_batches(ids):
                rows = connection.execute(query.where(articles.c.id.in_(batch))).all()
                found = {row.id: row for row in rows}
                for row in (found[key] for key in batch if key in found):
                    yield row.id, row.source, row.language or ""

    def packed(self, ids: Iterable[str]) -> Iterator[tuple[str, str, bytes]]:
        """Id, source and packed record of the articles with these ids, in their order.

        Raises:
            KeyError: there is none of that id.
        """
        query = select(articles.c.id, articles.c.source, articles.c.payload)
        with self._database.begin() as connection:
            for batch in in_batches(ids):
                rows = connection.execute(query.where(articles.c.id.in_(batch))).all()
                found = {row.id: row for row in rows}
                for key in batch:
                    row = found[key]
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
        (kept,) = self.add_all([Draft(article, content, note, extractor, capture, reference)])
        if isinstance(kept, InputRefused):
            raise kept
        return kept

    def add_all(self, drafts: Sequence[Incoming]) -> list[bool | InputRefused]:
        """Keep several, as `add` does each: a few questions for all cost much less than for each.

        Returns:
            for each, whether it is new, or why it may not come back.
        """
        with self._database.begin():
            erased = self._erased(draft.article.id for draft in drafts)
            known = self._known(draft.article.id for draft in drafts)
            results: list[bool | InputRefused] = []
            fresh = []
            for draft in drafts:
                key = draft.article.id
                if key in erased:
                    results.append(InputRefused(draft.article.source, erased[key]))
                    continue
                results.append(key not in known)
                if key not in known:
                    known.add(key)
                    fresh.append(draft)
            self._insert(fresh)
        return results

    def _insert(self, drafts: Sequence[Incoming]) -> None:
        latest = self._latest(storable(draft.article.source) for draft in drafts)
        digests = self._evidence.add_all(
            (
                draft.content,
                draft.capture or Capture(uri=draft.article.url or draft.article.source),
                draft.reference,
            )
            for draft in drafts
        )
        rows = []
        for draft, digest in zip(drafts, digests, strict=True):
            source = storable(draft.article.source)
            article = msgspec.structs.replace(
                draft.article,
                evidence=digest,
                revision_of=latest.get(source),
                collected_at=draft.article.collected_at or now(),
            )
            latest[source] = article.id
            row = {name: getattr(article, name) for name in _COLUMNS}
            row |= {"note": draft.note, "extractor": draft.extractor, "payload": pack(article)}
            rows.append(row)
        self._database.put(articles, rows, replace=False)
        new = [row["id"] for row in rows]
        self._database.put(unindexed, [{"article": key} for key in new], replace=False)
        self._waiting.add("read", new)

    def _erased(self, ids: Iterable[str]) -> dict[str, str]:
        """Why those of these articles that were erased may not come back."""
        table = tombstones.c
        query = select(table.id, table.at, table.reason).where(table.kind == "article")
        with self._database.begin() as connection:
            rows = connection.execute(query.where(table.id.in_(list(ids)))).all()
        return {row.id: f"was erased on {row.at[:10]} ({row.reason})" for row in rows}

    def _known(self, ids: Iterable[str]) -> set[str]:
        query = select(articles.c.id).where(articles.c.id.in_(list(ids)))
        with self._database.begin() as connection:
            return set(connection.execute(query).scalars())

    def _latest(self, sources: Iterable[str]) -> dict[str, str]:
        """The newest article of each source: the one that no other revises."""
        later = articles.alias()
        revised = select(later.c.id).where(
            later.c.source == articles.c.source, later.c.revision_of == articles.c.id
        )
        query = (
            select(articles.c.source, articles.c.id)
            .where(articles.c.source.in_(set(sources)), ~revised.exists())
            .order_by(articles.c.collected_at, articles.c.id.desc())
        )
        with self._database.begin() as connection:
            return dict(connection.execute(query).tuples().all())

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
        self.accept_all([source], stage)

    def accept_all(self, sources: Iterable[str], stage: str) -> None:
        """Forget earlier refusals of inputs that have now been read."""
        table = refusals.c
        named = table.source.in_({storable(source) for source in sources})
        with self._database.begin() as connection:
            connection.execute(delete(refusals).where(table.stage == stage, named))

    def refusals(self) -> list[Refusal]:
        """All inputs that were not read."""
        query = select(refusals.c.source, refusals.c.stage, refusals.c.reason)
        with self._database.begin() as connection:
            rows = connection.execute(query.order_by(refusals.c.source))
            return [Refusal(source=s, stage=t, reason=r) for s, t, r in rows]
