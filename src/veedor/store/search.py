"""Full-text search: words without case, accents and endings, the same on every database.

The words are cut, folded and stemmed here (Snowball, M. F. Porter 2001), so the database only
looks for equal tokens: FTS5 on SQLite, a `tsvector` under the `simple` rules on PostgreSQL.
Each article is kept under the stems of its own language; a question is asked under those of
every language that has a reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

import snowballstemmer
from msgspec import Struct
from sqlalchemy import Connection, delete, func, insert, select, text

from veedor.errors import UsageError
from veedor.model import Article
from veedor.read.folding import fold
from veedor.store.database import Database, in_batches
from veedor.store.payload import unpack
from veedor.store.schema import articles, indexed, meta, unindexed

__all__ = ["Found", "Search", "stems"]

#: Raise it when the tokens of an article would come out differently: all are indexed again.
VERSION = "1"
#: Articles that are ranked when the most relevant are asked for: the newest of those that match.
MAX_RANKED = 5_000
#: Words of a question beyond these are left out: nobody means them.
MAX_WORDS = 16
_BATCH = 256
_ALGORITHMS = {"es": "spanish", "en": "english"}
_WORD = re.compile(r"[^\W_]+")
_PART = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')


class Found(Struct, frozen=True, kw_only=True):
    """An article that answers a question; higher `score`, more relevant (0: not ranked)."""

    article: str
    source: str
    title: str | None
    outlet: str | None
    published: str | None
    score: float = 0.0


class Search:
    """The full-text index of a workspace; `refresh` brings it up to date."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def refresh(self) -> int:
        """Index what is new or was indexed by other rules; how many articles that were."""
        self._compare_rules()
        waiting = select(unindexed.c.article)
        # Not a join: SQLite would go through all articles to find few.
        inside = select(articles.c.id).where(articles.c.id.in_(waiting))
        with self._database.begin() as connection:
            ids = connection.execute(inside.order_by(articles.c.collected_at, articles.c.id))
            iterator = iter(ids.scalars().all())
        count = 0
        while batch := list(islice(iterator, _BATCH)):
            with self._database.begin() as connection:
                # Another process may have indexed or erased some of them since.
                still = connection.execute(waiting.where(unindexed.c.article.in_(batch)))
                left = set(still.scalars())
                batch = [article for article in batch if article in left]
                self.remove(batch)
                _index(connection, batch)
            count += len(batch)
        return count

    def _compare_rules(self) -> None:
        """Where the rules are others than last time, all that they indexed waits again."""
        key = {"key": "search", "value": VERSION}
        with self._database.begin() as connection:
            known = select(meta.c.value).where(meta.c.key == key["key"])
            if connection.execute(known).scalar() == VERSION:
                return
            waiting = select(unindexed.c.article)
            old = select(indexed.c.article).where(
                indexed.c.version != VERSION, indexed.c.article.not_in(waiting)
            )
            connection.execute(unindexed.insert().from_select(["article"], old))
            self._database.put(meta, [key])

    def remove(self, ids: Sequence[str]) -> None:
        """Take articles out of the index, and out of what waits for it."""
        with self._database.begin() as connection:
            for batch in in_batches(ids):
                mine = indexed.c.article.in_(batch)
                numbers = connection.execute(select(indexed.c.number).where(mine)).scalars().all()
                if numbers:
                    gone = [{"n": number} for number in numbers]
                    connection.execute(text("DELETE FROM search WHERE rowid = :n"), gone)
                    connection.execute(delete(indexed).where(mine))
                connection.execute(delete(unindexed).where(unindexed.c.article.in_(batch)))

    def again(self, ids: Sequence[str]) -> None:
        """Index articles anew at the next refresh, as their text is another."""
        self.remove(ids)
        with self._database.begin() as connection:
            connection.execute(insert(unindexed), [{"article": article} for article in ids])

    def search(self, question: str, *, most: int = 20, relevance: bool = False) -> list[Found]:
        """The articles that have every word of a question, those collected last first.

        Args:
            question: words; "words in quotes" stand together; -word must not be there.
            most: how many articles at most.
            relevance: the most relevant first instead (BM25 on SQLite, `ts_rank` on PostgreSQL),
                of the `MAX_RANKED` collected last.

        Raises:
            UsageError: there is no word to look for.
        """
        parts = list(_parts(question))
        if not any(wanted for wanted, _ in parts):
            raise UsageError(f"{question!r}: give a word to look for")
        sqlite = self._database.dialect == "sqlite"
        match = _fts5(parts) if sqlite else _tsquery(parts)
        order = _RELEVANT if relevance else _NEWEST
        query = text(order["sqlite" if sqlite else "postgresql"])
        with self._database.begin() as connection:
            parameters: dict[str, Any] = {"match": match, "most": most}
            if relevance:
                parameters["ranked"] = MAX_RANKED
            rows = connection.execute(query, parameters).tuples().all()
            return _described(connection, [(int(number), float(score)) for number, score in rows])


