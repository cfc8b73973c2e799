"""Purge: deletes everything of one buyer, as /forget does. The bot then deletes what volunteers have of them."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from bot.settings import Settings, SettingsFault, load
from bot.storage.faults import StorageFault
from bot.storage.holdings import Held
from bot.storage.store import open_store

Sure = Callable[[Held], bool]


def main(argv: Sequence[str]) -> int:
    """0 with one line that counts what was deleted; 1 with one line on standard error, and nothing was."""
    parser = argparse.ArgumentParser(prog="python -m bot purge", description=__doc__)
    parser.add_argument(
        "chat_id",
        type=int,
        help="the number of the buyer's chat: it stands in what /mydata sends them, and in the log as chat=",
    )
    parser.add_argument("--yes", action="store_true", help="do not ask for the number again")
    wanted = parser.parse_args(argv)
    chat_id: int = wanted.chat_id

    def sure(held: Held) -> bool:
        return wanted.yes or _typed_again(chat_id, held)

    try:
        said = asyncio.run(_purge(load(), chat_id, sure))
    except (SettingsFault, StorageFault) as fault:
        print(fault, file=sys.stderr)
        return 1
    if said is None:
        print("That was another number; nothing was deleted.", file=sys.stderr)
        return 1
    print(said)
    return 0


async def _purge(settings: Settings, chat_id: int, sure: Sure) -> str | None:
    """What was done; None: nothing, for the host was not sure."""
    store = await open_store(settings.database_url, lambda: datetime.now(UTC), settings.encryption_keys)
    try:
        before = await store.holdings.held(chat_id)
        if not before.rows:
            return f"Nothing is kept of {chat_id}."
        if not sure(before):
            return None
        await store.forget(chat_id)
        after = await store.holdings.held(chat_id)
    finally:
        await store.close()
    return f"Deleted of {chat_id}: {_counted(before)}. There are {after.rows} left; older backups still have them."


def _typed_again(chat_id: int, held: Held) -> bool:
    try:
        return input(f"There is of {chat_id}: {_counted(held)}. Type the number again to delete it: ").strip() == str(
            chat_id
        )
    except EOFError:
        return False


def _counted(held: Held) -> str:
    return ", ".join(f"{name} {count}" for name, count in (held.told() | {"rows": held.rows}).items())
