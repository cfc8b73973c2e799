"""`python -m bot play`: the whole bot in a browser, without Telegram. Same handlers, rules and database; only
Telegram is played. Everything is forgotten when it ends."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Final

from bot.commands.loop import run
from bot.logs import configure

HOST: Final = "127.0.0.1"
PORT: Final = 8085
_TRIES: Final = 20
_HIGHEST: Final = 65535


def main(argv: list[str]) -> int:
    """0 when it was asked to stop, 1 when no port could be had."""
    parser = argparse.ArgumentParser(prog="python -m bot play", description=__doc__)
    parser.add_argument("--port", type=int, default=PORT, help=f"port on {HOST}; the next free one if it is taken")
    given = parser.parse_args(argv)
    if not 1 <= given.port <= _HIGHEST - _TRIES:
        parser.error(f"--port must be from 1 to {_HIGHEST - _TRIES}")
    configure("WARNING", "text")
    with tempfile.TemporaryDirectory(prefix="recourse-") as folder:
        return run(_play(given.port, Path(folder)))


async def _play(port: int, folder: Path) -> int:
    from bot.app import build
    from bot.playground.http import serve
    from bot.playground.request import InProcessRequest
    from bot.playground.telegram import Telegram
    from bot.settings import Settings
    from handlers.pace import UNLIMITED
    from handlers.signals import told_to_end

    telegram = Telegram()
    telegram.user(101, "Ana", "en")
    settings = Settings(bot_token=telegram.token, database_url=f"sqlite:///{folder / 'play.db'}")
    app = await build(settings, InProcessRequest(telegram), limits=UNLIMITED)
    told = told_to_end()
    await app.start()
    for tried in range(port, port + _TRIES):
        try:
            runner = await serve(telegram, HOST, tried)
        except OSError:
            continue
        sys.stdout.write(
            f"\n  Recourse is open: http://{HOST}:{tried}\n"
            "  No token, no Telegram, nothing is kept. Ctrl+C ends it.\n\n"
        )
        sys.stdout.flush()
        await told
        await runner.cleanup()
        await app.stop()
        return 0
    sys.stderr.write(
        f"The ports {port} to {port + _TRIES - 1} are taken; choose another: python -m bot play --port N\n"
    )
    await app.stop()
    return 1
