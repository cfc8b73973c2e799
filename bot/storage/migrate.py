"""Migrations: bring a database to this code's version. The only user of Alembic, which is imported when needed.

On SQLite a migration is one transaction, DDL included: a kill in the middle leaves the old version. On PostgreSQL
several bots may start it together; one does the work, the others wait and find it done.
"""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, create_engine, event, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from bot.storage import schema, sqlite
from bot.storage.address import PostgresAddress, parse
from bot.storage.faults import StorageFault

SCRIPTS: Final = Path(__file__).parent / "migrations"
_LOCK: Final = 7_263_115_020_260_301
"""Any number nobody else uses for a PostgreSQL advisory lock."""


def migrate(url: str, to: str = "head") -> None:
    """Brings the database at this address up to the newest version, or down to an older number or to "base"; blocks.

    StorageFault when it can't be opened, is not ours, or is newer than this code."""
    address = parse(url)
    if isinstance(address, PostgresAddress):
        asyncio.run(_migrate_postgres(address, to))
    elif address.path is None:
        raise StorageFault("DATABASE_URL: a database in memory has nothing to migrate")
    else:
        migrate_file(address.path, to)


def migrate_file(path: Path, to: str = "head") -> None:
    """The same for an SQLite file, which is made when it is not there, readable for its owner only."""
    sqlite.is_current(path)
    try:
        _make_private(path)
    except OSError as error:
        raise sqlite.fault(error) from error
    engine = create_engine(
        URL.create("sqlite+pysqlite", database=str(path)), connect_args={"timeout": sqlite.BUSY_MILLISECONDS / 1000}
    )
    event.listen(engine, "connect", _leave_transactions_to_us)
    event.listen(engine, "begin", _begin)
    try:
        with engine.connect() as connection:
            run(connection, to)
    except DBAPIError as error:
        raise sqlite.fault(error.orig or error) from error
    finally:
        engine.dispose()


def _make_private(path: Path) -> None:
    """Makes the file and its folder when they are not there; nobody but the owner may read the file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def run(connection: Connection, to: str) -> None:
    """Runs Alembic on a connection."""
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    if to == "head":
        command.upgrade(config, to)
    else:
        command.downgrade(config, to)


def _leave_transactions_to_us(connection: Any, _record: Any) -> None:
    connection.isolation_level = None


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


async def _migrate_postgres(address: PostgresAddress, to: str) -> None:
    from sqlalchemy.ext.asyncio import create_async_engine
    from sqlalchemy.pool import NullPool

    from bot.storage import postgres

    engine = create_async_engine(address.url, poolclass=NullPool)
    try:
        async with engine.connect() as connection:
            await connection.run_sync(_run_alone, to)
    except DBAPIError as error:  # what the driver said is its cause; SQLAlchemy's own words are for programmers
        raise postgres.fault(getattr(error.orig, "__cause__", None) or error) from error
    except OSError as error:
        raise postgres.fault(error) from error
    finally:
        await engine.dispose()


def _run_alone(connection: Connection, to: str) -> None:
    connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": _LOCK})
    connection.commit()
    there = connection.execute(text("SELECT to_regclass('alembic_version')")).scalar()
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar() if there else None
    connection.commit()
    schema.is_current(found)
    run(connection, to)
