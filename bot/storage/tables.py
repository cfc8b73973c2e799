"""The tables. Everything a buyer can lose hangs on `buyers` and goes with it (ON DELETE CASCADE).

A change here needs a migration in the same commit; a test compares the two. No bytes of photos are kept, only
Telegram's file ids. `Instant`, `Words`, `Secret` and `Id` are in `columns`.

Partial indexes name SQLite's condition only: PostgreSQL's would load its dialect into every process. The migrations
name both, and a test looks at what PostgreSQL made of them.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    UniqueConstraint,
    and_,
    false,
    text,
    true,
)

from bot.storage.apart import METADATA
from bot.storage.columns import Id, Instant, Secret, Words, leased

BUYERS: Final = Table(
    "buyers",
    METADATA,
    Column("chat_id", Id, primary_key=True, autoincrement=False),
    Column("language", Words, nullable=False),
    Column("zone", Secret),
    Column("day_first", Boolean),
    Column("seller_language", Words, nullable=False),
    # No foreign key: a buyer points to one of the cases, and every case to its buyer.
    Column("case_id", Id),
    Column("view", Words, nullable=False),
    Column("notice", Secret, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("step", Integer, nullable=False),
    Column("shown", Integer, nullable=False),
    Column("screen_id", Id),
    Column("blocked", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("active_at", Instant, nullable=False),
    # Counts the cases ever opened, so that a number is never given twice.
    Column("last_number", Integer, nullable=False),
    # Hours of the day, 0 to 23, where the buyer is; null: the usual ones.
    Column("quiet_from", Integer),
    Column("quiet_until", Integer),
    # The case on whose result the zone is asked: once for each buyer. No foreign key, as above.
    Column("zone_asked_in", Id),
    # False: nothing is planned for any case.
    Column("wants_reminders", Boolean, nullable=False, server_default=true()),
    # Volunteers let this one ask no more.
    Column("barred", Boolean, nullable=False, server_default=false()),
    # How often a human was asked for, in the day that began then.
    Column("asks", Integer, nullable=False, server_default=text("0")),
    Column("asks_since", Instant),
    # The process that shows this chat its screens now; it counts while that one lives. See `replicas`.
    Column("painter", Words),
    # When the buyer was told that everything will be deleted soon, for want of a word from them.
    Column("warned_at", Instant),
)
Index("ix_buyers_active_at", BUYERS.c.active_at)
OWED: Final = and_(BUYERS.c.shown < BUYERS.c.revision, BUYERS.c.blocked == false())
"""A screen is owed; the words of the partial index, so use exactly this."""
Index("ix_buyers_owed", BUYERS.c.chat_id, sqlite_where=OWED)

CASES: Final = Table(
    "cases",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("chat_id", Id, ForeignKey("buyers.chat_id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("answers", Secret, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Column("closed_at", Instant),
    # When a reminder of it was last said: also one that was planned anew since, or left the plan.
    Column("spoken_at", Instant),
    UniqueConstraint("chat_id", "number"),
    # A deleted case's id must not come back: old buttons still carry it.
    sqlite_autoincrement=True,
)
CASE_OPEN: Final = CASES.c.closed_at.is_(None)
"""Its buyer has not said how it ended; the words of the partial index, so use exactly this."""
Index("ix_cases_open", CASES.c.id, sqlite_where=CASE_OPEN)

CASE_EVENTS: Final = Table(
    "case_events",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("case_id", Id, ForeignKey("cases.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", Words, nullable=False),
    Column("facts", Secret, nullable=False),
    Column("at", Instant, nullable=False),
)

EVIDENCE: Final = Table(
    "evidence",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("case_id", Id, ForeignKey("cases.id", ondelete="CASCADE"), nullable=False),
    Column("kind", Words, nullable=False),
    Column("file_id", Secret, nullable=False),
    Column("unique_id", Words, nullable=False),
    Column("message_id", Id, nullable=False),
    Column("size", Id, nullable=False),
    Column("mime", Words, nullable=False),
    Column("caption", Secret, nullable=False),
    Column("album", Words, nullable=False),
    Column("shot", Words),
    Column("added_at", Instant, nullable=False),
    Column("name", Secret, nullable=False, server_default=""),
    Column("look", Secret, nullable=False, server_default=""),
    Column("marks", Secret, nullable=False, server_default=""),
    UniqueConstraint("case_id", "unique_id"),
)

REMINDERS: Final = Table(
    "reminders",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("case_id", Id, ForeignKey("cases.id", ondelete="CASCADE"), nullable=False),
    Column("chat_id", Id, nullable=False, index=True),
    Column("kind", Words, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("deliver_at", Instant, nullable=False),
    *leased(),
    # Put off by the buyer; `due_at` stays where it is.
    Column("snoozed_until", Instant),
    Column("done_at", Instant),
    # Its buyer blocked the bot: so in the commit that says so of the buyer, for every row of the chat.
    Column("asleep", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("case_id", "kind"),
    sqlite_autoincrement=True,
)
REMINDER_WAITS: Final = and_(REMINDERS.c.sent_at.is_(None), REMINDERS.c.failed_at.is_(None))
REMINDER_AWAKE: Final = and_(REMINDER_WAITS, REMINDERS.c.asleep == false())
"""It waits and its buyer can be reached; the words of the partial index, so use exactly this."""
Index("ix_reminders_due", REMINDERS.c.deliver_at, sqlite_where=REMINDER_AWAKE)

TICKETS: Final = Table(
    "tickets",
    METADATA,
    Column("case_id", Id, ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("chat_id", Id, nullable=False, index=True),
    Column("group_id", Id, nullable=False),
    Column("name", Secret, nullable=False),
    Column("taken_by", Id),
    Column("taken_name", Secret, nullable=False),
    Column("ending", Words),
    Column("opened_at", Instant, nullable=False),
    Column("closed_at", Instant),
    Column("topic_id", Id),
    Column("card_id", Id),
    Column("taken_at", Instant),
    # The buyer's first message that nobody has answered yet; null: none waits.
    Column("waiting_since", Instant),
    # The first answer there was.
    Column("answered_at", Instant),
    # When the group was last told that this one is late.
    Column("alarmed_at", Instant),
    # What came of it, as whoever closed it says; a decimal number and its currency.
    Column("amount", Secret),
    Column("currency", Words),
    # Whether it helped, as the buyer says.
    Column("helped", Boolean),
    # What the name of the topic says, as Telegram was last told it.
    Column("topic_name", Secret),
    # What the card last said of that which the calendar alone can change.
    Column("card_says", Secret),
    UniqueConstraint("group_id", "topic_id"),
)
TICKET_OPEN: Final = TICKETS.c.closed_at.is_(None)
"""The words of the partial index, so use exactly this."""
Index("ix_tickets_open", TICKETS.c.case_id, sqlite_where=TICKET_OPEN)
# What a week is counted from.
Index("ix_tickets_group_id_opened_at", TICKETS.c.group_id, TICKETS.c.opened_at)
Index("ix_tickets_group_id_closed_at", TICKETS.c.group_id, TICKETS.c.closed_at)
Index("ix_tickets_answered_at", TICKETS.c.answered_at)

RELAYS: Final = Table(
    "relays",
    METADATA,
    Column("case_id", Id, ForeignKey("tickets.case_id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("topic_message_id", Id, primary_key=True, autoincrement=False),
    # 0: what stands in the topic only: the card.
    Column("buyer_message_id", Id, primary_key=True, autoincrement=False),
    Column("side", Words, nullable=False),
)
# Where a group has no topics, a reply finds its case by the message it answers.
Index("ix_relays_topic_message_id", RELAYS.c.topic_message_id)

OUTBOX: Final = Table(
    "outbox",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("chat_id", Id, nullable=False),
    # Whose affair it is: a message to the support group goes too when the buyer is forgotten.
    Column("buyer_id", Id, ForeignKey("buyers.chat_id", ondelete="CASCADE"), index=True),
    Column("template", Words, nullable=False),
    Column("facts", Secret, nullable=False),
    Column("language", Words, nullable=False),
    Column("urgent", Boolean, nullable=False),
    Column("not_before", Instant, nullable=False),
    Column("key", Words, unique=True),
    *leased(),
    # The case in whose topic it goes, or whose talk it belongs to: it goes when the ticket does.
    Column("ticket_id", Id, ForeignKey("tickets.case_id", ondelete="CASCADE"), index=True),
    Column("errand", Words, nullable=False),
    # Its case has less than a day left: it goes before the other talk of its chat.
    Column("pressing", Boolean, nullable=False, server_default=false()),
    sqlite_autoincrement=True,
)
POST_WAITS: Final = and_(OUTBOX.c.sent_at.is_(None), OUTBOX.c.failed_at.is_(None))
Index("ix_outbox_due", OUTBOX.c.not_before, sqlite_where=POST_WAITS)
Index("ix_outbox_chat", OUTBOX.c.chat_id, OUTBOX.c.sent_at)

JOBS: Final = Table(
    "jobs",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("chat_id", Id, nullable=False, index=True),
    Column("case_id", Id, ForeignKey("cases.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", Words, nullable=False),
    Column("facts", Secret, nullable=False),
    Column("key", Words, unique=True),
    Column("not_before", Instant, nullable=False),
    *leased(),
    sqlite_autoincrement=True,
)
JOB_WAITS: Final = and_(JOBS.c.sent_at.is_(None), JOBS.c.failed_at.is_(None))
Index("ix_jobs_due", JOBS.c.not_before, sqlite_where=JOB_WAITS)
