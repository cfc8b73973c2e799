"""The stand-in brings updates to a webhook as Telegram does: in order, until they are taken."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from yarl import URL

from bot.playground.chats import User
from bot.playground.deliveries import Deliveries, chat_of
from bot.playground.refusals import RefusalError
from bot.playground.telegram import Telegram

PROVEN = {"secret_token": "s-1"}
URL_TOLD = "https://bot.example/hook"


class Bot:
    """Takes deliveries: answers with the next status, 200 when none is left."""

    def __init__(self, statuses: Sequence[int] = ()) -> None:
        self.statuses = list(statuses)
        self.got: list[tuple[int, str | None]] = []
        self.held: dict[int, asyncio.Event] = {}
        self.news = asyncio.Event()

    async def take(self, request: web.Request) -> web.Response:
        update = await request.json()
        self.got.append((update["update_id"], request.headers.get("X-Telegram-Bot-Api-Secret-Token")))
        self.news.set()
        if (gate := self.held.get(chat_of(update))) is not None:
            await gate.wait()
        return web.Response(status=self.statuses.pop(0) if self.statuses else 200)

    async def until(self, times: int) -> list[int]:
        """The numbers of what was brought, when it was so much."""
        while len(self.got) < times:
            self.news.clear()
            await self.news.wait()
        return [number for number, _ in self.got]


@asynccontextmanager
async def bringing(telegram: Telegram, bot: Bot) -> AsyncIterator[None]:
    app = web.Application()
    app.router.add_post("/hook", bot.take)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    deliveries = Deliveries(telegram, lambda url: URL(f"http://127.0.0.1:{port}{url.path}"), pause=0.01)
    task = asyncio.create_task(deliveries.run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await runner.cleanup()


def set_webhook(telegram: Telegram, **given: Any) -> None:
    assert telegram.call(telegram.token, "setWebhook", {"url": URL_TOLD, **given})


def info(telegram: Telegram) -> dict[str, Any]:
    told: dict[str, Any] = telegram.call(telegram.token, "getWebhookInfo")
    return told


async def test_updates_are_brought_in_order_with_the_secret_and_then_forgotten(telegram: Telegram, ana: User) -> None:
    bot = Bot()
    async with bringing(telegram, bot):
        telegram.says(ana, "two")
        set_webhook(telegram, **PROVEN)
        await bot.until(2)
        telegram.says(ana, "three")
        assert await bot.until(3) == [1, 2, 3]
    assert {secret for _, secret in bot.got} == {"s-1"}


async def test_what_was_not_taken_is_brought_again_and_the_reason_told(telegram: Telegram, ana: User) -> None:
    bot = Bot([503, 500])
    async with bringing(telegram, bot):
        telegram.says(ana, "two")
        set_webhook(telegram)
        await bot.until(2)
        assert info(telegram)["last_error_message"].startswith("Wrong response from the webhook: 50")
        assert info(telegram)["pending_update_count"] == 2
        assert await bot.until(4) == [1, 1, 1, 2]


async def test_of_one_chat_one_is_brought_at_a_time_and_other_chats_meanwhile(telegram: Telegram, ana: User) -> None:
    bot, other = Bot(), telegram.user(ana.id + 1)
    gate = bot.held[ana.id] = asyncio.Event()
    async with bringing(telegram, bot):
        set_webhook(telegram)
        telegram.says(ana, "two")
        telegram.says(other, "/start")
        assert await bot.until(2) == [1, 3]
        gate.set()
        assert await bot.until(3) == [1, 3, 2]


async def test_an_update_can_be_brought_twice(telegram: Telegram, ana: User) -> None:
    bot = Bot()
    async with bringing(telegram, bot):
        set_webhook(telegram)
        await bot.until(1)
        telegram.duplicate(1)
        assert await bot.until(2) == [1, 1]


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"url": "http://bot.example"}, "An HTTPS URL must be provided"),
        ({"url": "https://bot.example:8080/"}, "only on ports 80, 88, 443 or 8443"),
        ({"secret_token": "no spaces"}, "unallowed characters"),
    ],
)
def test_an_address_that_telegram_would_refuse_is_refused(telegram: Telegram, given: dict[str, str], why: str) -> None:
    with pytest.raises(RefusalError, match=why):
        set_webhook(telegram, **given)
