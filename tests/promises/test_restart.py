"""`python -m bot run` as a host runs it: ended, killed, held up, and started again."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from bot.playground.http import serving
from bot.playground.telegram import Telegram
from tests.promises.buyers import DISPUTES, Act, Person

PATIENCE = 30.0


@asynccontextmanager
async def running(telegram: Telegram, address: str, url: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """The bot as a process, until the block ends it."""
    settings = {"BOT_TOKEN": telegram.token, "BOT_API_URL": address, "DATABASE_URL": url, "LOG_LEVEL": "ERROR"}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", env={**os.environ, **settings}, stderr=asyncio.subprocess.PIPE
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def ended(process: asyncio.subprocess.Process, which: signal.Signals = signal.SIGTERM) -> int:
    """Its exit status, after it was told to end."""
    process.send_signal(which)
    async with asyncio.timeout(PATIENCE):
        return await process.wait()


async def sees(person: Person, words: str) -> None:
    """Returns when this person's newest message says so."""
    await comes(person, lambda: words in person.seen[0])


async def comes_to(person: Person, key: str) -> None:
    """Taps on, the shortest way, to the screen that has this button."""
    while key not in person.seen[1]:
        before = person.seen
        if before[1]:
            person.do(Act("taps", next(one for way in _ON for one in before[1] if one.startswith(way))))
        await comes(person, partial(_moved_on, person, before))


def _moved_on(person: Person, before: tuple[str, list[str]]) -> bool:
    return person.seen != before and bool(person.seen[1])


_ON = ("y", "go", "s:", "a:", "r:")
"""Buttons that lead on, the shortest way first."""


async def comes(person: Person, true: Callable[[], bool]) -> None:
    """Returns when what this person is shown makes it true."""
    news = asyncio.Event()
    unsubscribe = person.telegram.subscribe(lambda _: news.set())
    async with asyncio.timeout(PATIENCE):
        while not true():
            news.clear()
            await news.wait()
    unsubscribe()


async def test_a_conversation_goes_on_after_a_restart(lasting_url: str) -> None:
    """What was said before counts, and what was said meanwhile is answered."""
    telegram = Telegram()
    ana = Person(telegram, telegram.user(101, "Ana", "en").id)
    async with serving(telegram) as address:
        async with running(telegram, address, lasting_url) as process:
            ana.do(Act("says", "/start"))
            await sees(ana, "Recourse")
            ana.do(Act("says", "My parcel never came, I paid 24.90 USD"))
            await sees(ana, "24.90")
            assert await ended(process) == 0
        ana.do(Act("taps", "y"))
        async with running(telegram, address, lasting_url) as process:
            await sees(ana, "Step ")
            ana.do(Act("says", "/cases"))
            await sees(ana, "Your cases")
            assert "open" in ana.seen[1]
            assert await ended(process) == 0
    assert telegram.unanswered() == []


async def test_what_is_being_told_of_a_dispute_goes_on_after_a_restart(lasting_url: str) -> None:
    """Killed between two questions: the next life asks on, and what was said meanwhile answers the question."""
    telegram = Telegram()
    ana = Person(telegram, telegram.user(101, "Ana", "en").id)
    async with serving(telegram) as address:
        async with running(telegram, address, lasting_url) as process:
            ana.do(Act("says", DISPUTES[0]))
            await comes_to(ana, "hap")
            ana.do(Act("says", "the seller offers money"))
            await sees(ana, "I understood")
            ana.do(Act("taps", "ty"))
            await sees(ana, "How much is offered?")
            assert await ended(process, signal.SIGKILL) == -signal.SIGKILL
        ana.do(Act("says", "5"))
        async with running(telegram, address, lasting_url) as process:
            await sees(ana, "On which day was that?")
            ana.do(Act("taps", next(key for key in ana.seen[1] if key.startswith("ta:on:"))))
            await comes(ana, lambda: "v:timeline" in ana.seen[1])
            ana.do(Act("taps", "v:card"))
            await comes(ana, lambda: "v:told" in ana.seen[1])
            ana.do(Act("taps", "v:told"))
            await sees(ana, "Seller offers an amount, US$5.00")
            assert ana.seen[1].count("undo:1") == 1
            assert "undo:2" not in ana.seen[1]
            assert await ended(process) == 0
    assert telegram.unanswered() == []


async def test_a_second_signal_ends_the_process_at_once(tmp_path: Path) -> None:
    """The first one asks kindly and would wait for the call that hangs. Nothing is lost: a death like any other."""
    telegram = Telegram()
    ana = Person(telegram, telegram.user(101, "Ana", "en").id)
    url = f"sqlite:///{tmp_path / 'bot.db'}"
    async with serving(telegram) as address:
        async with running(telegram, address, url) as process:
            hold = telegram.faults.hold(method="sendMessage")
            ana.do(Act("says", "/start"))
            await hold.reached.wait()
            process.send_signal(signal.SIGTERM)
            second = await ended(process, signal.SIGINT)
        telegram.faults.clear()
        async with running(telegram, address, url) as process:
            ana.do(Act("says", "/cases"))
            await sees(ana, "Your cases")
            assert await ended(process) == 0
    assert second in (128 + signal.SIGINT, 128 + signal.SIGTERM)  # the system may hand over the later one first


async def test_a_chat_whose_calls_hang_delays_no_other(tmp_path: Path) -> None:
    """Its call is held until everybody else has been through a conversation."""
    telegram = Telegram()
    ana = Person(telegram, telegram.user(101, "Ana", "en").id)
    others = [Person(telegram, telegram.user(number, "Ben", "en").id) for number in (102, 103, 104)]
    url = f"sqlite:///{tmp_path / 'bot.db'}"
    async with serving(telegram) as address, running(telegram, address, url) as process:
        hold = telegram.faults.hold(chat_id=ana.id)
        ana.do(Act("says", "/start"))
        await hold.reached.wait()
        for other in others:
            other.do(Act("says", "My parcel never came, I paid 24.90 USD"))
        for other in others:
            await sees(other, "24.90")
            other.do(Act("taps", "y"))
            await sees(other, "Step ")
        assert hold.waiting == 1
        assert ana.seen[0] == ""
        hold.release()
        await sees(ana, "Recourse")
        assert await ended(process) == 0
    assert telegram.unanswered() == []
