"""Keys: makes a key for what buyers say, says what lies under which, and rewrites all of it under the first one."""

from __future__ import annotations

import argparse
import asyncio
import sqlite3
import sys
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, Final

from bot.settings import Settings, SettingsFault, load
from bot.storage import rotation, sqlite
from bot.storage.address import PostgresAddress, parse
from bot.storage.cipher import Cipher
from bot.storage.faults import StorageFault
from bot.storage.store import open_engine

NO_KEYS: Final = "ENCRYPTION_KEYS is not set; `python -m bot keys new` makes one."
_LEFT: Final = (
    "{} values could not be exchanged: their key is not given, they are damaged, or a bot with other settings is "
    "writing. `python -m bot keys status` says under which keys they are."
)
_IN_FILE: Final = (
    "The file could not be tidied, because somebody is using it: what was exchanged may still stand in its unused "
    "parts. Run this once more while the bot is stopped."
)


def main(argv: Sequence[str]) -> int:
    """0 when it was done; 1, with one line on standard error, when it could not be or something is left to do."""
    parser = argparse.ArgumentParser(prog="python -m bot keys", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="new | status | rotate")
    commands.add_parser("new", help="print a fresh key, for ENCRYPTION_KEYS")
    commands.add_parser("status", help="how many values lie under which key")
    again = commands.add_parser("rotate", help="everything under the first key; the bot may be running")
    again.add_argument("--plain", action="store_true", help="under none instead, before ENCRYPTION_KEYS is taken out")
    wanted = parser.parse_args(argv)
    if wanted.command == "new":
        from cryptography.fernet import Fernet

        print(Fernet.generate_key().decode())
        return 0
    work: Callable[[Settings, Cipher | None], Coroutine[Any, Any, int]] = (
        _status if wanted.command == "status" else lambda settings, cipher: _rotate(settings, cipher, wanted.plain)
    )
    try:
        settings = load()
        return asyncio.run(work(settings, Cipher(settings.encryption_keys) if settings.encryption_keys else None))
    except (SettingsFault, StorageFault) as fault:
        print(fault, file=sys.stderr)
        return 1


async def _status(settings: Settings, cipher: Cipher | None) -> int:
    engine = await open_engine(settings.database_url)
    try:
        values = await rotation.count(engine)
    finally:
        await engine.close()
    ours = () if cipher is None else cipher.names
    for at, name in enumerate(ours):
        print(f"key {at + 1} ({name}): {values.pop(name, 0)}{', writes' if at == 0 else ''}")
    print(f"plain: {values.pop(rotation.PLAIN, 0)}")
    for name, many in sorted(values.items()):
        print(f"a key that is not in ENCRYPTION_KEYS ({name}): {many}")
    return 1 if values else 0


async def _rotate(settings: Settings, cipher: Cipher | None, plain: bool) -> int:
    if cipher is None:
        print(NO_KEYS, file=sys.stderr)
        return 1
    engine = await open_engine(settings.database_url)
    try:
        left = await rotation.rotate(engine, cipher, _tell, plain=plain)
    finally:
        await engine.close()
    faults = [_LEFT.format(left)] if left else []
    if not await asyncio.to_thread(_tidied, settings.database_url):
        faults.append(_IN_FILE)
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def _tell(table: str, exchanged: int) -> None:
    print(f"{table}: {exchanged}", flush=True)


def _tidied(url: str) -> bool:
    """Whether nothing of what was exchanged is left in the file. PostgreSQL tidies up by itself."""
    address = parse(url)
    if isinstance(address, PostgresAddress) or address.path is None:
        return True
    try:
        return sqlite.tidied(address.path)
    except sqlite3.Error:
        return False
