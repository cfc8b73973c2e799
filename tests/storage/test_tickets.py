"""Tickets and relays: what a restart must not lose of the talk between a buyer and the volunteers."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.ticket import Relay, Side, Standing
from bot.storage.changes import Afterwards
from bot.storage.store import Store
from tests.storage.given import (
    CHAT,
    GROUP,
    HOUR,
    LEASE,
    NOW,
    open_case,
    open_ticket,
    post,
    send,
    take_turn,
    ticket_of,
)


async def test_a_ticket_comes_with_its_case(store: Store) -> None:
    record = await open_case(store)
    assert (await store.load(CHAT)).record == record

    await take_turn(store, ticket=ticket_of(record))

    loaded = (await store.load(CHAT)).record
    assert loaded is not None
    assert loaded.ticket == ticket_of(record)
    assert await store.record(CHAT, record.id) == loaded


async def test_the_topic_is_remembered_with_the_message_that_it_was_made(store: Store) -> None:
    ticket = await open_ticket(store)

    await send(store, post("topic", GROUP, ticket_id=ticket.case_id), Afterwards(topic_id=77))

    assert await store.ticket_in(GROUP, 77) == replace(ticket, topic_id=77)
    assert await store.ticket_in(GROUP - 1, 77) is None


async def test_a_decision_and_a_topic_never_overwrite_each_other(store: Store) -> None:
    ticket = await open_ticket(store)
    await send(store, post("topic", GROUP, ticket_id=ticket.case_id), Afterwards(topic_id=77))
    await send(store, post("card", GROUP, ticket_id=ticket.case_id), Afterwards(card_id=78))

    await take_turn(store, ticket=replace(ticket, taken_by=9, taken_name="Vera"))

    after = await store.ticket(ticket.case_id)
    assert after == replace(ticket, taken_by=9, taken_name="Vera", topic_id=77, card_id=78)
    assert after.standing is Standing.TAKEN


async def test_a_worker_whose_lease_ended_remembers_nothing(store: Store) -> None:
    ticket = await open_ticket(store, posts=(post("topic", GROUP),))
    await store.post(post("topic", GROUP, ticket_id=ticket.case_id))
    (first,) = await store.claim_posts(NOW, 9, LEASE)
    await store.post_sent(first)
    (slow,) = await store.claim_posts(NOW, 9, LEASE)
    (quick,) = await store.claim_posts(NOW + HOUR, 9, LEASE)

    assert await store.post_sent(quick, Afterwards(topic_id=2))
    assert not await store.post_sent(slow, Afterwards(topic_id=1, posts=(post("follows"),)))

    assert await store.ticket_in(GROUP, 1) is None
    assert (await store.counts())["posts"] == 0


async def test_replies_find_their_target_on_the_other_side(store: Store) -> None:
    ticket = await open_ticket(store)
    relays = (Relay(ticket.case_id, 50, 5, Side.BUYER), Relay(ticket.case_id, 60, 6, Side.VOLUNTEER))
    await send(store, post("carried", GROUP, ticket_id=ticket.case_id), Afterwards(relays=relays))

    await store.post(post("to the topic", GROUP, ticket_id=ticket.case_id, facts={"reply_to": 6}))
    await store.post(post("to the buyer", CHAT, ticket_id=ticket.case_id, facts={"reply_to": 50}))
    claimed = {due.post.template: due.reply_to for due in await store.claim_posts(NOW, 9, LEASE)}

    assert claimed == {"to the topic": 60, "to the buyer": 5}
    assert await store.relay_in_topic(ticket.case_id, 50) == relays[0]
    assert await store.relay_in_topic(ticket.case_id, 51) is None
    assert await store.relay_with_buyer(CHAT, 6) == relays[1]
    assert await store.relay_with_buyer(CHAT + 1, 6) is None


async def test_a_lost_topic_is_forgotten_unless_a_newer_one_took_its_place(store: Store) -> None:
    ticket = await open_ticket(store)
    old = replace(ticket, topic_id=77)
    await send(store, post("topic", GROUP, ticket_id=ticket.case_id), Afterwards(topic_id=77))
    await send(store, post("card", GROUP, ticket_id=ticket.case_id), Afterwards(card_id=78))

    await store.traces.lost(old, post("topic again", GROUP, ticket_id=ticket.case_id, key="again"))
    assert await store.ticket(ticket.case_id) == ticket
    await send(store, post("topic", GROUP, ticket_id=ticket.case_id), Afterwards(topic_id=99))
    await store.traces.lost(old, post("topic again", GROUP, ticket_id=ticket.case_id, key="again"))

    assert await store.ticket_in(GROUP, 99) is not None
    assert (await store.counts())["posts"] == 0


async def test_a_remark_has_its_effect_once(store: Store) -> None:
    ticket = await open_ticket(store)

    assert await store.remark(500, ticket, post("to the buyer", ticket_id=ticket.case_id))
    assert not await store.remark(500, ticket, post("to the buyer", ticket_id=ticket.case_id))

    assert (await store.counts())["posts"] == 1


async def test_deleting_a_case_deletes_what_the_volunteers_have_of_it(store: Store) -> None:
    ticket = await open_ticket(store)
    await send(store, post("topic", GROUP, ticket_id=ticket.case_id), Afterwards(topic_id=77))
    await store.post(post("waits", GROUP, ticket_id=ticket.case_id))

    await take_turn(store, forget_case=ticket.case_id)

    (due,) = await store.claim_posts(NOW, 9, LEASE)
    assert (due.post.errand, due.post.chat_id, due.post.facts) == ("drop_topic", GROUP, {"thread": 77, "messages": []})
    assert await store.ticket(ticket.case_id) is None


async def test_deleting_everything_deletes_every_topic_of_that_buyer_and_no_other(store: Store) -> None:
    for topic, chat in ((77, CHAT), (78, CHAT + 1)):
        ticket = await open_ticket(store, chat)
        await send(store, post("topic", GROUP, ticket_id=ticket.case_id), Afterwards(topic_id=topic))

    await take_turn(store, case_id=None, forget_all=True)
    (due,) = await store.claim_posts(NOW, 9, LEASE)
    assert due.post.facts == {"thread": 77, "messages": []}
    await store.post_sent(due)

    await store.forget(CHAT + 1)
    (due,) = await store.claim_posts(NOW, 9, LEASE)
    assert due.post.facts == {"thread": 78, "messages": []}
