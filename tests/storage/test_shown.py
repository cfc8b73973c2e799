"""What a buyer was shown: written behind, never lowered, and never lost by an orderly stop."""

from __future__ import annotations

from dataclasses import replace

from bot.storage.changes import Changes
from bot.storage.store import Store, open_store
from tests.storage.given import CHAT, NOW, take_turn


async def test_a_screen_is_owed_until_it_was_shown(store: Store) -> None:
    for chat in (3, 1, 2, -5):
        await take_turn(store, chat)
    await take_turn(store, 4, blocked=True)

    assert await store.owed(10) == [-5, 1, 2, 3]
    assert await store.owed(2, after=1) == [2, 3]

    store.mark_shown(2, 1, 70)
    await take_turn(store, 9)
    await take_turn(store, 9)
    assert await store.owed(10, after=0) in ([1, 3, 9], [1, 2, 3, 9])  # written with a turn, or a moment later


async def test_a_mark_is_seen_at_once_and_survives_a_stop(lasting_url: str) -> None:
    store = await open_store(lasting_url, lambda: NOW)
    await take_turn(store, notice={"key": "hint"})
    store.mark_shown(CHAT, 1, 70)
    before = (await store.load(CHAT)).buyer
    await store.close()

    store = await open_store(lasting_url, lambda: NOW)
    after = (await store.load(CHAT)).buyer
    owed = await store.owed(10)
    await store.close()

    assert before == after
    assert after is not None
    assert (after.shown, after.screen_id, after.notice, owed) == (1, 70, {}, [])


async def test_shown_never_goes_back(lasting_url: str) -> None:
    store = await open_store(lasting_url, lambda: NOW)
    for _ in range(3):
        await take_turn(store, notice={"key": "hint"})
    store.mark_shown(CHAT, 2, 72)
    store.mark_shown(CHAT, 1, 71)
    old = (await store.load(CHAT)).buyer
    assert old is not None
    assert (old.shown, old.screen_id, old.notice) == (2, 72, {"key": "hint"})
    await store.close()

    store = await open_store(lasting_url, lambda: NOW)
    store.mark_shown(CHAT, 1, 71)
    unaware = replace(old, revision=4, shown=0, screen_id=None)
    done = await store.commit(Changes(None, NOW, unaware))
    await store.close()

    assert done is not None
    assert (done.buyer.shown, done.buyer.screen_id) == (2, 72)


async def test_a_turn_that_knows_what_was_shown_decides_where_the_next_screen_goes(store: Store) -> None:
    await take_turn(store)
    store.mark_shown(CHAT, 1, 70)

    done = await take_turn(store, screen_id=None)

    assert (done.buyer.shown, done.buyer.screen_id) == (1, None)


async def test_a_late_mark_does_not_count_for_a_buyer_who_began_anew(lasting_url: str) -> None:
    store = await open_store(lasting_url, lambda: NOW)
    for _ in range(3):
        await take_turn(store)
    await store.forget(CHAT)
    await take_turn(store)
    store.mark_shown(CHAT, 3, 70)
    await store.close()

    store = await open_store(lasting_url, lambda: NOW)
    assert await store.owed(10) == [CHAT]
    await store.close()
