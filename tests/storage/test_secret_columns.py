"""Every column with text is either encrypted or has a reason to lie open, and no SQL looks into an encrypted one."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from itertools import chain
from typing import Any, Final

from sqlalchemy import Select
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql import visitors
from sqlalchemy.sql.elements import BinaryExpression, ColumnClause
from sqlalchemy.sql.functions import FunctionElement

import bot.storage
from bot.storage.apart import METADATA
from bot.storage.columns import Secret, Words
from bot.storage.leases import Leases
from bot.storage.statement import Statement

_CODE: Final = "a code of ours: one of a table in this program"
_KEY: Final = "kinds and numbers of rows, which keep two of them from being one; compared by SQL"
_WORKER: Final = "who has the row in hand, by chance numbers; compared by SQL"
_ERROR: Final = "the name of a class"

OPEN: Final = {
    "buyers.language": "a language of ours, which the words to the buyer are in",
    "buyers.seller_language": "a language of ours",
    "buyers.view": "which screen is open: codes and numbers",
    "buyers.painter": _WORKER,
    "case_events.kind": _CODE,
    "evidence.kind": _CODE,
    "evidence.unique_id": "Telegram's number of a file, with which nobody can fetch it; compared by SQL",
    "evidence.mime": "what sort of file it is",
    "evidence.album": "Telegram's number of an album",
    "evidence.shot": _CODE,
    "reminders.kind": _CODE,
    "reminders.token": _WORKER,
    "reminders.error": _ERROR,
    "tickets.ending": _CODE,
    "tickets.currency": "three letters, and nothing of how much",
    "relays.side": _CODE,
    "outbox.template": _CODE,
    "outbox.language": "a language of ours",
    "outbox.key": _KEY,
    "outbox.token": _WORKER,
    "outbox.error": _ERROR,
    "outbox.errand": _CODE,
    "jobs.kind": _CODE,
    "jobs.key": _KEY,
    "jobs.token": _WORKER,
    "jobs.error": _ERROR,
    "parked_updates.error": _ERROR,
    "outcomes.issue": _CODE,
    "outcomes.result": _CODE,
    "replicas.id": _WORKER,
    "meta.key": "what the bot remembers of itself",
    "meta.value": "what the bot remembers of itself",
}
"""Texts that are neither a buyer's words nor say who somebody is."""


def test_every_text_is_encrypted_or_has_a_reason_not_to_be() -> None:
    plain = {
        f"{table.name}.{column.name}"
        for table in METADATA.tables.values()
        for column in table.columns
        if isinstance(column.type, Words) and not isinstance(column.type, Secret)
    }

    assert plain == OPEN.keys()


def test_every_text_that_a_table_keeps_is_of_one_of_the_two_kinds() -> None:
    """Text that is no `Words` would be neither cleaned nor in the table above."""
    for table in METADATA.tables.values():
        for column in table.columns:
            assert isinstance(column.type, Words) or column.type.python_type is not str, column


def test_no_statement_compares_or_sorts_by_what_is_encrypted() -> None:
    """Encrypted twice, the same words are not the same; only the keyring and the rotation look at the stored form."""
    statements = list(all_statements())
    assert len(statements) > 100

    for where, core in statements:
        looked_into = {str(column) for part in conditions(core) for column in secret_columns(part)}
        assert not looked_into, f"{where}: {looked_into}"


def all_statements() -> Iterator[tuple[str, Any]]:
    for module in pkgutil.iter_modules(bot.storage.__path__):
        if module.ispkg or module.name in ("keyring", "rotation"):
            continue
        names = vars(importlib.import_module(f"bot.storage.{module.name}"))
        for name, found in names.items():
            for one in inside(found):
                where = f"{module.name}.{name}"
                yield where, one._build(sqlite.insert(one._table)) if hasattr(one, "_build") else one._core


def inside(found: Any) -> Iterator[Any]:
    if isinstance(found, Statement):
        yield found
    elif isinstance(found, Leases):
        yield from (one for one in vars(found).values() if isinstance(one, Statement))
    elif isinstance(found, tuple | list):
        for one in found:
            yield from inside(one)
    elif isinstance(found, dict):
        for one in found.values():
            yield from inside(one)


def conditions(core: Any) -> Iterator[Any]:
    """What of a statement compares, sorts or works something out, in all its parts."""
    froms = core.get_final_froms() if isinstance(core, Select) else ()
    for part in chain.from_iterable(map(visitors.iterate, (core, *froms))):
        if isinstance(part, BinaryExpression | FunctionElement):
            yield part
        for name in ("_order_by_clause", "_group_by_clause"):
            if (found := getattr(part, name, None)) is not None:
                yield found


def secret_columns(part: Any) -> Iterator[Any]:
    for found in visitors.iterate(part):
        if isinstance(found, ColumnClause) and isinstance(found.type, Secret):
            yield found