_NEWEST = {
    "sqlite": "SELECT rowid, 0.0 FROM search WHERE search MATCH :match "
    "ORDER BY rowid DESC LIMIT :most",
    "postgresql": "SELECT rowid, 0.0 FROM search WHERE tokens @@ to_tsquery('simple', :match) "
    "ORDER BY rowid DESC LIMIT :most",
}
_RELEVANT = {
    "sqlite": "SELECT rowid, -bm25(search) AS score FROM search WHERE search MATCH :match "
    "AND rowid >= coalesce((SELECT rowid FROM search WHERE search MATCH :match "
    "ORDER BY rowid DESC LIMIT 1 OFFSET :ranked), 0) "
    "ORDER BY score DESC, rowid DESC LIMIT :most",
    "postgresql": "SELECT rowid, ts_rank(tokens, to_tsquery('simple', :match)) AS score FROM "
    "(SELECT rowid, tokens FROM search WHERE tokens @@ to_tsquery('simple', :match) "
    "ORDER BY rowid DESC LIMIT :ranked) AS newest ORDER BY score DESC, rowid DESC LIMIT :most",
}


def stems(words: str, language: str | None) -> list[str]:
    """The words of a text, folded and without their endings."""
    algorithm = _ALGORITHMS.get(language or "")
    found = _WORD.findall(words.lower())
    return [_stem(word, algorithm) for word in found] if algorithm else [fold(w) for w in found]


@lru_cache(maxsize=200_000)
def _stem(word: str, algorithm: str) -> str:
    """Accents go last, as the Spanish endings are told by them."""
    return fold(_stemmer(algorithm).stemWord(word))


@lru_cache
def _stemmer(algorithm: str) -> Any:
    return snowballstemmer.stemmer(algorithm)


def _index(connection: Connection, ids: Iterable[str]) -> None:
    wanted = list(ids)
    if not wanted:
        return
    last = connection.execute(select(func.max(indexed.c.number))).scalar() or 0
    tokens_in = text(
        "INSERT INTO search (rowid, tokens) VALUES (:number, to_tsvector('simple', :tokens))"
        if connection.dialect.name == "postgresql"
        else "INSERT INTO search (rowid, tokens) VALUES (:number, :tokens)"
    )
    query = select(articles.c.id, articles.c.payload).where(articles.c.id.in_(wanted))
    payloads = dict(connection.execute(query).tuples().all())
    rows: list[dict[str, Any]] = []
    for number, key in enumerate(wanted, last + 1):
        article = unpack(payloads[key], Article)
        tokens = " ".join(stems(_words_of(article), article.language))
        rows.append({"article": key, "number": number, "version": VERSION, "tokens": tokens})
    connection.execute(tokens_in, rows)
    connection.execute(
        indexed.insert(), [{n: row[n] for n in ("article", "number", "version")} for row in rows]
    )


def _words_of(article: Article) -> str:
    """The text, and the title where the text does not begin with it."""
    title = article.title or ""
    return article.text if article.text.startswith(title) else f"{title}\n{article.text}"


def _parts(question: str) -> Iterator[tuple[bool, list[list[str]]]]:
    """What must be there, or must not: a phrase, in each language's stems, each way once."""
    for minus, quoted, word in _PART.findall(question)[:MAX_WORDS]:
        ways = [stems(quoted or word, code) for code in _ALGORITHMS]
        unlike = [way for place, way in enumerate(ways) if way and way not in ways[:place]]
        if unlike:
            yield not minus, unlike


def _fts5(parts: Iterable[tuple[bool, list[list[str]]]]) -> str:
    def one(ways: list[list[str]]) -> str:
        return "(" + " OR ".join(f'"{" ".join(way)}"' for way in ways) + ")"

    parts = list(parts)
    wanted = " AND ".join(one(ways) for yes, ways in parts if yes)
    return " NOT ".join([f"({wanted})", *(one(ways) for yes, ways in parts if not yes)])


def _tsquery(parts: Iterable[tuple[bool, list[list[str]]]]) -> str:
    def one(ways: list[list[str]]) -> str:
        return "(" + " | ".join("(" + " <-> ".join(way) + ")" for way in ways) + ")"

    return " & ".join(("" if yes else "!") + one(ways) for yes, ways in parts)


def _described(connection: Connection, ranked: Sequence[tuple[int, float]]) -> list[Found]:
    scores = dict(ranked)
    query = (
        select(
            indexed.c.number, articles.c.id, articles.c.source, articles.c.title,
            articles.c.outlet, articles.c.published,
        )
        .join(articles, articles.c.id == indexed.c.article)
        .where(indexed.c.number.in_(scores))
    )  # fmt: skip
    rows = {number: rest for number, *rest in connection.execute(query)}
    return [
        Found(
            article=rows[number][0], source=rows[number][1], title=rows[number][2],
            outlet=rows[number][3], published=rows[number][4], score=score,
        )
        for number, score in ranked
        if number in rows
    ]  # fmt: skip
