"""The tables that hang on no buyer, and the list that all tables are in. `tables.py` has the others."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, Integer, MetaData, Table

from bot.storage.columns import Id, Instant, Secret, Words

METADATA: Final = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

# Who has written in a support group: whom a case can be given to.
VOLUNTEERS: Final = Table(
    "volunteers",
    METADATA,
    Column("group_id", Id, primary_key=True, autoincrement=False),
    Column("user_id", Id, primary_key=True, autoincrement=False),
    Column("name", Secret, nullable=False),
    # Without the @; empty: none.
    Column("username", Secret, nullable=False),
)

SUPPORT_GROUPS: Final = Table(
    "support_groups",
    METADATA,
    # The number that the host gave, and the one that the group has since it became a supergroup.
    Column("configured_id", Id, primary_key=True, autoincrement=False),
    Column("chat_id", Id, nullable=False),
)

SEEN_UPDATES: Final = Table(
    "seen_updates",
    METADATA,
    Column("update_id", Id, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False, index=True),
)

PARKED_UPDATES: Final = Table(
    "parked_updates",
    METADATA,
    Column("update_id", Id, primary_key=True, autoincrement=False),
    Column("chat_id", Id, index=True),
    Column("payload", Secret, nullable=False),
    Column("error", Words, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("at", Instant, nullable=False),
)

# Counters that are nobody's: they hang on no buyer and stay when one is deleted.
OUTCOMES: Final = Table(
    "outcomes",
    METADATA,
    Column("issue", Words, primary_key=True),
    Column("result", Words, primary_key=True),
    Column("count", Integer, nullable=False),
)

# The processes that serve this database, each with its last sign of life.
REPLICAS: Final = Table(
    "replicas",
    METADATA,
    Column("id", Words, primary_key=True),
    Column("started_at", Instant, nullable=False),
    Column("beat_at", Instant, nullable=False),
)

META: Final = Table(
    "meta",
    METADATA,
    Column("key", Words, primary_key=True),
    Column("value", Words, nullable=False),
)
