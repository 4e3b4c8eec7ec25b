"""The tables of a workspace. A change here needs a migration beside it (`migrations/`)."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

__all__ = [
    "HEAD",
    "addresses",
    "alerts",
    "articles",
    "deliveries",
    "evidence",
    "findings",
    "held",
    "indexed",
    "kept",
    "list_versions",
    "meta",
    "metadata",
    "outputs",
    "records",
    "refusals",
    "reviews",
    "sources",
    "tombstones",
    "unindexed",
    "waiting",
]

#: The newest migration: a database that says so needs no other.
HEAD = "0008"

#: Constraints carry names, so that migrations can change them on every database.
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

#: Bytes as fetched, by their SHA-256, and where they lie: `length` bytes at `position` of a
#: segment; without a length, the record that begins there in a WARC file that was collected
#: from; without a file, in `held`. `capture_sha256` is the hash of how they were had.
evidence = Table(
    "evidence",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("fetched_at", String(32), nullable=False),
    Column("capture_sha256", String(64)),
    Column("file", Text),
    Column("position", BigInteger),
    Column("length", Integer),
    Index(None, "file", "position"),
)

#: Bytes that the database holds itself, compressed, and how they were had, as JSON.
held = Table(
    "held",
    metadata,
    Column("sha256", String(64), ForeignKey("evidence.sha256"), primary_key=True),
    Column("content", LargeBinary, nullable=False),
    Column("about", Text),
)

#: One row an article; `payload` is the whole record, the other columns are for looking up.
articles = Table(
    "articles",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("source", Text, nullable=False),
    Column("outlet", Text),
    Column("title", Text),
    Column("language", Text),
    Column("published", Text),
    Column("collected_at", String(32), nullable=False),
    Column("revision_of", String(16), ForeignKey("articles.id")),
    Column("evidence", String(64), ForeignKey("evidence.sha256")),
    Column("note", Text),
    Column("payload", LargeBinary, nullable=False),
    Column("extractor", Text),
    Index(None, "source"),
    Index(None, "evidence"),
)
#: Few articles revise another. This index, like those on `articles.evidence` and on
#: `outputs.article`, is for erasing: without it a database looks through all rows that might refer
#: to the one that goes.
Index(
    None,
    articles.c.revision_of,
    sqlite_where=articles.c.revision_of.is_not(None),
    postgresql_where=articles.c.revision_of.is_not(None),
)

#: Inputs that were not read, and why; a source that is read later leaves this table.
refusals = Table(
    "refusals",
    metadata,
    Column("source", Text, primary_key=True),
    Column("stage", String(16), primary_key=True),
    Column("reason", Text, nullable=False),
    Column("at", String(32), nullable=False),
)

#: What a stage made of one article, at which version, from inputs with which hash.
outputs = Table(
    "outputs",
    metadata,
    Column("stage", String(16), primary_key=True),
    Column("article", String(16), ForeignKey("articles.id"), primary_key=True),
    Column("version", String(16), nullable=False),
    Column("inputs", String(16), nullable=False),
    Column("payload", LargeBinary, nullable=False),
    Index(None, "article"),
)

#: Every version of every list ever imported; `payload` is its records.
list_versions = Table(
    "list_versions",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("file", Text, nullable=False),
    Column("publication", Text, nullable=False),
    Column("part", Text),
    Column("lists", Text, nullable=False),
    Column("as_of", Text),
    Column("imported_at", String(32), nullable=False),
    Column("size", Integer, nullable=False),
    Column("payload", LargeBinary, nullable=False),
)

#: What is made of the whole collection: families, events, stories … by kind, in order.
records = Table(
    "records",
    metadata,
    Column("kind", String(16), primary_key=True),
    Column("id", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("payload", LargeBinary, nullable=False),
)

#: What stages keep of a whole collection for themselves, by room. Keys are sought in the order of
#: code points, whatever the database's language is.
kept = Table(
    "kept",
    metadata,
    Column("room", String(16), primary_key=True),
    Column("key", Text().with_variant(Text(collation="C"), "postgresql"), primary_key=True),
    Column("payload", LargeBinary, nullable=False),
)

#: Findings outlive a run: one that is no longer found stays, with `current` 0.
findings = Table(
    "findings",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("regime", Text, nullable=False),
    Column("measure", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("position", Integer, nullable=False),
    Column("current", Integer, nullable=False),
    Column("first_seen", String(32), nullable=False),
    Column("payload", LargeBinary, nullable=False),
)

#: Decisions of people; each hashed with the last; rows are only ever added.
reviews = Table(
    "reviews",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", String(32), nullable=False),
    Column("by", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("target", Text, nullable=False),
    Column("payload", Text, nullable=False),
)

#: What was erased, by whom and why, so that it does not come back: an article by its id, a
#: person by the hash of the name. An article that a person was blacked out of stands here too,
#: with the hash of what is left.
tombstones = Table(
    "tombstones",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("at", String(32), nullable=False),
    Column("by", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("text_sha256", String(64)),
)

#: Which articles the full-text table `search` holds, under what number and by which rules;
#: `search` itself is made by a migration, as it differs from database to database.
indexed = Table(
    "indexed",
    metadata,
    Column("article", String(16), ForeignKey("articles.id"), primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("version", String(16), nullable=False),
)

#: Articles that `search` does not hold, or only by older rules: an article stands here from when
#: it is kept until it is indexed, so that what is new is found without looking through all.
unindexed = Table(
    "unindexed",
    metadata,
    Column("article", String(16), ForeignKey("articles.id"), primary_key=True),
)

#: Articles that a stage has yet to look at: one stands here from when it is kept, or what the stage
#: makes something of is another, until the stage has done with it.
waiting = Table(
    "waiting",
    metadata,
    Column("stage", String(16), primary_key=True),
    Column("article", String(16), ForeignKey("articles.id"), primary_key=True),
    Index(None, "article"),
)

#: What is remembered of every web address that was asked: the server's marks of the version
#: last seen (`etag`, `modified`) and the day its feed or sitemap gave for it (`mark`).
addresses = Table(
    "addresses",
    metadata,
    Column("url", Text, primary_key=True),
    Column("etag", Text),
    Column("modified", Text),
    Column("mark", Text),
    Column("refused", Text),
    Column("asked_at", String(32), nullable=False),
)

#: How each declared source fares, and when it is due next; `payload` is the record.
sources = Table(
    "sources",
    metadata,
    Column("address", Text, primary_key=True),
    Column("due", String(32), nullable=False),
    Column("payload", Text, nullable=False),
)

#: What each saved watch has taken note of, once; `payload` is the message, None where there
#: was none to send (it was there before the watch).
alerts = Table(
    "alerts",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("watch", Text, nullable=False),
    Column("fact", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("payload", Text),
    Index(None, "watch", "at"),
)

#: Where an alert goes, and whether it got there. `channel` is a hash: addresses hold secrets.
deliveries = Table(
    "deliveries",
    metadata,
    Column("alert", String(16), ForeignKey("alerts.id"), primary_key=True),
    Column("channel", String(16), primary_key=True),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due", String(32), nullable=False),
    Column("problem", Text),
    Index(None, "state"),
)

#: Single facts about the workspace, such as the inputs that the groups were made from.
meta = Table(
    "meta",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)
