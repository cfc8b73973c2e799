"""The support group: tickets and relays, and what a queued message is for.

SQLite can add no foreign key to a table, so there the outbox is built anew; messages that wait in it are kept.
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID: Final = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT: Final = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")
WORDS: Final = sa.Text()
WAITS: Final = sa.text("sent_at IS NULL AND failed_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "tickets",
        sa.Column("case_id", ID, autoincrement=False, nullable=False),
        sa.Column("chat_id", ID, nullable=False),
        sa.Column("group_id", ID, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("taken_by", ID),
        sa.Column("taken_name", WORDS, nullable=False),
        sa.Column("ending", WORDS),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("closed_at", INSTANT),
        sa.Column("topic_id", ID),
        sa.Column("card_id", ID),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_tickets_case_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("case_id", name="pk_tickets"),
        sa.UniqueConstraint("group_id", "topic_id", name="uq_tickets_group_id_topic_id"),
    )
    op.create_index("ix_tickets_chat_id", "tickets", ["chat_id"])
    op.create_table(
        "relays",
        sa.Column("case_id", ID, autoincrement=False, nullable=False),
        sa.Column("topic_message_id", ID, autoincrement=False, nullable=False),
        sa.Column("buyer_message_id", ID, autoincrement=False, nullable=False),
        sa.Column("side", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["tickets.case_id"], name="fk_relays_case_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("case_id", "topic_message_id", "buyer_message_id", name="pk_relays"),
    )
    drop_partial_index()
    with op.batch_alter_table("outbox", table_kwargs={"sqlite_autoincrement": True}) as outbox:
        outbox.add_column(sa.Column("ticket_id", ID))
        outbox.add_column(sa.Column("errand", WORDS, nullable=False, server_default="say"))
        outbox.create_foreign_key("fk_outbox_ticket_id", "tickets", ["ticket_id"], ["case_id"], ondelete="CASCADE")
        outbox.create_index("ix_outbox_ticket_id", ["ticket_id"])
    with op.batch_alter_table("outbox", table_kwargs={"sqlite_autoincrement": True}) as outbox:
        outbox.alter_column("errand", server_default=None)
    make_partial_index()


def downgrade() -> None:
    drop_partial_index()
    with op.batch_alter_table("outbox", table_kwargs={"sqlite_autoincrement": True}) as outbox:
        outbox.drop_index("ix_outbox_ticket_id")
        outbox.drop_constraint("fk_outbox_ticket_id", type_="foreignkey")
        outbox.drop_column("errand")
        outbox.drop_column("ticket_id")
    make_partial_index()
    op.drop_table("relays")
    op.drop_table("tickets")


def drop_partial_index() -> None:
    """The copy of a table would make it an index of all rows."""
    op.drop_index("ix_outbox_due", "outbox")


def make_partial_index() -> None:
    op.create_index("ix_outbox_due", "outbox", ["not_before"], sqlite_where=WAITS, postgresql_where=WAITS)
