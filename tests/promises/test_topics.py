"""Promise 5: a case has one topic with one card, also when the process dies between Telegram's yes and our note."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from typing import Any

import psutil
import pytest

from bot.playground.http import serving
from bot.playground.pointers import buttons
from bot.playground.telegram import Telegram
from tests.promises.queued import lease_ends
from tests.promises.test_kill import Lives, happens
from tests.support.desk import GROUP, PROBLEM, VERA, prepare

BUYER = 101
Change = dict[str, Any]


def a_topic_is_made(change: Change) -> bool:
    return bool(change["kind"] == "topic")


def the_card_is_sent(change: Change) -> bool:
    message = change.get("message", {})
    return change["kind"] == "message" and change["chat"] == GROUP and "Nobody has taken it" in message.get("text", "")


@pytest.mark.parametrize("death", [a_topic_is_made, the_card_is_sent])
async def test_who_dies_between_telegrams_yes_and_the_note_of_it_leaves_no_second_topic_and_no_second_card(
    death: Callable[[Change], bool], lasting_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the bot is dead the volunteers go on: somebody opens a topic, and writes in it."""
    monkeypatch.setenv("SUPPORT_CHAT_ID", str(GROUP))
    telegram, called = Telegram(journal_room=10_000), asyncio.Event()
    telegram.subscribe(lambda _: called.set())
    telegram.user(BUYER, "Ana", "en")
    prepare(telegram)

    async with serving(telegram) as address, asyncio.timeout(60):
        lives = await Lives.of(telegram, address, lasting_url, "whole")
        await lives.next()
        telegram.says(BUYER, PROBLEM)
        await taps(telegram, called, "Yes, that is right")
        telegram.says(BUYER, "/human")
        # The stand-in tells before it answers, so the bot is dead before it can know.
        unsubscribe = telegram.subscribe(lambda change: lives.tell(signal.SIGKILL) if death(change) else None)
        await taps(telegram, called, "Yes, share it")
        while psutil.Process(lives.pid).status() != psutil.STATUS_ZOMBIE:
            await happens(asyncio.Event(), 0.001)
        unsubscribe()
        other = telegram.opens_topic(VERA, GROUP, "Among ourselves")
        telegram.says(VERA, "who is there?", chat=GROUP, thread=other)
        await lease_ends(lasting_url)
        await lives.next()
        telegram.says(BUYER, "hello")
        while not any("hello" in str(message.get("text")) for message in telegram.messages(GROUP)):
            called.clear()
            await called.wait()
        await lives.last()

    topics = telegram.chats[GROUP].topics
    (mine,) = topics.keys() - {other}
    ours = [m for m in telegram.messages(GROUP) if m["from"]["id"] == telegram.me.id and "text" in m]
    (card,) = [m for m in ours if m["text"].startswith("#1")]
    assert telegram.chats[GROUP].pinned == [card["message_id"]]
    assert {message.get("message_thread_id") for message in ours} == {mine}
    assert ours[-1]["text"].endswith("hello")


async def taps(telegram: Telegram, called: asyncio.Event, label: str) -> None:
    """The buyer taps this button as soon as it is there."""
    while True:
        called.clear()
        for message in telegram.messages(BUYER):
            for button in buttons(message):
                if button["text"].startswith(label):
                    telegram.taps(BUYER, message["message_id"], button["callback_data"])
                    return
        await called.wait()
