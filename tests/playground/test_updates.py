"""The queue of updates: given until confirmed, one reader at a time, kept for a day."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.playground.chats import User
from bot.playground.clocks import StillClock
from bot.playground.refusals import RefusalError
from bot.playground.telegram import Telegram


async def poll(telegram: Telegram, **given: Any) -> list[int]:
    """The ids of the updates given."""
    status, body = await telegram.answer(telegram.token, "getUpdates", given)
    assert status == 200, body
    return [update["update_id"] for update in body["result"]]


async def test_an_update_is_given_until_a_higher_offset_confirms_it(telegram: Telegram, ana: User) -> None:
    """A bot that dies before it confirms is given the same updates again."""
    telegram.says(ana, "two")
    telegram.says(ana, "three")
    assert await poll(telegram) == [1, 2, 3]
    assert await poll(telegram) == [1, 2, 3]
    assert await poll(telegram, offset=2, limit=1) == [2]
    assert await poll(telegram, offset=4) == []
    assert await poll(telegram) == []


async def test_a_negative_offset_keeps_only_the_last(telegram: Telegram, ana: User) -> None:
    telegram.says(ana, "two")
    assert await poll(telegram, offset=-1) == [2]
    assert await poll(telegram) == [2]


async def test_at_most_a_hundred_updates_are_given_at_once(telegram: Telegram, ana: User) -> None:
    for number in range(120):
        telegram.says(ana, str(number))
    assert len(await poll(telegram)) == 100
    assert len(await poll(telegram, limit=500)) == 100
    assert len(await poll(telegram, limit="7")) == 7


async def test_a_waiting_bot_is_woken_by_what_happens(telegram: Telegram, ana: User) -> None:
    waiting = asyncio.create_task(poll(telegram, offset=2, timeout=30))
    await telegram.updates.idle()
    assert not waiting.done()
    telegram.says(ana, "hello")
    assert await waiting == [2]


async def test_waiting_ends_with_nothing_when_nothing_happens(telegram: Telegram) -> None:
    telegram.updates.add("message", {})
    assert await telegram.updates.poll(2, 100, 0.001) == []


async def test_a_second_reader_ends_the_first_with_a_conflict(telegram: Telegram, ana: User) -> None:
    first = asyncio.create_task(telegram.answer(telegram.token, "getUpdates", {"offset": 2, "timeout": 30}))
    await telegram.updates.idle()
    second = asyncio.create_task(poll(telegram, offset=2, timeout=30))
    status, body = await first
    assert status == 409
    assert body["description"] == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    telegram.says(ana, "hello")
    assert await second == [2]


async def test_a_reader_that_went_away_leaves_the_queue_as_it_was(telegram: Telegram, ana: User) -> None:
    gone = asyncio.create_task(poll(telegram, offset=2, timeout=30))
    await telegram.updates.idle()
    gone.cancel()
    with pytest.raises(asyncio.CancelledError):
        await gone
    telegram.says(ana, "hello")
    assert await poll(telegram, offset=2, timeout=30) == [2]


async def test_updates_older_than_a_day_are_lost(telegram: Telegram, ana: User, clock: StillClock) -> None:
    clock.move(hours=20)
    telegram.says(ana, "later")
    clock.move(hours=5)
    assert await poll(telegram) == [2]


async def test_only_the_kinds_asked_for_are_queued(telegram: Telegram, ana: User) -> None:
    assert await poll(telegram, allowed_updates='["callback_query"]', offset=2) == []
    telegram.says(ana, "not wanted")
    assert await poll(telegram) == []
    assert await poll(telegram, allowed_updates=[]) == []
    telegram.says(ana, "wanted again")
    assert len(await poll(telegram)) == 1


async def test_an_update_can_come_twice_even_after_it_was_confirmed(telegram: Telegram, ana: User) -> None:
    assert await poll(telegram) == [1]
    assert await poll(telegram, offset=2) == []
    telegram.duplicate(1)
    assert await poll(telegram, offset=2) == [1]
    assert await poll(telegram, offset=2) == []


async def test_polling_and_a_webhook_exclude_each_other(telegram: Telegram, ana: User) -> None:
    waiting = asyncio.create_task(telegram.answer(telegram.token, "getUpdates", {"offset": 2, "timeout": 30}))
    await telegram.updates.idle()
    assert telegram.call(telegram.token, "setWebhook", {"url": "https://example.com/hook", "secret_token": "s"})
    assert (await waiting)[0] == 409
    status, body = await telegram.answer(telegram.token, "getUpdates")
    assert status == 409
    assert body["description"] == (
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    )
    info = telegram.call(telegram.token, "getWebhookInfo")
    assert (info["url"], info["max_connections"]) == ("https://example.com/hook", 40)
    telegram.says(ana, "hello")
    assert telegram.call(telegram.token, "deleteWebhook", {"drop_pending_updates": "true"})
    assert await poll(telegram) == []


def test_a_caller_that_cannot_wait_gets_what_there_is(telegram: Telegram, ana: User) -> None:
    assert len(telegram.call(telegram.token, "getUpdates", {"timeout": 50})) == 1
    telegram.call(telegram.token, "setWebhook", {"url": "https://example.com/"})
    with pytest.raises(RefusalError):
        telegram.call(telegram.token, "getUpdates")
