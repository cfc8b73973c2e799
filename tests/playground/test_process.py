"""The stand-in as a process of its own, with the library's own client on the other end."""

from __future__ import annotations

import asyncio
import sys

from telegram import Bot

from bot.playground.world import BOT_ID


async def test_it_starts_says_where_it_is_and_stops_when_told() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.playground", "--port", "0", stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        said = dict(pair.split("=", 1) for pair in (await process.stdout.readline()).decode().split())
        base, token = said["BOT_API_URL"], said["BOT_TOKEN"]
        async with Bot(token, base_url=f"{base}/bot", base_file_url=f"{base}/file/bot") as bot:
            assert bot.id == BOT_ID
            assert await bot.get_updates(timeout=0) == ()
    finally:
        process.terminate()
        assert await process.wait() == 0
