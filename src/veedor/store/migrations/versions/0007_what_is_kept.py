"""What stages keep of a whole collection, to take up there what is added later."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

#: Keys are sought in the order of code points, whatever the database's language is.
_KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Go to this schema."""
    op.create_table(
        "kept",
        sa.Column("room", sa.String(16), nullable=False),
        sa.Column("key", _KEY, nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("room", "key", name="pk_kept"),
    )


def downgrade() -> None:
    """Go back to the one before."""
    op.drop_table("kept")
