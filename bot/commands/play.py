"""`python -m bot play`: the whole bot in a browser, without Telegram. Same handlers, rules and database; only
Telegram is played. Everything is forgotten when it ends."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.commands.loop import run
from bot.settings import SettingsFault, written

if TYPE_CHECKING:
    from aiohttp.web import AppRunner

    from bot.commands.stage import Stage

HOST: Final = "127.0.0.1"
PORT: Final = 8085
_TRIES: Final = 20
_HIGHEST: Final = 65535


def main(argv: list[str]) -> int:
    """0 when it was asked to stop; 1, with one line that names the mend, when it must not or cannot run."""
    parser = argparse.ArgumentParser(prog="python -m bot play", description=__doc__)
    parser.add_argument("--port", type=int, help=f"port on {HOST}; without it, {PORT} or the next free one")
    parser.add_argument("--beside-token", action="store_true", help="open although BOT_TOKEN is set; it is not used")
    given = parser.parse_args(argv)
    if given.port is not None and not 1 <= given.port <= _HIGHEST:
        parser.error(f"--port must be from 1 to {_HIGHEST}")
    if not given.beside_token and (reason := _real_token()):
        sys.stderr.write(f"{reason}\n")
        return 1
    with tempfile.TemporaryDirectory(prefix="recourse-") as folder:
        return run(_play(given.port, Path(folder)))


def _real_token() -> str | None:
    """Why not to play here: a bot may be meant to run here for real. None: there is no token."""
    try:
        if "BOT_TOKEN" not in written():
            return None
    except SettingsFault as fault:
        return str(fault)
    return "BOT_TOKEN is set: `python -m bot` runs that bot. To play beside it: python -m bot play --beside-token"


async def _play(port: int | None, folder: Path) -> int:
    from bot.commands.stage import stage
    from bot.logs import configure
    from bot.playground.inspector import Logbook
    from handlers.signals import told_to_end

    logbook = Logbook()
    configure("WARNING", "text", logbook.note)
    told = told_to_end()
    async with stage(folder, logbook) as playing:
        opened = await _open(playing, port)
        if isinstance(opened, str):
            sys.stderr.write(f"{opened}\n")
            return 1
        sys.stdout.write(_welcome(opened.addresses[0][1], port))
        sys.stdout.flush()
        running = asyncio.ensure_future(playing.wait())
        await asyncio.wait((running, told), return_when=asyncio.FIRST_COMPLETED)
        running.cancel()
        ended = await asyncio.gather(running, return_exceptions=True)
        await opened.cleanup()
        for error in ended:
            if isinstance(error, Exception):
                raise error
    return 0


def _welcome(taken: int, port: int | None) -> str:
    lines = [f"Recourse is open: http://{HOST}:{taken}"]
    if port is None and taken != PORT:
        lines.append(f"Port {PORT} is taken, perhaps by another playground; this one has the next free one.")
    lines.append("No token, no Telegram, nothing is kept. Ctrl+C ends it.")
    return "".join(f"\n  {line}" for line in lines) + "\n\n"


async def _open(playing: Stage, port: int | None) -> AppRunner | str:
    """The page, served; or, in one line, why it cannot be."""
    from bot.playground.http import serve

    ports = range(PORT, PORT + _TRIES) if port is None else (port,)
    for tried in ports:
        try:
            return await serve(playing.telegram, HOST, tried, playing.parts)
        except OSError as error:
            reason = os.strerror(error.errno or 0).lower()
    which = f"Port {port}" if port else f"Ports {PORT} to {PORT + _TRIES - 1}"
    return f"{which} cannot be had ({reason}); choose another: python -m bot play --port N"
