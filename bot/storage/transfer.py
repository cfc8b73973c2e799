"""Transfer: the rows of a database as plain values, out of one engine and into the other.

Only what the engines keep differently is changed on the way: instants and yes or no. Everything else, encrypted text
too, goes as it lies there. A batch at a time, so memory does not grow with the database.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final, Protocol

from sqlalchemy import Boolean, Column, Table, func, insert, select

from bot.storage.columns import Instant
from bot.storage.statement import SQLITE, postgres_dialect
from bot.storage.tables import BUYERS

Row = tuple[Any, ...]
BATCH: Final = 250
_BITS: Final = 1 << 128
TABLES: Final = tuple(BUYERS.metadata.sorted_tables)
"""In such an order that a row comes after those it hangs on."""
COUNTED: Final = tuple(table for table in TABLES if table.autoincrement_column is not None)
"""Tables that number their rows themselves."""
_GIVEN: Final = "SELECT seq FROM sqlite_sequence WHERE name = ?"
_LAST: Final = "SELECT pg_sequence_last_value(pg_get_serial_sequence($1, $2)::regclass)"
_SET: Final = "SELECT setval(pg_get_serial_sequence($1, $2), $3)"


class Side(Protocol):
    """One end of the way: a database inside one transaction."""

    def rows(self, table: Table) -> AsyncIterator[Sequence[Row]]:
        """All rows of the table, in batches, their values as Python means them."""

    async def put(self, table: Table, rows: Sequence[Row]) -> None:
        """Adds these rows."""

    async def highest(self, table: Table) -> int:
        """The highest number ever given to a row of this table; 0: none was."""

    async def go_on_from(self, table: Table, number: int) -> None:
        """The next row gets a higher number than this."""


class Tally:
    """Rows counted and summed up, whatever order they come in: equal tallies, equal tables."""

    def __init__(self) -> None:
        self.count = 0
        self._sum = 0

    def add(self, rows: Iterable[Row]) -> None:
        for row in rows:
            digest = hashlib.blake2b(repr(row).encode(), digest_size=16).digest()
            self._sum = (self._sum + int.from_bytes(digest)) % _BITS
            self.count += 1

    @property
    def checksum(self) -> str:
        return f"{self._sum:032x}"


class FileSide:
    """An SQLite file, by a connection that is in a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    async def rows(self, table: Table) -> AsyncIterator[Sequence[Row]]:
        cursor = self._connection.execute(str(select(table).compile(dialect=SQLITE)))
        while batch := cursor.fetchmany(BATCH):
            yield list(_changed(table, batch, _FROM_FILE))

    async def put(self, table: Table, rows: Sequence[Row]) -> None:
        names = [column.name for column in table.columns]
        values = (dict(zip(names, row, strict=True)) for row in _changed(table, rows, _TO_FILE))
        self._connection.executemany(str(insert(table).compile(dialect=SQLITE)), values)

    async def highest(self, table: Table) -> int:
        found = self._connection.execute(str(select(func.max(_number(table))).compile(dialect=SQLITE))).fetchone()
        if table.dialect_options["sqlite"]["autoincrement"]:
            found += self._connection.execute(_GIVEN, (table.name,)).fetchone() or ()
        return max(int(number or 0) for number in found)

    async def go_on_from(self, table: Table, number: int) -> None:
        if table.dialect_options["sqlite"]["autoincrement"]:
            self._connection.execute("DELETE FROM sqlite_sequence WHERE name = ?", (table.name,))
            self._connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table.name, number))


class ServerSide:
    """A PostgreSQL database, by a connection that is in a transaction."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    async def rows(self, table: Table) -> AsyncIterator[Sequence[Row]]:
        cursor = await self._connection.cursor(str(select(table).compile(dialect=postgres_dialect())))
        while batch := await cursor.fetch(BATCH):
            yield list(_changed(table, map(tuple, batch), _FROM_SERVER))

    async def put(self, table: Table, rows: Sequence[Row]) -> None:
        names = [column.name for column in table.columns]
        await self._connection.copy_records_to_table(table.name, records=rows, columns=names)

    async def highest(self, table: Table) -> int:
        return int(await self._connection.fetchval(_LAST, table.name, _number(table).name) or 0)

    async def go_on_from(self, table: Table, number: int) -> None:
        await self._connection.execute(_SET, table.name, _number(table).name, number)


Change = Callable[[Any], Any]


def _number(table: Table) -> Column[Any]:
    """The column in which the rows are numbered."""
    return table.autoincrement_column if table.autoincrement_column is not None else table.columns[0]


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _text(moment: datetime) -> str:
    return str(Instant().process_bind_param(moment, SQLITE))


_FROM_FILE: Final[Mapping[type[Any], Change]] = {Instant: _moment, Boolean: bool}
_TO_FILE: Final[Mapping[type[Any], Change]] = {Instant: _text, Boolean: int}
_FROM_SERVER: Final[Mapping[type[Any], Change]] = {Instant: lambda moment: moment.astimezone(UTC)}


def _changed(table: Table, rows: Iterable[Row], changes: Mapping[type[Any], Change]) -> Iterator[Row]:
    """The rows with the values of these types of column changed."""
    places = [(at, changes[type(one.type)]) for at, one in enumerate(table.columns) if type(one.type) in changes]
    for row in rows:
        values = list(row)
        for at, change in places:
            if values[at] is not None:
                values[at] = change(values[at])
        yield tuple(values)
