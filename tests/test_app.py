"""The bot as a whole: it does not live on half dead."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from bot.app import build
from bot.playground.request import InProcessRequest
from bot.playground.telegram import Telegram
from bot.settings import Settings
from handlers.pace import UNLIMITED
from tests.conversation import TOKEN


class Clock:
    """A clock that a test can break."""

    broken = False

    def __call__(self) -> datetime:
        if self.broken:
            raise ValueError("the clock is broken")
        return datetime(2026, 5, 22, 10, tzinfo=UTC)


async def test_a_broken_bell_ends_the_bot_aloud_and_in_order() -> None:
    """Nobody would notice reminders that are no longer rung; a process that ended is started again."""
    telegram, clock = Telegram(token=TOKEN), Clock()
    settings = Settings(bot_token=TOKEN, database_url="sqlite:///:memory:", reminder_tick_seconds=0)
    app = await build(settings, InProcessRequest(telegram), clock, UNLIMITED)
    await app.start()
    try:
        clock.broken = True
        with pytest.raises(ValueError, match="clock is broken"):
            async with asyncio.timeout(10):
                await app.wait()
    finally:
        await app.stop()
