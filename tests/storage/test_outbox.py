"""The outbox: in order within a chat, no chat waits for another, nothing twice, nothing lost."""

from __future__ import annotations

import asyncio

from bot.storage.store import Store
from tests.storage.given import CHAT, HOUR, LEASE, NOW, post, take_turn


async def test_a_message_of_a_turn_waits_until_it_was_sent(store: Store) -> None:
    await take_turn(store, posts=(post("relay", CHAT + 1, facts={"n": 1}, language="ru", key="k"),))

    (due,) = await store.claim_posts(NOW, 9, LEASE)
    assert (due.post.chat_id, due.post.template, due.post.facts, due.post.language) == (
        CHAT + 1,
        "relay",
        {"n": 1},
        "ru",
    )
    assert await store.claim_posts(NOW, 9, LEASE) == []
    assert await store.post_sent(due)
    assert not await store.post_sent(due)
    assert await store.claim_posts(NOW + HOUR, 9, LEASE) == []


async def test_two_posts_with_one_key_are_one_even_after_it_was_sent(store: Store) -> None:
    await store.post(post("report", key="k"), post("report", key="k"), post("other"))
    claimed = await store.claim_posts(NOW, 9, LEASE)
    await store.post_sent(claimed[0])

    await take_turn(store, posts=(post("report", key="k"),))

    assert [due.post.template for due in await store.claim_posts(NOW, 9, LEASE)] == ["other"]
    assert (await store.counts())["posts"] == 1


async def test_one_chat_gets_its_messages_one_at_a_time_and_in_order(store: Store) -> None:
    await store.post(post("1"), post("2"), post("urgent", urgent=True), post("elsewhere", CHAT + 1))
    told = []

    for _ in range(3):
        claimed = await store.claim_posts(NOW, 9, LEASE)
        told.append([due.post.template for due in claimed])
        for due in claimed:
            await store.post_sent(due)

    assert told == [["urgent", "elsewhere"], ["1"], ["2"]]


async def test_a_message_that_must_be_tried_again_holds_back_its_own_chat_only(store: Store) -> None:
    await store.post(post("1"), post("2"), post("elsewhere", CHAT + 1))
    first, _other = await store.claim_posts(NOW, 9, LEASE)

    await store.post_failed(first.id, first.token, NOW + HOUR, "RetryAfter")
    await store.post(post("new", CHAT + 2))

    assert [due.post.template for due in await store.claim_posts(NOW, 9, LEASE)] == ["new"]
    (again,) = (due for due in await store.claim_posts(NOW + HOUR, 9, LEASE) if due.post.chat_id == CHAT)
    assert (again.post.template, again.attempts) == ("1", 2)
    await store.post_failed(again.id, again.token, None, "Forbidden")
    assert [due.post.template for due in await store.claim_posts(NOW + HOUR, 9, LEASE)] == ["2"]
    assert (await store.counts())["posts_failed"] == 1


async def test_a_message_for_later_is_not_sent_before_and_holds_nobody_back(store: Store) -> None:
    await store.post(post("later", not_before=NOW + HOUR), post("now"))

    (due,) = await store.claim_posts(NOW, 9, LEASE)
    assert due.post.template == "now"
    await store.post_sent(due)
    assert await store.claim_posts(NOW + HOUR / 2, 9, LEASE) == []
    assert [one.post.template for one in await store.claim_posts(NOW + HOUR, 9, LEASE)] == ["later"]


async def test_workers_never_claim_one_message_twice(store: Store) -> None:
    for chat in range(60):
        await store.post(post(chat_id=chat))

    claims = await asyncio.gather(*(store.claim_posts(NOW, 7, LEASE) for _ in range(20)))
    claims.append(await store.claim_posts(NOW, 1000, LEASE))

    ids = [due.id for claim in claims for due in claim]
    assert len(ids) == len(set(ids)) == 60


async def test_a_dead_workers_message_is_claimed_again_and_its_token_is_worth_nothing(store: Store) -> None:
    await store.post(post())
    (dead,) = await store.claim_posts(NOW, 9, LEASE)

    (alive,) = await store.claim_posts(NOW + LEASE, 9, LEASE)

    assert (alive.id, alive.attempts) == (dead.id, 2)
    assert not await store.post_sent(dead)
    assert not await store.post_failed(dead.id, dead.token, NOW, "late")
    assert await store.post_sent(alive)


async def test_sent_messages_are_pruned_and_waiting_ones_are_not(store: Store) -> None:
    await store.post(post("sent"), post("waits", not_before=NOW + HOUR))
    (due,) = await store.claim_posts(NOW, 9, LEASE)
    await store.post_sent(due)

    assert await store.prune_posts(NOW) == 0
    assert await store.prune_posts(NOW + HOUR) == 1
    assert (await store.counts())["posts"] == 1
