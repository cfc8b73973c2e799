"""How cases ended: one counter for each problem and each end, and nothing about anybody.

Going down loses the counts; the cases keep what was counted for them, and an older bot does not read it.
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

WORDS: Final = sa.Text()


def upgrade() -> None:
    op.create_table(
        "outcomes",
        sa.Column("issue", WORDS, nullable=False),
        sa.Column("result", WORDS, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("issue", "result", name="pk_outcomes"),
    )


def downgrade() -> None:
    op.drop_table("outcomes")
