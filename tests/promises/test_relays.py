"""Promise 3: what a buyer and the volunteers say to each other is not lost, whoever dies; at most one comes twice."""

from __future__ import annotations

import asyncio
import os
import signal
from collections import Counter
from collections.abc import Callable
from typing import Any

import psutil
import pytest

from bot.playground.http import serving
from bot.playground.telegram import Telegram
from tests.promises.queued import lease_ends, waiting
from tests.promises.test_kill import Lives, happens
from tests.support.desk import GROUP, PROBLEM, VERA, prepare

BUYER = 101
DEATHS = 2

Message = dict[str, Any]


class Talk:
    """A buyer and a volunteer, and a bot that is killed the moment Telegram has taken a message it waits for."""

    def __init__(self, telegram: Telegram, lives: Lives, url: str) -> None:
        self.telegram, self.lives, self.url = telegram, lives, url
        self.happened = asyncio.Event()
        self._fatal: Callable[[Message], bool] | None = None
        telegram.subscribe(self._see)

    def _see(self, change: dict[str, Any]) -> None:
        if self._fatal is not None and change["kind"] == "message" and self._fatal(change["message"]):
            self._fatal = None
            os.kill(self.lives.pid, signal.SIGKILL)  # before the answer to the call is on its way
        self.happened.set()

    async def until(self, there: Callable[[], bool]) -> None:
        while not there():
            await self.pause()

    async def pause(self) -> None:
        """Until something happens, or for a moment."""
        self.happened.clear()
        await happens(self.happened, 0.05)

    async def all_sent(self) -> None:
        while await waiting(self.url):
            await self.pause()

    async def dies_at(self, chat: int, words: str) -> None:
        """The bot's next message in this chat with these words is the last thing it did."""
        died = asyncio.Event()

        def fatal(message: Message) -> bool:
            hit = message["chat"]["id"] == chat and message["from_bot"] and words in said(message)
            if hit:
                died.set()
            return hit

        self._fatal = fatal
        self.telegram.says(BUYER, f"n{words}")
        thread = max(self.telegram.chats[GROUP].topics)
        self.telegram.says(VERA, f"/r v{words}", chat=GROUP, thread=thread)
        await died.wait()
        while psutil.Process(self.lives.pid).status() != psutil.STATUS_ZOMBIE:
            await happens(asyncio.Event(), 0.001)
        await lease_ends(self.url)
        await self.lives.next()

    def shown(self, chat: int) -> list[str]:
        """What the bot has sent into a chat."""
        return [said(message) for message in self.telegram.messages(chat) if message["from"]["is_bot"]]

    async def asked(self) -> None:
        """The buyer tells what is wrong and asks for a human."""
        self.telegram.says(BUYER, PROBLEM)
        await self.taps("Yes, that is right")
        self.telegram.says(BUYER, "/human")
        await self.taps("Yes, share it and ask")
        await self.until(lambda: bool(self.telegram.chats[GROUP].pinned))
        await self.all_sent()

    async def taps(self, button: str) -> None:
        """The buyer taps a button of the newest message once it is there."""

        def there() -> bool:
            return button in str(self.telegram.messages(BUYER)[-1].get("reply_markup"))

        await self.until(there)
        self.telegram.taps(BUYER, self.telegram.messages(BUYER)[-1]["message_id"], button)
        await self.until(lambda: not there())


def said(message: Message) -> str:
    return str(message.get("text") or message.get("caption") or "")


@pytest.mark.parametrize("chat", [GROUP, BUYER], ids=["to the volunteers", "to the buyer"])
async def test_who_dies_between_sending_and_marking_loses_nothing_that_was_said(
    chat: int, lasting_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUPPORT_CHAT_ID", str(GROUP))
    telegram = Telegram(journal_room=10_000)
    telegram.user(BUYER, "Ana", "en")
    prepare(telegram)
    async with serving(telegram) as address, asyncio.timeout(120):
        lives = await Lives.of(telegram, address, lasting_url, "whole")
        talk = Talk(telegram, lives, lasting_url)
        await lives.next()
        await talk.asked()
        for death in range(DEATHS):
            await talk.dies_at(chat, str(death))
        await talk.until(lambda: all(told(talk, GROUP, "n")[str(death)] for death in range(DEATHS)))
        await talk.until(lambda: all(told(talk, BUYER, "v")[str(death)] for death in range(DEATHS)))
        await talk.all_sent()
        await lives.last()

    for where, letter in ((GROUP, "n"), (BUYER, "v")):
        times = told(talk, where, letter)
        assert set(times) == {str(death) for death in range(DEATHS)}
        assert max(times.values()) <= 2
    assert 2 in told(talk, chat, "n" if chat == GROUP else "v").values()  # it did die in between
    assert len(telegram.chats[GROUP].topics) == 1


def told(talk: Talk, chat: int, letter: str) -> Counter[str]:
    """How often each thing that was said stands in a chat."""
    words = [word for text in talk.shown(chat) for word in text.split()]
    return Counter(word[1:] for word in words if word[0] == letter and word[1:].isdecimal())
