"""The same promises where Telegram brings the updates: the whole bot is killed in the middle of deliveries."""

from __future__ import annotations

import asyncio
import random
import signal
import socket
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import asyncpg
from yarl import URL

from bot.app import build
from bot.playground.deliveries import Deliveries
from bot.playground.http import serving
from bot.playground.telegram import Telegram
from bot.settings import Settings
from bot.storage.address import PostgresAddress, parse
from bot.storage.store import Store, open_store
from handlers.pace import UNLIMITED
from tests.promises.buyers import Person
from tests.promises.test_kill import Lives, happens
from tests.promises.test_kill_whole import answered, moments

DEATHS = 10
ENOUGH = 6
"""Things each buyer does at least."""
BUYERS = (201, 202, 203)
HOOK = "https://bot.example/hook"


async def test_killed_in_the_middle_of_deliveries_nothing_is_lost_and_nothing_counts_twice(tmp_path: Path) -> None:
    telegram, port = Telegram(journal_room=100_000), free_port()
    people = [Person(telegram, telegram.user(who, "Ana", "en").id) for who in BUYERS]
    called, over, chance = asyncio.Event(), asyncio.Event(), random.SystemRandom()
    telegram.subscribe(lambda _: called.set())
    roads = Deliveries(telegram, lambda url: URL(f"http://127.0.0.1:{port}{url.path}"), pause=0.02)
    listens = {"WEBHOOK_URL": HOOK, "LISTEN": f"127.0.0.1:{port}"}

    async with serving(telegram, deliveries=roads) as address:
        lives = await Lives.of(telegram, address, tmp_path / "bot.db", "whole", **listens)
        await lives.next()
        while not telegram.calls("setWebhook"):
            called.clear()
            await called.wait()
        store = await open_store(f"sqlite:///{tmp_path / 'bot.db'}", lambda: datetime.now(UTC))
        async with asyncio.TaskGroup() as talk:
            for person in people:
                talk.create_task(converse(person, store, over))
            for _ in range(DEATHS):
                await moments(called, chance)
                lives.tell(signal.SIGKILL)
                await lives.next()
            over.set()
        await lives.last()

    assert await store.owed(10) == []
    assert await store.parked(10) == []
    assert telegram.unanswered() == []
    assert not telegram.complaints
    assert len(telegram.updates) == 0
    assert {call.refusal for call in telegram.calls("setWebhook")} == {None}
    assert not telegram.calls("getUpdates")
    assert not telegram.calls("deleteWebhook")
    await store.close()


async def converse(person: Person, store: Store, over: asyncio.Event) -> None:
    """Does one thing after the other, each when the answer to the last has been seen."""
    news = asyncio.Event()
    unsubscribe = person.telegram.subscribe(lambda _: news.set())
    while not over.is_set() or len(person.acts) < ENOUGH:
        person.do(person.next())
        async with asyncio.timeout(60):
            while not await answered(person, store):
                news.clear()
                await happens(news, 0.05)
    unsubscribe()


async def test_while_the_database_is_away_it_says_so_and_afterwards_all_is_served(postgres_url: str) -> None:
    telegram, port = Telegram(), free_port()
    person = Person(telegram, telegram.user(201, "Ana", "en").id)
    roads = Deliveries(telegram, lambda url: URL(f"http://127.0.0.1:{port}{url.path}"), pause=0.02)
    async with serving(telegram, deliveries=roads) as address, aiohttp.ClientSession() as client:
        settings = Settings(
            bot_token=telegram.token,
            bot_api_url=address,
            database_url=postgres_url,
            webhook_url=HOOK,
            listen=f"127.0.0.1:{port}",
        )
        app = await build(settings, limits=UNLIMITED)
        try:
            await app.start()
            ready = f"http://127.0.0.1:{port}/readyz"
            await until(client, ready, 200)

            await let_in(postgres_url, allowed=False)
            person.do(person.next())
            await until(client, ready, 503)
            assert len(telegram.updates) == 1
            await let_in(postgres_url, allowed=True)

            await until(client, ready, 200)
            async with asyncio.timeout(30):
                while not await answered(person, app.store):
                    await happens(asyncio.Event(), 0.05)
            assert len(telegram.updates) == 0
        finally:
            await app.stop()


async def until(client: aiohttp.ClientSession, address: str, status: int) -> None:
    """Returns when this is what is answered there."""
    async with asyncio.timeout(30):
        while True:
            async with client.get(address) as answer:
                if answer.status == status:
                    return
            await happens(asyncio.Event(), 0.1)


async def let_in(url: str, *, allowed: bool) -> None:
    """The server lets nobody into this database any more, and puts out who is inside; or lets them in again."""
    address = parse(url)
    assert isinstance(address, PostgresAddress)
    name = address.url.database
    connection = await asyncpg.connect(address.dsn, database="postgres")
    await connection.execute(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS {str(allowed).lower()}")
    if not allowed:
        await connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", name)
    await connection.close()


def free_port() -> int:
    """One that nobody listens at just now."""
    with suppress(OSError), socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
    raise AssertionError("no port is free")
