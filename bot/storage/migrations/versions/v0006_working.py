"""How volunteers work: when a ticket was asked, taken and answered, how it ended, what its topic is called; who may not
ask any more, and how often somebody has asked; who has written in a support group, and which number it has since
Telegram gave it another; and which queued messages are about a case that has less than a day left.

Going down forgets them. Tickets stay, and so does what was talked.
"""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ID: Final = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT: Final = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")
TICKETS: Final[dict[str, Any]] = {
    "taken_at": INSTANT,
    "waiting_since": INSTANT,
    "answered_at": INSTANT,
    "alarmed_at": INSTANT,
    "amount": sa.Text(),
    "currency": sa.Text(),
    "helped": sa.Boolean(),
    "topic_name": sa.Text(),
    "card_says": sa.Text(),
}
COUNTED: Final[dict[str, list[str]]] = {
    "ix_tickets_group_id_opened_at": ["group_id", "opened_at"],
    "ix_tickets_group_id_closed_at": ["group_id", "closed_at"],
    "ix_tickets_answered_at": ["answered_at"],
}


def upgrade() -> None:
    op.add_column("buyers", sa.Column("barred", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("buyers", sa.Column("asks", sa.Integer(), nullable=False, server_default=sa.text("0")))
    op.add_column("buyers", sa.Column("asks_since", INSTANT))
    for name, kind in TICKETS.items():
        op.add_column("tickets", sa.Column(name, kind))
    op.add_column("outbox", sa.Column("pressing", sa.Boolean(), nullable=False, server_default=sa.false()))
    still_open = sa.text("closed_at IS NULL")
    op.create_index("ix_tickets_open", "tickets", ["case_id"], sqlite_where=still_open, postgresql_where=still_open)
    for name, columns in COUNTED.items():
        op.create_index(name, "tickets", columns)
    op.create_index("ix_relays_topic_message_id", "relays", ["topic_message_id"])
    op.create_table(
        "volunteers",
        sa.Column("group_id", ID, autoincrement=False, nullable=False),
        sa.Column("user_id", ID, autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("username", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("group_id", "user_id", name="pk_volunteers"),
    )
    op.create_table(
        "support_groups",
        sa.Column("configured_id", ID, autoincrement=False, nullable=False),
        sa.Column("chat_id", ID, nullable=False),
        sa.PrimaryKeyConstraint("configured_id", name="pk_support_groups"),
    )


def downgrade() -> None:
    op.drop_table("support_groups")
    op.drop_table("volunteers")
    op.drop_index("ix_relays_topic_message_id", "relays")
    op.drop_column("outbox", "pressing")
    for name in reversed(COUNTED):
        op.drop_index(name, "tickets")
    op.drop_index("ix_tickets_open", "tickets")
    for name in reversed(TICKETS):
        op.drop_column("tickets", name)
    for name in ("asks_since", "asks", "barred"):
        op.drop_column("buyers", name)
