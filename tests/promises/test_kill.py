"""Promise 1: kill -9 at any moment, then a restart: every buyer is where they were, and whoever was owed an answer
gets it.

The stand-in for Telegram lives on in this process and the bot dies again and again in another, at moments chosen by
chance: the verdict must be the same whatever they are.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.playground.http import serving
from bot.playground.telegram import Telegram
from bot.storage.store import open_store

DEATHS = 60
PEOPLE = (201, 202, 203)


class Lives:
    """The process that forks one bot after the other."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.pid = 0

    @classmethod
    async def of(
        cls, telegram: Telegram, address: str, file: Path | str, which: str = "small", **settings: str
    ) -> Lives:
        program = (sys.executable, "-m", "tests.promises.lives", which, address, telegram.token, str(file))
        pipe = asyncio.subprocess.PIPE
        return cls(await asyncio.create_subprocess_exec(*program, stdin=pipe, stdout=pipe, env=os.environ | settings))

    async def next(self) -> None:
        """A new life, when the last one has ended."""
        assert self._process.stdin is not None
        self._process.stdin.write(b"next\n")
        if self.pid:
            assert await self._line() == f"ended {-signal.SIGKILL}\n"
        self.pid = int((await self._line()).removeprefix("lives "))

    async def last(self) -> None:
        """The last life is asked kindly to end, and does so in order."""
        assert self._process.stdin is not None
        self.tell(signal.SIGTERM)
        self._process.stdin.close()
        assert await self._line() == "ended 0\n"
        await self._process.wait()

    def tell(self, which: signal.Signals) -> None:
        os.kill(self.pid, which)

    async def _line(self) -> str:
        assert self._process.stdout is not None
        return (await self._process.stdout.readline()).decode()


class Conversation:
    """Three people talking to the bot, who never wait for its answers. Every input is one of a kind."""

    def __init__(self, telegram: Telegram, chance: random.Random) -> None:
        self._telegram, self._chance = telegram, chance
        self.said: dict[int, list[str]] = {who: [] for who in PEOPLE}
        for who in PEOPLE:
            telegram.user(who)
            telegram.says(who, "/start")
            self.said[who].append("/start")

    def go_on(self) -> None:
        """Somebody types, or taps a button of whatever the bot showed last."""
        who = self._chance.choice(PEOPLE)
        words = f"n{len(self.said[who])}"
        shown = [one for one in self._telegram.messages(who) if one["from"]["is_bot"]]
        if shown and self._chance.random() < 0.6:
            self._telegram.taps(who, shown[-1]["message_id"], words, stale=True)
        else:
            self._telegram.says(who, words)
        self.said[who].append(words)

    def answered(self, who: int) -> bool:
        """Whether the person has the answer to the last thing they did, and every button stopped spinning."""
        texts = {one.get("text") for one in self._telegram.messages(who) if one["from"]["is_bot"]}
        return f"echo {self.said[who][-1]}" in texts and not self._telegram.unanswered()


async def test_whatever_the_moment_of_death_nothing_is_lost_and_nothing_counts_twice(tmp_path: Path) -> None:
    chance = random.SystemRandom()
    file = tmp_path / "bot.db"
    telegram = Telegram(journal_room=100_000)
    conversation = Conversation(telegram, chance)
    called = asyncio.Event()
    telegram.subscribe(lambda _: called.set())

    async with serving(telegram) as address:
        lives = await Lives.of(telegram, address, file)
        for _ in range(DEATHS):
            await lives.next()
            await moments(called, chance.randrange(12), conversation, chance)
            lives.tell(signal.SIGKILL)
        await lives.next()
        async with asyncio.timeout(30):
            await telegram.updates.idle()
            while not all(map(conversation.answered, PEOPLE)):
                called.clear()
                await called.wait()
        await lives.last()

    await every_effect_is_there_once(file, conversation)
    no_answer_was_given_too_often(telegram)


async def test_an_answer_that_was_owed_at_death_is_given_by_the_next_life(tmp_path: Path) -> None:
    telegram = Telegram()
    conversation = Conversation(telegram, random.SystemRandom())
    called = asyncio.Event()
    telegram.subscribe(lambda _: called.set())

    async with serving(telegram) as address:
        lives = await Lives.of(telegram, address, tmp_path / "bot.db")
        telegram.faults.lose(1_000_000, method="sendMessage", carried_out=False)
        await lives.next()
        async with asyncio.timeout(30):
            while len(telegram.updates):  # confirmed, so Telegram will not tell again
                called.clear()
                await happens(called, 0.01)
        lives.tell(signal.SIGKILL)
        telegram.faults.clear()
        assert telegram.calls("sendMessage") == []
        await lives.next()
        async with asyncio.timeout(30):
            while not all(map(conversation.answered, PEOPLE)):
                called.clear()
                await called.wait()
        await lives.last()


async def moments(called: asyncio.Event, calls: int, conversation: Conversation, chance: random.Random) -> None:
    """Lets the bot live for so many calls and then a little longer, while people go on talking."""
    for _ in range(calls):
        called.clear()
        for _ in range(chance.randrange(3)):
            conversation.go_on()
        await happens(called, 0.2)
    called.clear()
    await happens(called, chance.uniform(0, 0.02))


async def happens(event: asyncio.Event, seconds: float) -> None:
    """Returns when it happened, or after so many seconds."""
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return


async def every_effect_is_there_once(file: Path, conversation: Conversation) -> None:
    store = await open_store(f"sqlite+aiosqlite:///{file}", lambda: datetime.now(UTC))
    for who, said in conversation.said.items():
        buyer = (await store.load(who)).buyer
        assert buyer is not None
        assert (buyer.step, buyer.view) == (len(said), said[-1])
    assert await store.owed(10) == []
    assert await store.parked(10) == []
    await store.close()


def no_answer_was_given_too_often(telegram: Telegram) -> None:
    """One message may come twice for each death of the bot, in each chat."""
    sent: Counter[tuple[Any, Any]] = Counter(
        (call.parameters["chat_id"], call.parameters["text"])
        for call in telegram.calls("sendMessage")
        if call.refusal is None
    )
    for who in PEOPLE:
        twice = [times - 1 for (chat, _), times in sent.items() if chat == who]
        assert sum(twice) <= DEATHS
