"""Several processes on one database, who shows which chat its screens; when a silent buyer was warned; open cases.

Going down, the one process that is left shows what is owed, and nobody was warned.
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

OPEN: Final = sa.text("closed_at IS NULL")
INSTANT: Final = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")


def upgrade() -> None:
    op.add_column("buyers", sa.Column("painter", sa.Text()))
    op.add_column("buyers", sa.Column("warned_at", INSTANT))
    op.create_index("ix_buyers_active_at", "buyers", ["active_at"])
    op.create_index("ix_cases_open", "cases", ["id"], sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_table(
        "replicas",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("beat_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_replicas"),
    )


def downgrade() -> None:
    op.drop_table("replicas")
    op.drop_index("ix_cases_open", "cases")
    op.drop_index("ix_buyers_active_at", "buyers")
    op.drop_column("buyers", "warned_at")
    op.drop_column("buyers", "painter")
