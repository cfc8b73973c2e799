"""Who has not written for long is found, told once and deleted as a whole, on both engines."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

from bot.domain.retention import Fate
from bot.storage.changes import Post
from bot.storage.store import Store
from tests.storage.given import CHAT, LEASE, NOW, open_case, open_ticket, reminder, take_turn
from tests.storage.test_privacy import fill

DAYS = 180


async def settle(store: Store, days: float, chat: int = CHAT) -> Fate:
    return await store.retention.settle(chat, NOW + timedelta(days=days), DAYS, Post(chat, "retention"))


async def test_two_processes_tell_a_buyer_once(store: Store) -> None:
    await open_case(store)

    done = await asyncio.gather(*(settle(store, 166) for _ in range(4)))

    assert sorted(done) == ["keep", "keep", "keep", "warn"]
    assert (await store.counts())["posts"] == 1


async def test_a_word_of_the_buyer_ends_it(store: Store) -> None:
    """What is told of them later is told anew."""
    await open_case(store)
    assert await settle(store, 166) is Fate.WARN
    await take_turn(store, update_id=9, at=NOW + timedelta(days=170), view="home")

    assert await settle(store, 185) is Fate.KEEP
    assert await settle(store, 336) is Fate.WARN
    assert (await store.counts())["posts"] == 2


async def test_what_the_bot_does_by_itself_is_no_word_of_theirs(store: Store) -> None:
    await open_case(store)
    assert await settle(store, 166) is Fate.WARN
    await take_turn(store, at=NOW + timedelta(days=170), blocked=True)

    assert await settle(store, 180) is Fate.DELETE


async def test_nobody_is_deleted_whose_message_still_waits(store: Store) -> None:
    await open_case(store)
    await settle(store, 166)
    assert await settle(store, 300) is Fate.KEEP
    late = NOW + timedelta(days=299)

    (due,) = await store.claim_posts(late, 9, LEASE)
    await store.post_failed(due.id, due.token, None, "Forbidden")

    assert await settle(store, 300) is Fate.DELETE


async def test_everything_goes_as_if_they_had_asked_for_it(store: Store) -> None:
    """The topic in the group as well; what others have stays."""
    await fill(store, CHAT)
    await fill(store, CHAT + 1)
    assert await settle(store, 1000) is Fate.KEEP  # volunteers have a case of theirs
    others, mine = await store.holdings.held(CHAT + 1), await store.demands.open_tickets(CHAT)
    await take_turn(store, ticket=replace(mine[0], closed_at=NOW), blocked=True)

    assert await settle(store, 1000) is Fate.DELETE

    assert (await store.holdings.held(CHAT)).rows == 0
    assert await store.holdings.held(CHAT + 1) == others
    orders = [due.post.errand for due in await store.claim_posts(NOW + timedelta(days=1000), 9, LEASE)]
    assert "drop_topic" in orders
    assert await settle(store, 1000) is Fate.KEEP


async def test_the_idle_are_found_oldest_first_a_batch_at_a_time(store: Store) -> None:
    """Several wrote at the same instant; none is left out or found twice."""
    for number in range(7):
        at = NOW - timedelta(days=number // 3)
        await take_turn(store, CHAT + number, update_id=number + 1, at=at)
    before, found, last = NOW - timedelta(hours=1), [], None
    while batch := await store.retention.find(before, last, 2):
        found += [one.idle.chat_id - CHAT for one in batch]
        last = batch[-1].idle

    assert found == [6, 3, 4, 5]


async def test_what_speaks_for_keeping_is_seen(store: Store) -> None:
    await open_case(store, reminders=(reminder("a", 2), reminder("b", 5)))
    await open_ticket(store, CHAT + 1)
    await take_turn(store, CHAT + 2)
    later = NOW + timedelta(days=1)

    with_plan, talking, bare = (one.idle for one in await store.retention.find(later, None, 9))

    assert with_plan.last_reminder_at == NOW + timedelta(hours=5)
    assert (with_plan.has_cases, with_plan.talking) == (True, False)
    assert (talking.talking, bare.has_cases) == (True, False)
