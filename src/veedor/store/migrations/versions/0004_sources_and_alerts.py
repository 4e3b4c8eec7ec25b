"""What is remembered of addresses and sources, and which alerts went where."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Go to this schema."""
    op.create_table(
        "addresses",
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("etag", sa.Text),
        sa.Column("modified", sa.Text),
        sa.Column("mark", sa.Text),
        sa.Column("refused", sa.Text),
        sa.Column("asked_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("url", name="pk_addresses"),
    )
    op.create_table(
        "sources",
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("due", sa.String(32), nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("address", name="pk_sources"),
    )
    op.create_table(
        "alerts",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("watch", sa.Text, nullable=False),
        sa.Column("fact", sa.Text, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("payload", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_alerts"),
    )
    op.create_index("ix_alerts_watch_at", "alerts", ["watch", "at"])
    op.create_table(
        "deliveries",
        sa.Column("alert", sa.String(16), nullable=False),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("due", sa.String(32), nullable=False),
        sa.Column("problem", sa.Text),
        sa.PrimaryKeyConstraint("alert", "channel", name="pk_deliveries"),
        sa.ForeignKeyConstraint(["alert"], ["alerts.id"], name="fk_deliveries_alert_alerts"),
    )
    op.create_index("ix_deliveries_state", "deliveries", ["state"])


def downgrade() -> None:
    """Go back to the one before."""
    for table in ("deliveries", "alerts", "sources", "addresses"):
        op.drop_table(table)
