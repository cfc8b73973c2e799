"""`python -m bot run`: the bot on Telegram. Without BOT_TOKEN: the playground, so that a newcomer sees it work."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

from bot.commands.loop import run
from bot.crashes import catch
from bot.loading import loading
from bot.logs import Watch, configure
from bot.settings import Settings, SettingsFault, load
from bot.storage.faults import StorageFault

if TYPE_CHECKING:
    from handlers.pace import Limits


def main(argv: list[str]) -> int:
    """0 when it was asked to stop; 1, with one line that names the setting and the mend, when it could not run."""
    if argv:
        sys.stderr.write("`run` takes no arguments; settings are in .env (see .env.example).\n")
        return 2
    try:
        settings = load()
        if settings.bot_token is None:
            from bot.commands import play

            return play.main([])
        configure(settings.log_level, settings.log_format, report=_reports(settings))
        catch()
        return run(serve(settings))
    except (SettingsFault, StorageFault) as fault:
        sys.stderr.write(f"{fault}\n")
        return 1


def _reports(settings: Settings) -> Watch | None:
    if settings.sentry_dsn is None:
        return None
    from bot.reports import Reports

    return Reports(settings.sentry_dsn)


async def serve(settings: Settings, limits: Limits | None = None) -> int:
    """Until told to end: 0; 1, with one line that says why, when Telegram does not know the bot."""
    with loading():
        # Late, so that a wrong setting is told at once and without the weight of everything.
        from bot.app import build
        from handlers.front import UnknownBot
        from handlers.signals import told_to_end

        app = await build(settings, limits=limits)
    told = told_to_end()
    try:
        starting = asyncio.ensure_future(app.start())
        await asyncio.wait((starting, told), return_when=asyncio.FIRST_COMPLETED)
        if told.done():
            starting.cancel()
            return 0
        await starting
        running = asyncio.ensure_future(app.wait())
        await asyncio.wait((running, told), return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            await running
    except UnknownBot as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    finally:
        await app.stop()
    return 0
