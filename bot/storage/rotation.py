"""Rotation: rewrites what lies in the database under an older key, or under none, while the bot may be running.

In batches, each a transaction: what was done stays done, whenever this is killed. A row is locked while its words are
exchanged, one that somebody else has just then is left for the next pass, and a value is exchanged only where it is
still the one that was read, so nothing newer is ever overwritten.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    Column,
    Integer,
    Table,
    Text,
    and_,
    bindparam,
    case,
    func,
    literal,
    literal_column,
    or_,
    select,
    tuple_,
    update,
)

from bot.storage.cipher import EMPTY, NAME_LENGTH, SIGN, Cipher, DamagedError, MissingKeyError
from bot.storage.columns import Id
from bot.storage.engine import Engine
from bot.storage.keyring import columns, head, note, secrets, stored
from bot.storage.statement import Statement, Values, Work

BATCH: Final = 200
"""Rows of one transaction: a few milliseconds of work, for which a buyer may have to wait."""
PLAIN: Final = ""
"""What `count` calls the key of what is not encrypted."""
_BEFORE_ALL: Final = -(1 << 63)

Place = tuple[int, ...]
"""The primary key of a row."""


async def rotate(engine: Engine, cipher: Cipher, told: Callable[[str, int], None], *, plain: bool = False) -> int:
    """Everything under the first key of this cipher, or with `plain` under none. How many values are still not: their
    key is not given, they are damaged, or a bot with other settings writes them. `told` hears of each table when it is
    through, and how many values of it were exchanged."""
    if not plain:
        await engine.write(note(cipher.names[0]))
    for table in secrets():
        exchanged = 0
        while some := await _pass(engine, table, cipher, plain):
            exchanged += some
        told(table.name, exchanged)
    wanted = PLAIN if plain else cipher.names[0]
    return sum(values for name, values in (await count(engine)).items() if name != wanted)


async def count(engine: Engine) -> Counter[str]:
    """How many values there are by the name of their key, `PLAIN` for those without; empty ones are not counted."""
    out: Counter[str] = Counter()
    for table in secrets():
        out.update(await engine.read(_counted(table)))
    return out


async def _pass(engine: Engine, table: Table, cipher: Cipher, plain: bool) -> int:
    """Once through the table; how many values were exchanged."""
    place: Place | None = (_BEFORE_ALL,) * len(table.primary_key.columns)
    exchanged = 0
    while place is not None:
        some, place = await engine.write(_batch(table, cipher, plain, place))
        exchanged += some
    return exchanged


def _batch(table: Table, cipher: Cipher, plain: bool, after: Place) -> Work[tuple[int, Place | None]]:
    """How many values were exchanged, and the last row that was looked at; None: there was none."""
    asked: dict[str, Any] = {f"after{at}": one for at, one in enumerate(after)}
    rows = yield _LOOK[plain](table), asked if plain else asked | {"head": cipher.head}
    puts: dict[str, list[Values]] = defaultdict(list)
    place: Place | None = None
    for row in rows:
        place = tuple(row[: len(after)])
        keys = {f"key{at}": one for at, one in enumerate(place)}
        for column, was in zip(columns(table), row[len(after) :], strict=True):
            now = _again(was, cipher, plain)
            if now != was:
                puts[column.name].append(keys | {"was": was, "now": now})
    for name, values in puts.items():
        yield _put(table, name), values
    return sum(map(len, puts.values())), place


def _again(was: str | None, cipher: Cipher, plain: bool) -> str | None:
    """The stored value as it should be; what cannot be read stays as it is."""
    if not plain and was is not None and was.startswith(cipher.head):
        return was
    try:
        words = cipher.opened(was)
    except (MissingKeyError, DamagedError):
        return was
    return words if plain else cipher.sealed(words)


def _counted(table: Table) -> Work[Counter[str]]:
    out: Counter[str] = Counter()
    for statement in _counts(table):
        rows = yield statement, {}
        out.update({name: int(values) for name, values in rows})
    return out


def _encrypted(column: Column[Any]) -> Any:
    """As `cipher.key_of` decides it."""
    first, second = (func.substr(stored(column), literal_column(at), literal_column("1")) for at in "12")
    return and_(first == literal(SIGN, Text), second != literal(SIGN, Text))


def _holds_words(column: Column[Any]) -> Any:
    return and_(column.is_not(None), stored(column).not_in([literal(empty, Text) for empty in EMPTY]))


def _under_another(column: Column[Any]) -> Any:
    return and_(_holds_words(column), head(column) != bindparam("head", type_=Text))


@cache
def _look(table: Table, undone: Callable[[Column[Any]], Any]) -> Statement:
    keys = list(table.primary_key.columns)
    return Statement(
        select(*keys, *(stored(column).label(column.name) for column in columns(table)))
        .where(
            tuple_(*keys) > tuple_(*(bindparam(f"after{at}", type_=Id) for at, _ in enumerate(keys))),
            or_(*(undone(column) for column in columns(table))),
        )
        .order_by(*keys)
        .limit(literal_column(str(BATCH), Integer))
        .with_for_update(key_share=True, skip_locked=True)
    )


_LOOK: Final[dict[bool, Callable[[Table], Statement]]] = {
    False: lambda table: _look(table, _under_another),
    True: lambda table: _look(table, _encrypted),
}
"""What is still to be done: without and with `plain`."""


@cache
def _put(table: Table, name: str) -> Statement:
    keys = (key == bindparam(f"key{at}", type_=Id) for at, key in enumerate(table.primary_key.columns))
    still = stored(table.c[name]) == bindparam("was", type_=Text)
    return Statement(update(table).where(*keys, still).values({name: bindparam("now", type_=Text)}))


@cache
def _counts(table: Table) -> tuple[Statement, ...]:
    return tuple(
        Statement(select(named.label("name"), func.count()).where(_holds_words(column)).group_by(literal_column("1")))
        for column in columns(table)
        for named in [
            case(
                (
                    _encrypted(column),
                    func.substr(stored(column), literal_column("2"), literal_column(str(NAME_LENGTH)), type_=Text),
                ),
                else_=literal_column("''", Text),
            )
        ]
    )
