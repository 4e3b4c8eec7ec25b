"""Full-text search, tombstones of what was erased, and no bound on names from outside."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

#: Columns with words of others: PostgreSQL refuses, SQLite ignores, what is longer than said.
_WIDENED = {
    "articles": {"published": sa.String(40), "language": sa.String(8)},
    "list_versions": {"part": sa.String(32), "as_of": sa.String(10)},
    "records": {"id": sa.String(200)},
    "findings": {"regime": sa.String(32), "measure": sa.String(64)},
}


def upgrade() -> None:
    """Go to this schema."""
    _each_column(lambda column, _: op.alter_column(*column, type_=sa.Text))
    op.create_table(
        "tombstones",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("text_sha256", sa.String(64)),
        sa.PrimaryKeyConstraint("id", "kind", name="pk_tombstones"),
    )
    op.create_table(
        "indexed",
        sa.Column("article", sa.String(16), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("version", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("article", name="pk_indexed"),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_indexed_article"),
        sa.UniqueConstraint("number", name="uq_indexed_number"),
    )
    for statement in _SEARCH[op.get_bind().dialect.name]:
        op.execute(statement)


_FTS5 = """
CREATE VIRTUAL TABLE search USING fts5(tokens, tokenize = 'unicode61 remove_diacritics 0')
"""
_ONLY_GROW = """
CREATE FUNCTION reviews_only_grow() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'decisions are only ever added'; END $$
"""
_TRIGGER = """
CREATE TRIGGER reviews_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON reviews
FOR EACH STATEMENT EXECUTE FUNCTION reviews_only_grow()
"""
_SEARCH = {
    "sqlite": (_FTS5,),
    "postgresql": (
        "CREATE TABLE search (rowid integer PRIMARY KEY, tokens tsvector NOT NULL)",
        "CREATE INDEX ix_search_tokens ON search USING gin (tokens)",
        _ONLY_GROW,
        _TRIGGER,
    ),
}


def downgrade() -> None:
    """Go back to the one before."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER reviews_no_change ON reviews")
        op.execute("DROP FUNCTION reviews_only_grow()")
    op.execute("DROP TABLE search")
    op.drop_table("indexed")
    op.drop_table("tombstones")
    _each_column(lambda column, type_: op.alter_column(*column, type_=type_))


def _each_column(change: object) -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    for table, columns in _WIDENED.items():
        for name, type_ in columns.items():
            change((table, name), type_)  # type: ignore[operator]
