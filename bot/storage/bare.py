"""Bare: whether a database holds nothing that anybody would miss. What replaces or fills one asks first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import Table, exists, select

from bot.storage import schema
from bot.storage.statement import SQLITE, postgres_dialect
from bot.storage.tables import BUYERS

_OURS: Final = BUYERS.metadata.tables
_LITTLE: Final = frozenset({"meta", "replicas", "seen_updates"})
"""What a bot writes down before anybody has said a word to it."""
_TABLES: Final = "SELECT name FROM sqlite_master WHERE type = 'table'"
_THERE: Final = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"


def file_is_bare(connection: sqlite3.Connection) -> bool:
    """Whether this SQLite file has no row of a buyer, and no table that is not ours."""
    there = {name for (name,) in connection.execute(_TABLES)} - {"sqlite_sequence"}
    questions = (str(select(exists(select(table))).compile(dialect=SQLITE)) for table in _weighty(there))
    return _known(there) and not any(connection.execute(question).fetchone()[0] for question in questions)


async def server_is_bare(connection: Any) -> bool:
    """Whether this PostgreSQL database has no row of a buyer. Tables of others do not matter there."""
    there = {row[0] for row in await connection.fetch(_THERE)}
    for table in _weighty(there):
        if await connection.fetchval(str(select(exists(select(table))).compile(dialect=postgres_dialect()))):
            return False
    return True


def _weighty(there: Iterable[str]) -> list[Table]:
    return [_OURS[name] for name in there if name in _OURS and name not in _LITTLE]


def _known(there: set[str]) -> bool:
    return there <= {*_OURS, schema.STAMP.name}
