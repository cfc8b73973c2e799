"""Several processes on one database: one paints a chat, the living are counted, what the dead owed is not lost."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.storage.replicas import LIFE
from bot.storage.store import Store, open_store
from tests.storage.given import CHAT, NOW, take_turn


class Replica:
    """One process: a store with a clock of its own."""

    def __init__(self, store: Store, clock: list[datetime]) -> None:
        self.store, self.replicas, self._clock = store, store.replicas, clock

    def wait(self, span: timedelta) -> datetime:
        self._clock[0] += span
        return self._clock[0]

    async def shows(self, chat_id: int = CHAT) -> None:
        """The newest screen of the chat was delivered, and that is in the database."""
        buyer = (await self.store.load(chat_id)).buyer
        assert buyer is not None
        self.store.mark_shown(chat_id, buyer.revision, 1)
        await self.store._shown.finish()


@pytest.fixture
async def three(postgres_url: str) -> AsyncIterator[tuple[Replica, Replica, Replica]]:
    """Three processes that have said that they live."""
    async with AsyncExitStack() as stack:

        async def one() -> Replica:
            clock = [NOW]
            store = await open_store(postgres_url, lambda: clock[0])
            stack.push_async_callback(store.close)
            await store.replicas.beat()
            return Replica(store, clock)

        yield await one(), await one(), await one()


Three = tuple[Replica, Replica, Replica]


async def test_each_process_hears_how_many_live(three: Three) -> None:
    first, second, third = three
    assert [await one.replicas.beat() for one in three] == [3, 3, 3]

    await third.replicas.leave()
    assert await first.replicas.beat() == 2

    first.wait(LIFE + timedelta(seconds=1))
    assert await first.replicas.beat() == 1, "the second one has been silent for too long"
    second.wait(LIFE)
    assert await second.replicas.beat() == 2, "it was only slow"


async def test_while_one_process_paints_a_chat_no_other_does(three: Three) -> None:
    first, second, third = three

    painted = [(await take_turn(one.store)).paints for one in (first, second, first, third)]

    assert painted == [True, False, True, False]
    assert await second.replicas.left(10) == {}
    assert await first.replicas.left(10) == {CHAT: 4}


async def test_a_chat_that_has_seen_everything_is_painted_by_whoever_takes_its_next_turn(three: Three) -> None:
    first, second, _ = three
    await take_turn(first.store)
    await first.shows()

    assert (await take_turn(second.store)).paints
    assert not (await take_turn(first.store)).paints


async def test_a_buyer_who_blocked_the_bot_and_came_back_waits_for_nobody(three: Three) -> None:
    first, second, _ = three
    await take_turn(first.store, blocked=True)

    assert (await take_turn(second.store, blocked=False)).paints


async def test_what_a_dead_process_owed_falls_to_the_others_and_to_one_of_them_only(three: Three) -> None:
    first, second, third = three
    await take_turn(first.store)
    for one in (second, third):
        one.wait(LIFE + timedelta(seconds=1))
        await one.replicas.beat()

    assert await second.replicas.left(10) == {CHAT: 1} == await third.replicas.left(10)
    assert [await second.replicas.claim(CHAT), await third.replicas.claim(CHAT)] == [True, False]
    assert not await first.replicas.claim(CHAT), "should the dead one wake up"


async def test_a_process_that_ended_in_order_leaves_its_chats_at_once(three: Three) -> None:
    first, second, _ = three
    await take_turn(first.store)

    assert not await second.replicas.claim(CHAT)
    await first.replicas.leave()
    assert await second.replicas.claim(CHAT)


async def test_what_was_shown_cannot_be_claimed(three: Three) -> None:
    first, _, _ = three
    await take_turn(first.store)
    await first.shows()

    assert not await first.replicas.claim(CHAT)
    assert not await first.replicas.claim(CHAT + 1)


async def test_on_one_machine_the_next_life_paints_what_the_last_one_owed(tmp_path: Path) -> None:
    """SQLite has one process at a time, so nobody waits for the dead one."""
    url = f"sqlite:///{tmp_path / 'bot.db'}"
    before = await open_store(url, lambda: NOW)
    assert (await take_turn(before)).paints
    await before.close()

    after = await open_store(url, lambda: NOW)
    assert (await take_turn(after)).paints
    assert await after.replicas.left(10) == {CHAT: 2}
    await after.close()
