"""Evidence lies in files beside the database; what it holds itself has a table of its own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from veedor.errors import StoreError

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Go to this schema."""
    op.create_table(
        "held",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("about", sa.Text),
        sa.PrimaryKeyConstraint("sha256", name="pk_held"),
        sa.ForeignKeyConstraint(["sha256"], ["evidence.sha256"], name="fk_held_sha256"),
    )
    op.execute("INSERT INTO held (sha256, content) SELECT sha256, content FROM evidence")
    op.drop_column("evidence", "content")
    op.add_column("evidence", sa.Column("capture_sha256", sa.String(64)))
    op.add_column("evidence", sa.Column("file", sa.Text))
    op.add_column("evidence", sa.Column("position", sa.BigInteger))
    op.add_column("evidence", sa.Column("length", sa.Integer))
    op.create_index("ix_evidence_file_position", "evidence", ["file", "position"])


def downgrade() -> None:
    """Go back to the one before, whose evidence is all in the database."""
    outside = sa.text("SELECT count(*) FROM evidence WHERE file IS NOT NULL")
    if op.get_bind().execute(outside).scalar():
        raise StoreError(
            "evidence lies in files, which the older schema does not know: go back in a "
            "`veedor backup`, which has it within"
        )
    op.drop_index("ix_evidence_file_position", "evidence")
    for column in ("length", "position", "file", "capture_sha256"):
        op.drop_column("evidence", column)
    op.add_column(
        "evidence", sa.Column("content", sa.LargeBinary, nullable=False, server_default="")
    )
    op.execute(
        "UPDATE evidence SET content = (SELECT h.content FROM held h WHERE h.sha256 = "
        "evidence.sha256) WHERE sha256 IN (SELECT sha256 FROM held)"
    )
    op.drop_table("held")
