"""Statement: a SQLAlchemy Core statement, compiled once for each engine; Work: a piece of work made of them.

Work is a generator: it yields a statement with its values and is sent the rows. So each noun's logic is written
once and is run by a thread on SQLite (`sqlite`) and by awaiting on PostgreSQL (`postgres`), and SQLAlchemy itself
takes no part in a turn. A statement yielded with a list of values runs once for each of them and brings no rows.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from functools import cache, cached_property
from typing import Any, Final, TypeAlias, TypeVar

from sqlalchemy import Dialect, Select, Table, bindparam, make_url
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.sql.elements import BindParameter

from bot.storage.cipher import Cipher
from bot.storage.columns import Secret

T = TypeVar("T")
Values: TypeAlias = Mapping[str, Any]
Rows: TypeAlias = Sequence[Any]
Ask: TypeAlias = "tuple[Statement, Values | list[Values]]"
Work: TypeAlias = Generator[Ask, Rows, T]
Core: TypeAlias = Select[Any] | UpdateBase

SQLITE: Final[Dialect] = sqlite.dialect(paramstyle="named")


@cache
def postgres_dialect() -> Dialect:
    """Loaded only where it is spoken: it takes 2.5 MB and a twentieth of the start."""
    return make_url("postgresql+asyncpg://").get_dialect()()


class Plan:
    """One statement's text for one engine, and what has to be done to values and rows on the way. `cipher`: what the
    database of this call is encrypted with; None: nothing."""

    __slots__ = ("_constants", "_names", "_readers", "_secret_columns", "_secret_values", "_writers", "text")

    def __init__(self, core: Core, dialect: Dialect) -> None:
        compiled: Any = core.compile(dialect=dialect)
        binds: dict[str, BindParameter[Any]] = {name: bind for bind, name in compiled.bind_names.items()}
        processors = ((name, bind.type.dialect_impl(dialect).bind_processor(dialect)) for name, bind in binds.items())
        self.text: str = compiled.string
        self._names: tuple[str, ...] = tuple(compiled.positiontup or ())
        self._writers: dict[str, Callable[[Any], Any]] = {name: write for name, write in processors if write}
        self._constants: dict[str, Any] = {name: bind.value for name, bind in binds.items() if not bind.required}
        self._secret_values: tuple[str, ...] = tuple(name for name, bind in binds.items() if _secret(bind))
        columns: Sequence[Any] = list(core.exported_columns)
        readers = ((at, _reader(column, dialect)) for at, column in enumerate(columns))
        self._readers: tuple[tuple[int, Callable[[Any], Any]], ...] = tuple((at, read) for at, read in readers if read)
        self._secret_columns: tuple[int, ...] = tuple(at for at, column in enumerate(columns) if _secret(column))

    def named(self, values: Values, cipher: Cipher | None = None) -> dict[str, Any]:
        """The values as the driver wants them. KeyError names one that is missing."""
        out = {**self._constants, **values}
        for name, write in self._writers.items():
            out[name] = write(out[name])
        if cipher is not None:
            for name in self._secret_values:
                out[name] = cipher.sealed(out[name])
        return out

    def placed(self, values: Values, cipher: Cipher | None = None) -> list[Any]:
        """The same, in the order of the statement's placeholders."""
        out = self.named(values, cipher)
        return [out[name] for name in self._names]

    def read(self, rows: Rows, cipher: Cipher | None = None) -> Rows:
        """The driver's rows with every value as Python means it."""
        if not self._readers or not rows:
            return rows
        out = []
        for row in rows:
            values = list(row)
            if cipher is not None:
                for at in self._secret_columns:
                    values[at] = cipher.opened(values[at])
            for at, read in self._readers:
                values[at] = read(values[at])
            out.append(values)
        return out


def _reader(column: Any, dialect: Dialect) -> Callable[[Any], Any] | None:
    found: Callable[[Any], Any] | None = column.type.dialect_impl(dialect).result_processor(dialect, None)
    return found


def _secret(value: Any) -> bool:
    return isinstance(value.type, Secret)


class Statement:
    """A statement by its Core expression."""

    def __init__(self, core: Core) -> None:
        self._core = core

    @cached_property
    def sqlite(self) -> Plan:
        return Plan(self._core, SQLITE)

    @cached_property
    def postgres(self) -> Plan:
        return Plan(self._core, postgres_dialect())


class Upsert(Statement):
    """An INSERT that says what to do when the row is there already; the two engines spell it alike but build it
    from two constructs, so `build` gets the right one."""

    def __init__(self, table: Table, build: Callable[[Any], Core]) -> None:
        self._table = table
        self._build = build

    @cached_property
    def sqlite(self) -> Plan:
        return Plan(self._build(sqlite.insert(self._table)), SQLITE)

    @cached_property
    def postgres(self) -> Plan:
        from sqlalchemy.dialects.postgresql import insert

        return Plan(self._build(insert(self._table)), postgres_dialect())


def slots(table: Table, *names: str) -> dict[str, BindParameter[Any]]:
    """For each of these columns a value of the same name, to be given when the statement runs."""
    return {name: bindparam(name, type_=table.c[name].type) for name in names}


def given(table: Table, column: str, name: str | None = None) -> BindParameter[Any]:
    """A value of this column's type, to be given when the statement runs."""
    return bindparam(name or column, type_=table.c[column].type)
