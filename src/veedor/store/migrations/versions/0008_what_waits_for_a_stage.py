"""Which articles wait for a stage, so that none goes through all to find what is new.

Nothing waits at first: each stage looks once at all that was made by versions before.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Go to this schema."""
    op.create_table(
        "waiting",
        sa.Column("stage", sa.String(16), nullable=False),
        sa.Column("article", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("stage", "article", name="pk_waiting"),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_waiting_article"),
    )
    op.create_index("ix_waiting_article", "waiting", ["article"])


def downgrade() -> None:
    """Go back to the one before."""
    op.drop_index("ix_waiting_article", "waiting")
    op.drop_table("waiting")
