"""Lives: starts the same bot again and again, as a process of its own each time, without the cost of a fresh Python.

Everything is imported once; each line on standard input buries the last child and forks the next, whose number is
written out. A child shares nothing with the one before but the database file.
`python -m tests.promises.lives small|whole|crowd URL TOKEN FILE`: the small bot of the handlers' tests, or all of
Recourse, started as `python -m bot run` starts it, which may have the address of a database instead of a file; `crowd`
is the same without Telegram's limits on pace.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from typing import Final

from bot import app, first_use, settings  # so that each child finds everything loaded
from bot.commands import loop, run
from bot.storage.store import open_store
from handlers.front import Front, application
from handlers.outside import Outside
from handlers.pace import UNLIMITED
from handlers.signals import told_to_end
from handlers.transport import Transport
from tests.handlers.small import EchoDesk, PlainWords


async def small(api_url: str, token: str, file: str) -> None:
    """One life: until killed, or until told to end."""
    told = told_to_end()
    store = await open_store(f"sqlite+aiosqlite:///{file}", app.now)
    outside = Outside(app.now, limits=UNLIMITED)
    front = Front(application(token, Transport(), api_url), EchoDesk(store), PlainWords(), store, outside)
    await front.start()
    await told
    await front.stop()
    await store.close()


def main(which: str, api_url: str, token: str, file: str) -> None:
    """One child after the other; the exit status of each is written when it is buried."""
    os.environ |= {
        "BOT_TOKEN": token,
        "BOT_API_URL": api_url,
        "DATABASE_URL": file if "://" in file else f"sqlite:///{file}",
        "LOG_LEVEL": "ERROR",
    }
    if which != "small":
        first_use.prepare()
    child = 0
    for _ in sys.stdin:
        bury(child)
        child = os.fork()
        if not child:
            os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # its log must not be taken for ours
            os._exit(_LIVED[which](api_url, token, file))
        say(f"lives {child}")
    bury(child)


_LIVED: Final[dict[str, Callable[[str, str, str], int]]] = {
    "small": lambda *given: asyncio.run(small(*given)) or 0,
    "whole": lambda *_: run.main([]),
    "crowd": lambda *_: loop.run(run.serve(settings.load(), UNLIMITED)),
}


def bury(child: int) -> None:
    if child:
        say(f"ended {os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}")


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
