"""Schema: which version this code speaks, and whether a database speaks it too. Cheap enough for every start.

`VERSION` is the newest migration's number; numbers have four digits and only grow, so they compare as text.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from sqlalchemy import Column, MetaData, String, Table, insert, select
from sqlalchemy.schema import CreateIndex, CreateTable

from bot.storage.apart import METADATA
from bot.storage.faults import StorageFault
from bot.storage.statement import SQLITE, Statement, Work

VERSION: Final = "0008"

STAMP: Final = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))
READ: Final = Statement(select(STAMP.c.version_num))


def read() -> Work[str | None]:
    """The number of the migration the database is at; None: it has none yet."""
    rows = yield READ, {}
    return str(rows[0][0]) if rows else None


def is_current(found: str | None) -> bool:
    """Whether the database speaks this version; StorageFault when it is newer than this code."""
    if found is not None and found > VERSION:
        raise StorageFault(
            f"DATABASE_URL: the database is at version {found}, this bot knows {VERSION}: "
            "start the newer bot, or restore the backup from before the upgrade"
        )
    return found == VERSION


@cache
def script() -> str:
    """The whole schema for an empty SQLite database, stamped with its version."""
    made = [str(CreateTable(table).compile(dialect=SQLITE)) for table in (*METADATA.sorted_tables, STAMP)]
    made += [
        str(CreateIndex(index).compile(dialect=SQLITE))
        for table in METADATA.sorted_tables
        for index in sorted(table.indexes, key=lambda index: str(index.name))
    ]
    stamp = insert(STAMP).values(version_num=VERSION)
    return ";\n".join([*made, str(stamp.compile(dialect=SQLITE, compile_kwargs={"literal_binds": True}))])
