"""`python -m bot doctor`: looks at everything a bot needs and says what is broken, each with its mend.

It sends nothing, takes no updates and changes nothing but one line in the database, which shows that it can be
written. The same checks as /selftest in the support group, and those that only concern whoever runs the bot.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from shutil import get_terminal_size
from typing import Final

from bot.app import now, support_groups
from bot.commands import doctor_report, env_file
from bot.commands.host import as_given, language
from bot.commands.loop import run
from bot.policies import load
from bot.rendering.words import Words, words
from bot.services.checks.bench import Bench, Given
from bot.services.checks.table import Seen, look
from bot.settings import Read, Settings
from bot.storage import schema
from bot.storage.condition import condition
from bot.storage.faults import StorageFault
from bot.storage.store import Store, open_store
from handlers.instruments import Instruments
from handlers.line import PATIENCE, line
from handlers.pulse import Pulse

_PATIENCE: Final = 6.0  # seconds for the database to let us in
_MOST: Final = 50


def main(argv: Sequence[str]) -> int:
    """0: nothing is broken; 1: something is, or with --strict something is worth knowing; 2: wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m bot doctor", description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("--json", action="store_true", help="for scripts: the findings as JSON")
    parser.add_argument("--strict", action="store_true", help="exit with 1 also for what is only worth knowing")
    parser.add_argument("--parked", action="store_true", help="list the updates that were set aside, and nothing else")
    wanted = parser.parse_args(argv)
    given = as_given()
    spoken = words(language(given))
    if wanted.parked:
        return run(_list_parked(given, spoken))
    found = run(examined(given))
    if wanted.json:
        print(doctor_report.as_json(found, spoken))
    else:
        show(found, spoken)
    return doctor_report.status(found, strict=wanted.strict)


def show(found: Sequence[Seen], spoken: Words) -> None:
    """Prints the report; in colour only for a person at a terminal who did not forbid it."""
    coloured = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    print(doctor_report.text(found, spoken, get_terminal_size().columns, colour=coloured))


async def examined(given: Read, file: str = env_file.FILE, patience: float = PATIENCE) -> list[Seen]:
    """All that was found. `patience`: seconds for Telegram to answer the first question; where it does not, the others
    are not asked."""
    settings, pulse = given.settings, Pulse(now)
    async with AsyncExitStack() as stack:
        store, unopened = await _opened(settings)
        if store is not None:
            stack.push_async_callback(store.close)
        instruments = None
        if settings.bot_token is not None:
            calls = await stack.enter_async_context(line(settings.bot_token, settings.bot_api_url, pulse, patience))
            instruments = Instruments(calls, pulse, int(settings.bot_token.partition(":")[0]), patience)
        bench = Bench(
            settings, support_groups(settings), load(), now, instruments, store, unopened, _wrote(given, file)
        )
        return await look(bench)


def _wrote(given: Read, file: str) -> Given:
    there = Path(file).absolute()
    return Given(given.names, given.faults, env_file.strangers(file), there if there.is_file() else None)


async def _opened(settings: Settings) -> tuple[Store | None, str]:
    """The store, if the database is there and at this release's version; and why one that is cannot be opened."""
    try:
        async with asyncio.timeout(_PATIENCE):
            if (await condition(settings.database_url)).version != schema.VERSION:
                return None, ""
    except (TimeoutError, StorageFault):
        return None, ""  # the checks ask again, and say it
    try:
        async with asyncio.timeout(_PATIENCE):
            return await open_store(settings.database_url, now, settings.encryption_keys), ""
    except (TimeoutError, StorageFault) as fault:
        return None, str(fault) or type(fault).__name__


async def _list_parked(given: Read, spoken: Words) -> int:
    """What was set aside, the newest first, without what it said: that may be a buyer's."""
    store, _ = await _opened(given.settings)
    if store is None:
        print(spoken.plain("doctor", "parked_unreadable"), file=sys.stderr)
        return 1
    try:
        parked = await store.parked(_MOST)
    finally:
        await store.close()
    for one in parked:
        at = f"{one.at:%Y-%m-%d %H:%M} UTC"
        facts = {"number": one.update_id, "at": at, "error": one.error, "attempts": one.attempts}
        print(spoken.plain("doctor", "parked", facts))
    if not parked:
        print(spoken.plain("doctor", "parked_none"))
    return 0
