"""The place of the one who polls: had by one at a time, and free again however its holder ended."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import AsyncIterator

import asyncpg
import pytest

from bot.storage.address import PostgresAddress, parse
from bot.storage.faults import StorageFault
from bot.storage.lock import Lock, lock

HOLDER = """
import asyncio, sys
from bot.storage.lock import lock

async def hold():
    place = lock(sys.argv[1])
    print(await place.take(), flush=True)
    await asyncio.Event().wait()

asyncio.run(hold())
"""


def of(url: str) -> Lock:
    made = lock(url)
    assert made is not None
    return made


@pytest.fixture
async def two(lasting_url: str) -> AsyncIterator[tuple[Lock, Lock]]:
    """Two who want the same place."""
    both = of(lasting_url), of(lasting_url)
    yield both
    for one in both:
        await one.close()


async def test_one_at_a_time_has_the_place(two: tuple[Lock, Lock]) -> None:
    first, second = two
    assert await first.take()
    assert await first.take()
    assert not await second.take()
    assert not await second.take()
    await first.close()
    assert await second.take()
    assert not await first.take()


async def test_the_place_is_free_at_once_when_its_holder_is_killed(lasting_url: str) -> None:
    holder = await asyncio.create_subprocess_exec(
        sys.executable, "-c", HOLDER, lasting_url, stdout=asyncio.subprocess.PIPE
    )
    assert holder.stdout is not None
    assert await holder.stdout.readline() == b"True\n"
    place = of(lasting_url)
    assert not await place.take()

    holder.send_signal(signal.SIGKILL)
    await holder.wait()

    async with asyncio.timeout(10):
        await had(place)
    await place.close()


async def test_who_loses_the_connection_learns_that_the_place_is_lost(postgres_url: str) -> None:
    place, other = of(postgres_url), of(postgres_url)
    assert await place.take()
    losing = asyncio.create_task(place.lost())
    await asyncio.sleep(0)
    assert not losing.done()

    await cut(postgres_url)

    await losing
    assert await other.take()
    assert not await place.take()
    await other.close()
    assert await place.take()
    await place.close()


async def test_a_database_in_memory_has_no_place_to_take() -> None:
    assert lock("sqlite:///:memory:") is None


async def test_where_nobody_can_say_the_setting_is_named() -> None:
    with pytest.raises(StorageFault, match="DATABASE_URL"):
        await of("sqlite:////proc/no/such/folder/bot.db").take()
    with pytest.raises(StorageFault, match="DATABASE_URL"):
        await of("postgresql://nobody@127.0.0.1:1/none").take()


async def had(place: Lock) -> None:
    """Returns when the place is had: PostgreSQL hears a moment later that a process is gone."""
    if not await place.take():
        await asyncio.sleep(0.01)
        await had(place)


async def cut(url: str) -> None:
    """The server ends the connection of whoever has the place."""
    address = parse(url)
    assert isinstance(address, PostgresAddress)
    connection = await asyncpg.connect(address.dsn)
    await connection.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted "
        "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    )
    await connection.close()
