"""A stand-in with one person in it, and a clock that stands still."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.commands.stage import Stage
from bot.playground.chats import User
from bot.playground.clocks import StillClock
from bot.playground.telegram import Telegram
from tests.playground.stage import playing


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def telegram(clock: StillClock) -> Telegram:
    return Telegram(clock=clock)


@pytest.fixture
def ana(telegram: Telegram) -> User:
    """Ana has opened the chat with the bot."""
    ana = telegram.user(101, "Ana", "en")
    telegram.says(ana, "/start")
    return ana


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    """The whole bot, as the playground plays it."""
    async with playing(tmp_path) as stage:
        yield stage
