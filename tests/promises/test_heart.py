"""Who counts as a process that serves: nobody who only waits for a place, and whoever ends until they have ended."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from structlog.testing import capture_logs

from bot.app import build
from bot.playground.http import serving
from bot.playground.request import InProcessRequest
from bot.playground.telegram import Telegram
from bot.settings import Settings
from handlers.pace import UNLIMITED
from tests.promises.test_kill import happens

ANA = 101


async def test_who_waits_for_another_to_end_takes_nothing_of_its_pace(postgres_url: str) -> None:
    telegram = Telegram()
    async with serving(telegram) as address, asyncio.timeout(30):
        settings = Settings(bot_token=telegram.token, bot_api_url=address, database_url=postgres_url)
        first, second = await build(settings), await build(settings)
        await first.start()
        with capture_logs() as log:
            waiting = asyncio.create_task(second.start())
            await until(lambda: any(one["event"] == "another_bot_runs" for one in log))
        assert await first.store.replicas.beat() == 1
        await first.stop()
        await waiting
        assert await second.store.replicas.beat() == 1
        await second.stop()


async def test_who_ends_lives_for_the_others_until_it_has_shown_what_it_owes(postgres_url: str) -> None:
    """Else they would show the same screens at the same time."""
    telegram = Telegram()
    telegram.user(ANA, "Ana", "en")
    settings = Settings(bot_token=telegram.token, database_url=postgres_url)
    app = await build(settings, InProcessRequest(telegram), limits=UNLIMITED)
    await app.start()
    telegram.throttle(ANA, 1)
    telegram.says(ANA, "/start")
    async with asyncio.timeout(30):
        await until(lambda: bool(telegram.calls("sendMessage")))
        ending = asyncio.create_task(app.stop())
        await until(lambda: "bell" not in at_work())
        assert "heart" in at_work()
        telegram.floods.clear()
        await ending
    assert "heart" not in at_work()
    assert any("Recourse" in str(one.get("text")) for one in telegram.messages(ANA))


def at_work() -> set[str]:
    return {task.get_name() for task in asyncio.all_tasks()}


async def until(true: Callable[[], bool]) -> None:
    while not true():
        await happens(asyncio.Event(), 0.02)
