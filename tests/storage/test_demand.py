"""How much a buyer asks of volunteers, as the database knows it; and what blocking one does there."""

from __future__ import annotations

from dataclasses import replace

from bot.storage.store import Store
from tests.storage.given import CHAT, GROUP, HOUR, LEASE, NOW, open_case, open_ticket, post, take_turn, ticket_of


async def test_open_tickets_of_a_buyer_are_counted_without_the_case_that_asks(store: Store) -> None:
    ticket = await open_ticket(store)

    assert (await store.demands.asking(CHAT, 0, NOW)).open == 1
    assert (await store.demands.asking(CHAT, ticket.case_id, NOW)).open == 0
    assert (await store.demands.asking(CHAT + 1, 0, NOW)).open == 0
    assert [one.case_id for one in await store.demands.open_tickets(CHAT)] == [ticket.case_id]

    await take_turn(store, ticket=replace(ticket, closed_at=NOW))
    assert (await store.demands.asking(CHAT, 0, NOW)).open == 0


async def test_nothing_is_said_of_answers_while_nobody_had_one(store: Store) -> None:
    await open_ticket(store)

    assert (await store.demands.asking(CHAT, 0, NOW)).hours is None
    assert (await store.demands.talking(1, NOW)).said == 0


async def test_a_blocked_buyer_has_no_open_ticket_and_nothing_waits_to_be_passed_on(store: Store) -> None:
    record = await open_case(store)
    ticket = ticket_of(record)
    said = replace(post("from_buyer", GROUP, ticket_id=record.id), facts={"text": "hello"})
    copied = replace(post("", GROUP, ticket_id=record.id), errand="copy")
    told = post("human_barred", CHAT, ticket_id=record.id)
    card = post("card", GROUP, ticket_id=record.id)
    await take_turn(store, ticket=ticket, posts=(said, copied))

    await take_turn(store, silenced=True, posts=(told, card))

    after = await store.ticket(record.id)
    assert after is not None
    assert after.closed_at == NOW
    assert after.ending is None
    due = await store.claim_posts(NOW + HOUR, 10, LEASE)
    assert sorted(one.post.template for one in due) == ["card", "human_barred"]


async def test_a_message_that_is_being_sent_is_not_dropped_under_its_worker(store: Store) -> None:
    record = await open_case(store)
    said = post("from_buyer", GROUP, ticket_id=record.id)
    await take_turn(store, ticket=ticket_of(record), posts=(said,))
    (due,) = await store.claim_posts(NOW + HOUR, 10, LEASE)

    await take_turn(store, silenced=True)

    assert await store.post_sent(due)
