"""What is remembered of a chat between two turns is what is stored of it, or it is found out."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.buyer import Buyer
from bot.storage.changes import Changes
from bot.storage.store import Store, open_store
from tests.storage.given import CHAT, NOW, new_case, take_turn


async def _left(store: Store) -> Buyer:
    """A chat as a turn leaves it: remembered and stored."""
    done = await take_turn(store, record=new_case(item="a lamp"))
    store.remember(done.buyer, done.record)
    return done.buyer


async def test_a_chat_is_remembered_as_its_turn_left_it(store: Store) -> None:
    buyer = await _left(store)
    store.mark_shown(CHAT, buyer.revision, 77)

    remembered = store.remembered(CHAT)

    assert remembered is not None
    assert remembered.buyer is not None
    assert remembered.buyer.screen_id == 77
    assert remembered == await store.load(CHAT)


async def test_what_another_process_did_makes_the_next_commit_stale_and_is_then_read(lasting_url: str) -> None:
    one, other = await open_store(lasting_url, lambda: NOW), await open_store(lasting_url, lambda: NOW)
    try:
        buyer = await _left(one)
        theirs = replace(buyer, revision=buyer.revision + 1, language="ru")
        assert await other.commit(Changes(update_id=71, at=NOW, buyer=theirs)) is not None

        ours = replace(buyer, revision=buyer.revision + 1, language="de")
        assert await one.commit(Changes(update_id=72, at=NOW, buyer=ours)) is None

        assert one.remembered(CHAT) is None
        known = await one.load(CHAT)
        assert known.buyer is not None
        assert known.buyer.language == "ru"
    finally:
        await one.close()
        await other.close()


async def test_a_forgotten_chat_is_not_remembered(store: Store) -> None:
    await _left(store)
    await store.forget(CHAT)
    assert store.remembered(CHAT) is None


async def test_a_case_that_is_not_the_current_one_is_not_taken_for_it(store: Store) -> None:
    done = await take_turn(store, record=new_case())
    store.remember(replace(done.buyer, case_id=None), done.record)
    assert store.remembered(CHAT) is None
