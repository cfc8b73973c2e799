"""Keyring: under which keys the words of a database lie, and whether whoever opens it has them.

Each key that ever wrote leaves its name in `meta`, before its first word. A name whose key is not given is looked for
in the data, once: where it still holds words the database is not opened, where it holds none the name goes. So a key
can be taken out of the settings when `rotate` is done, and not before, and nobody has to know more.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from sqlalchemy import Column, Table, Text, bindparam, delete, func, literal, literal_column, or_, select, type_coerce

from bot.storage import meta
from bot.storage.apart import META, METADATA
from bot.storage.cipher import NAME_LENGTH, SIGN, locked
from bot.storage.columns import Secret
from bot.storage.engine import Engine
from bot.storage.statement import Statement, Work, given

_PREFIX: Final = "cipher:"
NAMES: Final = Statement(select(META.c.key).where(META.c.key.like(f"{_PREFIX}%")).order_by(META.c.key))
DROP: Final = Statement(delete(META).where(META.c.key == given(META, "key")))


async def admit(engine: Engine) -> None:
    """Returns when every word of the database can be read with this engine's keys, and notes the key that will write.

    MissingKeyError, naming the setting and the mend, when one is missing."""
    noted = await engine.read(_noted())
    ours = () if engine.cipher is None else engine.cipher.names
    missing = tuple(name for name in noted if name not in ours)
    if missing or (ours and ours[0] not in noted):
        await engine.write(_settled(missing, ours))


def note(name: str) -> Work[None]:
    """Writes down that the key of this name writes, or is about to."""
    yield from meta.put(_PREFIX + name, "writes")


def _noted() -> Work[tuple[str, ...]]:
    rows = yield NAMES, {}
    return tuple(key.removeprefix(_PREFIX) for (key,) in rows)


def _settled(missing: tuple[str, ...], ours: tuple[str, ...]) -> Work[None]:
    for name in missing:
        for table in secrets():
            if (yield _holds(table), {"head": f"{SIGN}{name}:"}):
                raise locked(name, any_key=bool(ours))
        yield DROP, {"key": _PREFIX + name}
    if ours:
        yield from note(ours[0])


def secrets() -> tuple[Table, ...]:
    """The tables with words that are encrypted, parents first."""
    return tuple(table for table in METADATA.sorted_tables if columns(table))


def columns(table: Table) -> tuple[Column[Any], ...]:
    """Its encrypted columns."""
    return tuple(column for column in table.columns if isinstance(column.type, Secret))


def stored(column: Column[Any]) -> Any:
    """The column as it lies there, to be compared and written without any cipher."""
    return type_coerce(column, Text)


def head(column: Column[Any]) -> Any:
    """How a stored value begins: its sign, the name of its key and the colon, when it is encrypted."""
    return func.substr(stored(column), literal_column("1"), literal_column(str(NAME_LENGTH + 2)), type_=Text)


@cache
def _holds(table: Table) -> Statement:
    wanted = bindparam("head", type_=Text)
    return Statement(select(literal(1)).where(or_(*(head(column) == wanted for column in columns(table)))).limit(1))
