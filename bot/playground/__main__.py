"""The stand-in alone, as a process of its own: `python -m bot.playground --port 8081`.

Prints its address and the token it takes; for benchmarks, and for tests that kill the bot and must not lose Telegram.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import signal
import sys

from bot.playground.http import serve
from bot.playground.telegram import Telegram
from bot.playground.world import AUTHORISATION


async def run(host: str, port: int, token: str, name: str, language: str) -> None:
    """Serve until the process is told to stop."""
    telegram = Telegram(token=token)
    telegram.user(101, name, language)
    runner = await serve(telegram, host, port)
    address, taken = runner.addresses[0][:2]
    sys.stdout.write(f"BOT_API_URL=http://{address}:{taken} BOT_TOKEN={token}\n")
    sys.stdout.flush()
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, stop.set)
    try:
        await stop.wait()
    finally:
        await runner.cleanup()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bot.playground", description="A stand-in for Telegram's Bot API.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=8081, help="port to listen on; 0 takes a free one")
    parser.add_argument("--token", default=AUTHORISATION, help="the bot's token it takes")
    parser.add_argument("--name", default="Ana", help="first name of the person who is there from the start")
    parser.add_argument("--language", default="en", help="language of that person's app")
    given = parser.parse_args()
    asyncio.run(run(given.host, given.port, given.token, given.name, given.language))


if __name__ == "__main__":
    main()
