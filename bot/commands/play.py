"""`python -m bot play`: the whole bot in a browser, without Telegram. Same handlers, rules and database; only
Telegram is played. Everything is forgotten when it ends."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any, Final

from bot.commands.loop import run
from bot.settings import SettingsFault, written
from bot.streams import unread

if TYPE_CHECKING:
    from aiohttp.web import AppRunner

    from bot.commands.stage import Stage

HOST: Final = "127.0.0.1"
PORT: Final = 8085
_TRIES: Final = 20
_HIGHEST: Final = 65535


def main(argv: list[str]) -> int:
    """0 when it was asked to stop; 1, with one line that names the mend, when it must not or cannot run; 1 without a
    word when nobody reads any more what it prints."""
    parser = argparse.ArgumentParser(prog="python -m bot play", description=__doc__)
    parser.add_argument("--port", type=int, help=f"port on {HOST}; without it, {PORT} or the next free one")
    parser.add_argument("--beside-token", action="store_true", help="open although BOT_TOKEN is set; it is not used")
    parser.add_argument("--terminal", action="store_true", help="no page: talk to the bot here, with numbered buttons")
    parser.add_argument("--language", choices=("en", "ru"), default="en", help="the buyer's, with --terminal")
    given = parser.parse_args(argv)
    if given.port is not None and not 1 <= given.port <= _HIGHEST:
        parser.error(f"--port must be from 1 to {_HIGHEST}")
    if not given.beside_token and (reason := _real_token()):
        sys.stderr.write(f"{reason}\n")
        return 1
    try:
        with tempfile.TemporaryDirectory(prefix="recourse-") as folder:
            return run(_talk(given.language, Path(folder)) if given.terminal else _play(given.port, Path(folder)))
    except BrokenPipeError:
        unread()
        return 1


def _real_token() -> str | None:
    """Why not to play here: a bot may be meant to run here for real. None: there is no token."""
    try:
        if "BOT_TOKEN" not in written():
            return None
    except SettingsFault as fault:
        return str(fault)
    return "BOT_TOKEN is set: `python -m bot` runs that bot. To play beside it: python -m bot play --beside-token"


async def _play(port: int | None, folder: Path) -> int:
    async with _staged(folder) as (playing, told):
        opened = await _open(playing, port)
        if isinstance(opened, str):
            sys.stderr.write(f"{opened}\n")
            return 1
        sys.stdout.write(_welcome(opened.addresses[0][1], port))
        sys.stdout.flush()
        try:
            await _first(told, playing.wait())
        finally:
            await opened.cleanup()
    return 0


async def _talk(language: str, folder: Path) -> int:
    """The playground without a page."""
    from bot.playground.cast import BUYERS
    from bot.playground.player import Player
    from bot.playground.terminal import Terminal
    from bot.playground.typed import typed

    async with _staged(folder) as (playing, told):
        number, name, _ = BUYERS[0]
        playing.telegram.user(number, name, language)
        player = Player(playing.telegram, number, playing.travel.settled, playing.travel.go)
        terminal = Terminal(player, playing.travel.carry_out, language, _print, lambda: get_terminal_size().columns)
        await _first(told, playing.wait(), terminal.run(typed("> ")))
    return 0


@asynccontextmanager
async def _staged(folder: Path) -> AsyncIterator[tuple[Stage, asyncio.Future[Any]]]:
    """The bot on its stage with its log on the page, and what is done when the process is told to end."""
    from bot.commands.stage import stage
    from bot.logs import configure
    from bot.playground.logbook import Logbook
    from handlers.signals import told_to_end

    logbook = Logbook()
    configure("WARNING", "text", logbook.note)
    told = told_to_end()
    async with stage(folder, logbook) as playing:
        yield playing, told


async def _first(told: asyncio.Future[Any], *works: Coroutine[Any, Any, None]) -> None:
    """Returns when the process is told to end or one of the works has ended; raises what ended it."""
    tasks = [asyncio.ensure_future(work) for work in works]
    await asyncio.wait((told, *tasks), return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
    for error in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(error, Exception):
            raise error


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


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
