"""A stand-in with one person in it, and a clock that stands still."""

from __future__ import annotations

import pytest

from bot.playground.chats import User
from bot.playground.clocks import StillClock
from bot.playground.telegram import Telegram


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
