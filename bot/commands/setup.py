"""`python -m bot setup`: asks for what a bot on Telegram needs, tries each answer, and writes all of them into .env.

Enter leaves a setting as it is. Nothing is written before the end, and then all at once; what stands in the file
besides stays. The updates that wait at Telegram are looked at and left there.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import fields
from pathlib import Path

from bot.app import now
from bot.commands import doctor, env_file, setup_rest, setup_telegram
from bot.commands.draft import Draft
from bot.commands.host import as_given, language
from bot.commands.loop import run
from bot.commands.setup_telegram import Reach
from bot.commands.talk import Left, Talk
from bot.rendering.words import Words, words
from bot.services.checks.bench import Me
from bot.settings import Settings, SettingsFault, written
from bot.storage import schema
from bot.storage.condition import condition
from bot.storage.faults import StorageFault
from bot.storage.lock import lock
from handlers.instruments import Instruments
from handlers.line import line
from handlers.overhearing import Ear
from handlers.pulse import Pulse


def main(argv: Sequence[str]) -> int:
    """0: done; 1: broken off or not to be written, and nothing was; 2: there is nobody to ask."""
    parser = argparse.ArgumentParser(prog="python -m bot setup", description=(__doc__ or "").partition("\n\n")[0])
    parser.parse_args(argv)
    spoken = words(language(as_given()))
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        print(spoken.plain("setup", "nobody_there"), file=sys.stderr)
        return 2
    try:
        draft = Draft(written(), frozenset(name for name, text in os.environ.items() if text.strip()))
        if not run(_asked(Talk(spoken), draft)):
            return 0
        env_file.change(draft.changes)
    except SettingsFault as fault:
        print(fault, file=sys.stderr)
        return 1
    except (KeyboardInterrupt, Left):
        print(f"\n{spoken.plain('setup', 'broken_off')}", file=sys.stderr)
        return 1
    except OSError as error:
        facts = {"file": env_file.FILE, "reason": error.strerror or type(error).__name__}
        print(spoken.plain("setup", "not_written", facts), file=sys.stderr)
        return 1
    return _end(draft, spoken)


async def _asked(talk: Talk, draft: Draft) -> bool:
    """Every question in turn; whether anything is to be written."""
    usual, pulse = Settings(), Pulse(now)
    talk.say("welcome")
    await setup_telegram.token(talk, draft, pulse)
    async with AsyncExitStack() as stack:
        reach = await _reached(talk, draft, pulse, stack)
        if reach is not None:
            await setup_telegram.operator(talk, draft, reach)
            await setup_telegram.group(talk, draft, reach)
    talk.begin("rest_about")
    await setup_rest.plain(talk, draft, "HOST_CONTACT", "")
    await setup_rest.plain(talk, draft, "DEFAULT_LANGUAGE", usual.default_language)
    await setup_rest.plain(talk, draft, "RETENTION_DAYS", str(usual.retention_days))
    await setup_rest.key(talk, draft)
    await setup_rest.database(talk, draft)
    if not draft.changes:
        talk.say("unchanged")
    return bool(draft.changes)


async def _reached(talk: Talk, draft: Draft, pulse: Pulse, stack: AsyncExitStack) -> Reach | None:
    """The bot on Telegram; None: there is none, so nothing can be asked of it."""
    settings = draft.settings
    if settings.bot_token is None:
        return None
    calls = await stack.enter_async_context(line(settings.bot_token, settings.bot_api_url, pulse))
    instruments = Instruments(calls, pulse, int(settings.bot_token.partition(":")[0]))
    me = await instruments.me()
    if not isinstance(me, Me):
        return None
    return Reach(me, instruments, Ear(calls), await _may_listen(talk, settings, instruments, Ear(calls)))


async def _may_listen(talk: Talk, settings: Settings, instruments: Instruments, ear: Ear) -> bool:
    """Whether updates can be looked at without taking them from a bot that runs, or from a webhook."""
    if await _runs(settings):
        talk.say("bot_runs")
        return False
    hook = await instruments.webhook()
    if hook is None or not hook.url:
        return True
    if settings.webhook_url is None and await talk.agrees("webhook_remove") and await ear.unhook():
        return True
    talk.say("webhook_stays")
    return False


async def _runs(settings: Settings) -> bool:
    """Whether a bot polls on this database: looking at its updates would take them from it for a moment."""
    try:
        place = lock(settings.database_url)
        if place is None or (await condition(settings.database_url)).version != schema.VERSION:
            return False
        try:
            return not await place.take()
        finally:
            await place.close()
    except StorageFault:
        return False


def _end(draft: Draft, spoken: Words) -> int:
    """Says what was written, looks at everything once, and says what comes next."""
    names = [one.name.upper() for one in fields(Settings) if one.name.upper() in draft.changes]
    facts = {"file": str(Path(env_file.FILE).absolute()), "names": names}
    print(spoken.plain("setup", "written", facts), end="\n\n")
    given = as_given()
    doctor.show(run(doctor.examined(given)), words(language(given)))
    print(f"\n{spoken.plain('setup', 'next')}")
    return 0
