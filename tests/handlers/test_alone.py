"""One process polls. Another one waits for its end, says so, or takes over."""

from __future__ import annotations

import asyncio
import os
from functools import partial
from pathlib import Path

import asyncpg
import pytest

from bot.listening import way_in
from bot.settings import Settings
from bot.storage.faults import StorageFault
from bot.storage.lock import KEY, lock
from bot.storage.store import Store, open_store
from handlers.alone import Alone
from handlers.calls import Calls
from handlers.polling import Polling
from handlers.updates import Intake
from tests.handlers.small import small_bot
from tests.handlers.updates import BUYER, text
from tests.handlers.wire import Wire
from tests.storage.given import NOW
from tests.storage.test_lock import cut


def alone(url: str, patience: float, store: Store, calls: Calls, intake: Intake) -> Alone:
    place = lock(url)
    assert place is not None
    return Alone(place, store, partial(Polling, calls, intake), patience)


async def test_a_second_poller_is_refused_before_it_asks_telegram_anything(lasting_url: str) -> None:
    """One line says what is in the way, and both ways out."""
    first, second = Wire(), Wire()
    async with (
        small_bot(first, lasting_url, partial(alone, lasting_url, 5.0)) as one,
        small_bot(second, lasting_url, partial(alone, lasting_url, 0.05)) as other,
    ):
        await one.front.start()
        with pytest.raises(StorageFault) as refused:
            await other.front.start()
        await first.until("getUpdates")

    said = str(refused.value)
    assert said.startswith(f"DATABASE_URL: another bot runs on this database (process {os.getpid()} on ")
    assert said.endswith("stop it, or run several with PostgreSQL and WEBHOOK_URL")
    assert second.made("getUpdates") == []


async def test_who_waits_for_a_restart_takes_over_when_the_one_before_has_ended(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'bot.db'}"
    wire, after = Wire(), Wire()
    take = partial(alone, url, 30.0)
    async with small_bot(wire, url, take) as one, small_bot(after, url, take) as other:
        await one.front.start()
        taking_over = asyncio.create_task(other.front.start())
        await asyncio.sleep(0)
        await one.front.stop()
        await taking_over
        await after.until("getUpdates")


async def test_whose_connection_to_the_place_breaks_stops_asking_until_it_is_theirs_again(postgres_url: str) -> None:
    wire = Wire()
    async with small_bot(wire, postgres_url, partial(alone, postgres_url, 5.0)) as bot:
        await bot.front.start()
        await wire.until("getUpdates")
        keeper = await asyncpg.connect(postgres_url.replace("+asyncpg", ""))
        waits = asyncio.create_task(keeper.execute(f"SELECT pg_advisory_lock({KEY})"))
        await queued(postgres_url)
        await cut(postgres_url)
        await waits
        asked = len(wire.made("getUpdates"))
        wire.arrive(text("hello"))
        assert not await until_asked(wire, asked)

        await keeper.close()

        await wire.until("sendMessage")
        assert await bot.steps(BUYER) == 1


async def queued(url: str) -> None:
    """Returns when somebody waits for the place."""
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    while not await connection.fetchval("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"):
        await asyncio.wait([asyncio.ensure_future(connection.execute("SELECT pg_sleep(0.01)"))])
    await connection.close()


async def until_asked(wire: Wire, times: int) -> bool:
    """Whether updates are asked for once more within a short while."""
    try:
        async with asyncio.timeout(0.7):
            await wire.until("getUpdates", times + 1)
    except TimeoutError:
        return False
    return True


async def test_updates_are_brought_to_several_processes_on_postgres_and_to_one_on_a_file(lasting_url: str) -> None:
    """Two on one file would both paint the same chats."""
    settings = Settings(database_url=lasting_url, webhook_url="https://bot.example.org")
    store, other = await open_store(lasting_url, lambda: NOW), await open_store(lasting_url, lambda: NOW)

    async with small_bot(Wire()) as bot:
        first, second = (way_in(settings, one, alone=True)(bot.front.calls, bot.front.intake) for one in (store, other))
        await first.ready()
        if not store.replicas.shared:
            place = lock(lasting_url)
            assert place is not None
            assert not await place.take()
            running = asyncio.create_task(first.run())
            await asyncio.sleep(0)
            first.stop()
            await running
        await second.ready()
    await store.close()
    await other.close()
