"""Filled: a database of any version with rows in every table, made from what the database says of its own tables.

Of each table there are rows in which everything is known, and rows in which everything is missing that may be.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import Boolean, Column, Connection, DateTime, Integer, MetaData, Table, create_engine, func, select
from sqlalchemy.ext.asyncio import create_async_engine

from tests.storage.given import CHAT, GROUP, NOW

T = TypeVar("T")
Rows = dict[str, list[dict[str, Any]]]
_APART = ("alembic_version", "sqlite_sequence")
_MOMENTS = ("at", "not_before", "leased_until", "snoozed_until", "waiting_since", "asks_since")


def fill(url: str, first: int = 1, count: int = 2) -> None:
    """Adds so many rows to every table; `first` is the number of the first of them, which no row has yet."""

    def work(connection: Connection) -> None:
        for table in tables(connection):
            rows = [row(table, number) for number in range(first, first + count)]
            connection.execute(table.insert(), rows)

    done(url, work)


def row(table: Table, number: int) -> dict[str, Any]:
    """A row that knows everything when its number is even, and only what it must when it is odd."""
    return {column.name: None if number % 2 and column.nullable else _value(column, number) for column in table.columns}


def everything(url: str) -> Rows:
    """All rows by table, in the order of their keys."""

    def work(connection: Connection) -> Rows:
        return {
            table.name: [
                dict(found._mapping) for found in connection.execute(select(table).order_by(*table.primary_key.columns))
            ]
            for table in tables(connection)
        }

    return done(url, work)


def sizes(url: str) -> dict[str, int]:
    """How many rows each table has."""

    def work(connection: Connection) -> dict[str, int]:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in tables(connection)
        }

    return done(url, work)


def tables(connection: Connection) -> list[Table]:
    """The tables there are, each after those it hangs on."""
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name not in _APART]


def done(url: str, work: Callable[[Connection], T]) -> T:
    """What the work comes to, in a transaction of its own."""
    if url.startswith("sqlite"):
        engine = create_engine(url.replace("+aiosqlite", ""))
        with engine.begin() as connection:
            result = work(connection)
        engine.dispose()
        return result
    return asyncio.run(_done(url, work))


async def _done(url: str, work: Callable[[Connection], T]) -> T:
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        result = await connection.run_sync(work)
    await engine.dispose()
    return result


def _value(column: Column[Any], number: int) -> Any:
    for key in column.foreign_keys:
        return _value(key.column, number)
    if column.name.endswith(_MOMENTS):
        moment = NOW.astimezone(UTC) + timedelta(hours=number)
        return moment if isinstance(column.type, DateTime) else _text(moment)
    if isinstance(column.type, Boolean):
        return bool(number % 4)
    if isinstance(column.type, Integer):
        return _number(column.name, number)
    if column.name in ("answers", "facts", "notice"):
        return "{}"
    return f"{column.name} {number}: «ж», 👌, ' and \\"


def _number(name: str, number: int) -> int:
    if name in ("group_id", "configured_id"):
        return GROUP - number
    return CHAT + number if name in ("chat_id", "user_id", "update_id", "buyer_id") else number


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds")
