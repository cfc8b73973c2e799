"""When nothing is said: reminders of buyers who blocked the bot leave the index of what is due, for they wait there for
nobody; a buyer's own switch for all reminders; and when a case was last spoken of, for that is done once a day.

Going down brings the first back into the index; who blocked the bot is looked up in `buyers` then. Everybody's switch
is on again.
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

INSTANT: Final = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")
WAITS: Final = "sent_at IS NULL AND failed_at IS NULL"


def upgrade() -> None:
    op.add_column("buyers", sa.Column("wants_reminders", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column("cases", sa.Column("spoken_at", INSTANT))
    op.execute(sa.text("UPDATE cases SET spoken_at = (SELECT max(sent_at) FROM reminders WHERE case_id = cases.id)"))
    op.add_column("reminders", sa.Column("asleep", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(
        sa.text("UPDATE reminders SET asleep = true WHERE chat_id IN (SELECT chat_id FROM buyers WHERE blocked = true)")
    )
    index_due(sqlite=f"{WAITS} AND asleep = 0", postgresql=f"{WAITS} AND asleep = false")


def downgrade() -> None:
    index_due(sqlite=WAITS, postgresql=WAITS)
    op.drop_column("reminders", "asleep")
    op.drop_column("cases", "spoken_at")
    op.drop_column("buyers", "wants_reminders")


def index_due(sqlite: str, postgresql: str) -> None:
    """The index of those rows of which this is true, in place of the one there is."""
    op.drop_index("ix_reminders_due", "reminders")
    op.create_index(
        "ix_reminders_due",
        "reminders",
        ["deliver_at"],
        sqlite_where=sa.text(sqlite),
        postgresql_where=sa.text(postgresql),
    )
