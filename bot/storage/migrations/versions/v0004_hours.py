"""When a reminder is said: a buyer's quiet hours, and what the buyer did with a reminder.

Going down forgets them: everybody has the usual hours again, and what was put off or done waits for its first time.
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ID: Final = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT: Final = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")


def upgrade() -> None:
    op.add_column("buyers", sa.Column("quiet_from", sa.Integer()))
    op.add_column("buyers", sa.Column("quiet_until", sa.Integer()))
    op.add_column("buyers", sa.Column("zone_asked_in", ID))
    op.add_column("reminders", sa.Column("snoozed_until", INSTANT))
    op.add_column("reminders", sa.Column("done_at", INSTANT))


def downgrade() -> None:
    op.drop_column("reminders", "done_at")
    op.drop_column("reminders", "snoozed_until")
    op.drop_column("buyers", "zone_asked_in")
    op.drop_column("buyers", "quiet_until")
    op.drop_column("buyers", "quiet_from")
