"""Which extractor, at which version, an article's text was taken from its bytes by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Go to this schema."""
    op.add_column("articles", sa.Column("extractor", sa.Text))


def downgrade() -> None:
    """Go back to the one before."""
    op.drop_column("articles", "extractor")
