"""Which articles wait to be indexed, and what refers to what: neither is found by looking through
all.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_REFERRING = {"ix_articles_evidence": ("articles", "evidence"),
              "ix_outputs_article": ("outputs", "article")}  # fmt: skip
_REVISIONS = sa.text("revision_of IS NOT NULL")


def upgrade() -> None:
    """Go to this schema."""
    op.create_table(
        "unindexed",
        sa.Column("article", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("article", name="pk_unindexed"),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_unindexed_article"),
    )
    op.execute(
        "INSERT INTO unindexed (article) SELECT id FROM articles "
        "WHERE NOT EXISTS (SELECT 1 FROM indexed WHERE indexed.article = articles.id)"
    )
    for name, (table, column) in _REFERRING.items():
        op.create_index(name, table, [column])
    op.create_index(
        "ix_articles_revision_of", "articles", ["revision_of"],
        sqlite_where=_REVISIONS, postgresql_where=_REVISIONS,
    )  # fmt: skip


def downgrade() -> None:
    """Go back to the one before."""
    for name, (table, _) in _REFERRING.items():
        op.drop_index(name, table)
    op.drop_index("ix_articles_revision_of", "articles")
    op.drop_table("unindexed")
