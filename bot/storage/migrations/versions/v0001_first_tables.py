"""The first tables: buyers, cases with timeline, evidence and reminders, the outbox, updates, meta.

Types are spelled out here, so that a later change of the code does not rewrite history.
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID: Final = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT: Final = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")
WORDS: Final = sa.Text()
WAITS: Final = "sent_at IS NULL AND failed_at IS NULL"


def upgrade() -> None:
    op.create_table(
        "buyers",
        sa.Column("chat_id", ID, autoincrement=False, nullable=False),
        sa.Column("language", WORDS, nullable=False),
        sa.Column("zone", WORDS),
        sa.Column("day_first", sa.Boolean()),
        sa.Column("seller_language", WORDS, nullable=False),
        sa.Column("case_id", ID),
        sa.Column("view", WORDS, nullable=False),
        sa.Column("notice", WORDS, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("screen_id", ID),
        sa.Column("blocked", sa.Boolean(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("active_at", INSTANT, nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name="pk_buyers"),
    )
    index_some(
        "ix_buyers_owed",
        "buyers",
        "chat_id",
        sqlite="shown < revision AND blocked = 0",
        postgresql="shown < revision AND blocked = false",
    )

    op.create_table(
        "meta",
        sa.Column("key", WORDS, nullable=False),
        sa.Column("value", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_meta"),
    )

    op.create_table(
        "parked_updates",
        sa.Column("update_id", ID, autoincrement=False, nullable=False),
        sa.Column("chat_id", ID),
        sa.Column("payload", WORDS, nullable=False),
        sa.Column("error", WORDS, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("update_id", name="pk_parked_updates"),
    )
    op.create_index("ix_parked_updates_chat_id", "parked_updates", ["chat_id"])

    op.create_table(
        "seen_updates",
        sa.Column("update_id", ID, autoincrement=False, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("update_id", name="pk_seen_updates"),
    )
    op.create_index("ix_seen_updates_at", "seen_updates", ["at"])

    op.create_table(
        "cases",
        sa.Column("id", ID, nullable=False),
        sa.Column("chat_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("answers", WORDS, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.Column("closed_at", INSTANT),
        sa.ForeignKeyConstraint(["chat_id"], ["buyers.chat_id"], name="fk_cases_chat_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_cases"),
        sa.UniqueConstraint("chat_id", "number", name="uq_cases_chat_id_number"),
        sqlite_autoincrement=True,
    )

    op.create_table(
        "outbox",
        sa.Column("id", ID, nullable=False),
        sa.Column("chat_id", ID, nullable=False),
        sa.Column("buyer_id", ID),
        sa.Column("template", WORDS, nullable=False),
        sa.Column("facts", WORDS, nullable=False),
        sa.Column("language", WORDS, nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("not_before", INSTANT, nullable=False),
        sa.Column("key", WORDS),
        sa.Column("token", WORDS),
        sa.Column("leased_until", INSTANT),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_at", INSTANT),
        sa.Column("failed_at", INSTANT),
        sa.Column("error", WORDS),
        sa.ForeignKeyConstraint(["buyer_id"], ["buyers.chat_id"], name="fk_outbox_buyer_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("key", name="uq_outbox_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_buyer_id", "outbox", ["buyer_id"])
    op.create_index("ix_outbox_chat", "outbox", ["chat_id", "sent_at"])
    index_some("ix_outbox_due", "outbox", "not_before", WAITS, WAITS)

    op.create_table(
        "case_events",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("facts", WORDS, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_events_case_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_case_events"),
    )
    op.create_index("ix_case_events_case_id", "case_events", ["case_id"])

    op.create_table(
        "evidence",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("file_id", WORDS, nullable=False),
        sa.Column("unique_id", WORDS, nullable=False),
        sa.Column("message_id", ID, nullable=False),
        sa.Column("size", ID, nullable=False),
        sa.Column("mime", WORDS, nullable=False),
        sa.Column("caption", WORDS, nullable=False),
        sa.Column("album", WORDS, nullable=False),
        sa.Column("shot", WORDS),
        sa.Column("added_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_evidence_case_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_evidence"),
        sa.UniqueConstraint("case_id", "unique_id", name="uq_evidence_case_id_unique_id"),
    )

    op.create_table(
        "reminders",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("chat_id", ID, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("deliver_at", INSTANT, nullable=False),
        sa.Column("token", WORDS),
        sa.Column("leased_until", INSTANT),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_at", INSTANT),
        sa.Column("failed_at", INSTANT),
        sa.Column("error", WORDS),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_reminders_case_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_reminders"),
        sa.UniqueConstraint("case_id", "kind", name="uq_reminders_case_id_kind"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_reminders_chat_id", "reminders", ["chat_id"])
    index_some("ix_reminders_due", "reminders", "deliver_at", WAITS, WAITS)


def downgrade() -> None:
    for table in (
        "reminders",
        "evidence",
        "case_events",
        "outbox",
        "cases",
        "seen_updates",
        "parked_updates",
        "meta",
        "buyers",
    ):
        op.drop_table(table)


def index_some(name: str, table: str, column: str, sqlite: str, postgresql: str) -> None:
    """An index of only those rows of which this is true."""
    op.create_index(name, table, [column], sqlite_where=sa.text(sqlite), postgresql_where=sa.text(postgresql))
