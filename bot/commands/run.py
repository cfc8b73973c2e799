"""`python -m bot run`: the bot on Telegram. Without BOT_TOKEN: the playground, so that a newcomer sees it work."""

from __future__ import annotations

import asyncio
import sys

from bot.logs import configure
from bot.settings import Settings, SettingsFault, load
from bot.storage.faults import StorageFault


def main(argv: list[str]) -> int:
    """0 when it was asked to stop, 1 with one line that names the setting and the mend otherwise."""
    if argv:
        sys.stderr.write("`run` takes no arguments; it is set up in .env.\n")
        return 2
    try:
        settings = load()
        if settings.bot_token is None:
            from bot.commands import play

            return play.main([])
        configure(settings.log_level, settings.log_format)
        return runner(_run(settings))
    except (SettingsFault, StorageFault) as fault:
        sys.stderr.write(f"{fault}\n")
        return 1


def runner(work: asyncio.Future[int] | object) -> int:
    """Runs the work to its end, on uvloop where there is one."""
