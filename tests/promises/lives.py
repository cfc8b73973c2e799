"""Lives: starts the same bot again and again, as a process of its own each time, without the cost of a fresh Python.

Everything is imported once; each line on standard input buries the last child and forks the next, whose number is
written out. A child shares nothing with the one before but the database file.
`python -m tests.promises.lives URL TOKEN FILE`
"""

from __future__ import annotations

import asyncio
import os
import sys
from datetime import UTC, datetime

from bot.storage.store import open_store
from handlers.front import Front, application
from handlers.pace import UNLIMITED
from handlers.signals import told_to_end
from handlers.transport import Transport
from tests.handlers.small import EchoDesk, PlainWords


def now() -> datetime:
    return datetime.now(UTC)


async def live(api_url: str, token: str, file: str) -> None:
    """One life: until killed, or until told to end."""
    told = told_to_end()
    store = await open_store(f"sqlite+aiosqlite:///{file}", now)
    front = Front(application(token, Transport(), api_url), EchoDesk(store), PlainWords(), store, now, (), UNLIMITED)
    await front.start()
    await told
    await front.stop()
    await store.close()


def main(api_url: str, token: str, file: str) -> None:
    """One child after the other; the exit status of each is written when it is buried."""
    child = 0
    for _ in sys.stdin:
        bury(child)
        child = os.fork()
        if not child:
            os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # its log must not be taken for ours
            asyncio.run(live(api_url, token, file))
            os._exit(0)
        say(f"lives {child}")
    bury(child)


def bury(child: int) -> None:
    if child:
        say(f"ended {os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}")


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
