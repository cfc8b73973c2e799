"""The evidence desk: how a document is called, what was seen in a file, what the buyer drew on it; and the work on
files that turns asked for, done beside them.

Going down forgets both: files stay, and whoever waits for prepared files or a pack asks again.
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ID: Final = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT: Final = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")
SEEN: Final = ("name", "look", "marks")
WAITS: Final = sa.text("sent_at IS NULL AND failed_at IS NULL")


def upgrade() -> None:
    for name in SEEN:
        op.add_column("evidence", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "jobs",
        sa.Column("id", ID, nullable=False),
        sa.Column("chat_id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("key", sa.Text()),
        sa.Column("not_before", INSTANT, nullable=False),
        sa.Column("token", sa.Text()),
        sa.Column("leased_until", INSTANT),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_at", INSTANT),
        sa.Column("failed_at", INSTANT),
        sa.Column("error", sa.Text()),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_jobs_case_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_jobs"),
        sa.UniqueConstraint("key", name="uq_jobs_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_jobs_chat_id", "jobs", ["chat_id"])
    op.create_index("ix_jobs_case_id", "jobs", ["case_id"])
    op.create_index("ix_jobs_due", "jobs", ["not_before"], sqlite_where=WAITS, postgresql_where=WAITS)


def downgrade() -> None:
    op.drop_table("jobs")
    for name in reversed(SEEN):
        op.drop_column("evidence", name)
