"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Go to this schema."""
    for make in (
        _evidence,
        _articles,
        _refusals,
        _outputs,
        _list_versions,
        _records,
        _findings,
        _reviews,
        _meta,
    ):
        make()


def downgrade() -> None:
    """Go back to the one before."""
    for table in ("meta", "reviews", "findings", "records", "list_versions", "outputs", "refusals"):
        op.drop_table(table)
    op.drop_index("ix_articles_source", "articles")
    op.drop_table("articles")
    op.drop_table("evidence")


def _evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("fetched_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_evidence"),
    )


def _articles() -> None:
    op.create_table(
        "articles",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("outlet", sa.Text),
        sa.Column("title", sa.Text),
        sa.Column("language", sa.String(8)),
        sa.Column("published", sa.String(40)),
        sa.Column("collected_at", sa.String(32), nullable=False),
        sa.Column("revision_of", sa.String(16)),
        sa.Column("evidence", sa.String(64)),
        sa.Column("note", sa.Text),
        sa.Column("payload", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_articles"),
        sa.ForeignKeyConstraint(["revision_of"], ["articles.id"], name="fk_articles_revision_of"),
        sa.ForeignKeyConstraint(["evidence"], ["evidence.sha256"], name="fk_articles_evidence"),
    )
    op.create_index("ix_articles_source", "articles", ["source"])


def _refusals() -> None:
    op.create_table(
        "refusals",
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("stage", sa.String(16), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("source", "stage", name="pk_refusals"),
    )


def _outputs() -> None:
    op.create_table(
        "outputs",
        sa.Column("stage", sa.String(16), nullable=False),
        sa.Column("article", sa.String(16), nullable=False),
        sa.Column("version", sa.String(16), nullable=False),
        sa.Column("inputs", sa.String(16), nullable=False),
        sa.Column("payload", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("stage", "article", name="pk_outputs"),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_outputs_article"),
    )


def _list_versions() -> None:
    op.create_table(
        "list_versions",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("publication", sa.Text, nullable=False),
        sa.Column("part", sa.String(32)),
        sa.Column("lists", sa.Text, nullable=False),
        sa.Column("as_of", sa.String(10)),
        sa.Column("imported_at", sa.String(32), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("payload", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_list_versions"),
    )


def _records() -> None:
    op.create_table(
        "records",
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("payload", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("kind", "id", name="pk_records"),
    )


def _findings() -> None:
    op.create_table(
        "findings",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("regime", sa.String(32), nullable=False),
        sa.Column("measure", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("current", sa.Integer, nullable=False),
        sa.Column("first_seen", sa.String(32), nullable=False),
        sa.Column("payload", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_findings"),
    )


def _reviews() -> None:
    op.create_table(
        "reviews",
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("target", sa.Text, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_reviews"),
    )
    if op.get_bind().dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER reviews_no_{change.lower()} BEFORE {change} ON reviews "
                "BEGIN SELECT RAISE(ABORT, 'decisions are only ever added'); END"
            )


def _meta() -> None:
    op.create_table(
        "meta",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_meta"),
    )
