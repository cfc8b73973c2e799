"""The database is gone for a while: nothing is lost, nothing counts twice, and whoever waits is told the truth."""

from __future__ import annotations

import asyncio
import resource
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.app import build
from bot.playground.clocks import StillClock
from bot.playground.http import serving
from bot.playground.request import InProcessRequest
from bot.playground.telegram import Telegram
from bot.settings import Settings
from bot.storage.changes import Post
from bot.storage.store import open_store
from handlers.pace import UNLIMITED
from tests.conversation import conversation
from tests.promises.buyers import Act, Person
from tests.promises.test_kill import happens
from tests.promises.test_reminders import MANY, plan, sent
from tests.promises.test_reminders import NOW as NOON
from tests.promises.test_restart import comes, ended, running, sees
from tests.proxy import proxied
from tests.storage.given import NOW

Trouble = Callable[[int], Any]
SORRY = "I cannot save anything right now. What you sent is kept by Telegram"
TOAST = "I cannot save anything right now. Your tap is kept, and I will answer as soon as I can."
RUSSIAN = "Сейчас я не могу ничего сохранить"


@asynccontextmanager
async def kept(kind: str, url: str) -> AsyncIterator[tuple[str, Trouble]]:
    """Where the bot finds its database, and what befalls that place; it gets the number of the bot's process."""
    async with AsyncExitStack() as stack:
        if kind == "server":
            proxy = await stack.enter_async_context(proxied(url))

            @contextmanager
            def gone(_process: int) -> Any:
                proxy.cut()
                yield
                proxy.mend()

            yield proxy.url, gone
            return

        @contextmanager
        def full(process: int) -> Any:
            """No file may grow, as on a disk without room."""
            former = resource.prlimit(process, resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))
            yield
            resource.prlimit(process, resource.RLIMIT_FSIZE, former)

        @contextmanager
        def locked(_process: int) -> Any:
            holder = sqlite3.connect(url.partition("///")[2], isolation_level=None)
            holder.execute("BEGIN EXCLUSIVE")
            yield
            holder.close()

        yield url, {"full": full, "locked": locked}[kind]


async def test_who_writes_while_nothing_can_be_saved_is_told_so_and_served_afterwards(
    postgres_url: str, tmp_path: Path
) -> None:
    """Three bots side by side, each in trouble of its own: most of it is waiting."""
    file = f"sqlite:///{tmp_path}"
    urls = {"full": f"{file}/full.db", "locked": f"{file}/locked.db", "server": postgres_url}
    await asyncio.gather(*(is_told_so_and_served_afterwards(kind, url) for kind, url in urls.items()))


async def is_told_so_and_served_afterwards(kind: str, url: str) -> None:
    telegram = Telegram()
    ana, ben, vera = (
        Person(telegram, telegram.user(number, name, language).id)
        for number, name, language in ((101, "Ana", "en"), (102, "Ben", "en"), (103, "Vera", "ru"))
    )
    async with (
        serving(telegram) as address,
        kept(kind, url) as (place, trouble),
        running(telegram, address, place) as process,
    ):
        for person in (ana, ben):
            person.do(Act("says", "My parcel never came, I paid 24.90 USD"))
            await sees(person, "24.90")
        with trouble(process.pid):
            ana.do(Act("says", "I paid 18.40 USD"))
            await sees(ana, SORRY)
            ana.do(Act("says", "and it was a present"))
            ben.do(Act("taps", "y"))  # behind what is being tried again and again
            vera.do(Act("says", "/start"))
            await sees(vera, RUSSIAN)
            await comes(ben, lambda: bool(telegram.calls("answerCallbackQuery")))
            assert len(telegram.updates) == 4
        await sees(vera, "Recourse")
        await sees(ben, "Step ")
        await telegram.updates.idle()
        ana.do(Act("says", "/cases"))
        await sees(ana, "Your cases")
        assert await ended(process) == 0

        store = await open_store(url, lambda: NOW)
        assert (await store.parked(9), await store.owed(9)) == ([], [])
        await store.close()
    assert [said(telegram, one.id, SORRY) for one in (ana, ben)] == [1, 0]
    assert said(telegram, vera.id, RUSSIAN) == 1
    toasts = [call.parameters.get("text") for call in telegram.calls("answerCallbackQuery")]
    assert [text for text in toasts if text] == [TOAST]
    assert telegram.unanswered() == []


def said(telegram: Telegram, chat_id: int, words: str) -> int:
    return sum(words in str(one.get("text")) for one in telegram.messages(chat_id))


async def test_a_commit_whose_answer_was_lost_counts_once(postgres_url: str) -> None:
    """Nobody knows whether it was made. The update is tried again, and its number says that it was."""
    async with proxied(postgres_url) as proxy, conversation(database_url=proxy.url) as talk:
        await talk.says("/start")
        proxy.lose_answer_of_commits(1)
        await talk.says("My parcel never came, I paid 24.90 USD")
        assert proxy.lost_commits == 1
        assert "24.90" in talk.screen
        proxy.lose_answer_of_commits(1)
        await talk.taps("Yes")

        assert proxy.lost_commits == 2
        buyer = (await talk.app.store.load(talk.buyer)).buyer
        assert buyer is not None
        assert (buyer.revision, buyer.shown) == (3, 3)
        assert len(await talk.app.store.cases(talk.buyer)) == 1
        assert await talk.app.store.parked(9) == []


async def test_what_falls_due_while_the_database_is_gone_is_said_once(postgres_url: str) -> None:
    """Bell, outbox and marks live through it, though it is longer than any lease; what was on its way when it began
    does not go out a second time."""
    telegram, called, clock = Telegram(journal_room=10_000), asyncio.Event(), StillClock(NOON)
    telegram.subscribe(lambda _: called.set())
    chats = range(1001, 1001 + MANY)
    beside = await open_store(postgres_url, clock)
    await plan(beside, telegram, chats, NOON - timedelta(hours=1))
    async with proxied(postgres_url) as proxy, asyncio.timeout(60):
        settings = Settings(bot_token=telegram.token, database_url=proxy.url, reminder_tick_seconds=1)
        app = await build(settings, InProcessRequest(telegram), clock, UNLIMITED)
        await app.start()
        running = asyncio.ensure_future(app.wait())
        while sent(telegram).total() < 10:
            called.clear()
            await called.wait()
        proxy.cut()
        await beside.post(*(Post(chat_id, "stuck", {}) for chat_id in chats))
        while proxy.refused < 3:
            await happens(called, 0.05)
        clock.now += timedelta(minutes=5)
        proxy.mend()
        while sent(telegram).total() < 2 * MANY or (await beside.counts())["posts"]:
            await happens(asyncio.Event(), 0.05)
        assert not running.done()
        running.cancel()
        await app.stop()

    assert sent(telegram) == dict.fromkeys(chats, 2)
    assert (await beside.counts())["reminders"] == 0
    await beside.close()
