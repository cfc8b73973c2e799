"""Support groups in the database: the number they have now, and what was numbered before."""

from __future__ import annotations

from bot.domain.ticket import Relay, Side
from bot.storage.changes import Afterwards, Post
from bot.storage.store import Store
from tests.storage.given import CHAT, GROUP, open_ticket, post, send

NEW = GROUP - 5


async def test_a_new_number_is_learnt_once(store: Store) -> None:
    told = Post(1, "group_moved", key="group_moved:1")

    assert await store.groups.moved(GROUP, NEW, told)
    assert not await store.groups.moved(GROUP, NEW, told)
    assert await store.groups.moved(GROUP, NEW - 1)

    assert await store.groups.numbers([GROUP]) == {GROUP: NEW - 1}


async def test_a_message_of_the_group_finds_its_case_until_the_group_begins_anew(store: Store) -> None:
    ticket = await open_ticket(store)
    relay = Relay(ticket.case_id, 5, 77, Side.BUYER)
    await send(store, post("carried", GROUP, ticket_id=ticket.case_id), Afterwards(card_id=4, relays=(relay,)))
    found = await store.groups.ticket_by_message(GROUP, 5)
    assert found is not None
    assert (found.case_id, found.card_id) == (ticket.case_id, 4)
    assert await store.groups.ticket_by_message(NEW, 5) is None

    await store.groups.moved(GROUP, NEW)

    assert await store.groups.ticket_by_message(GROUP, 5) is None
    kept = await store.relay_with_buyer(CHAT, 77)
    assert kept is not None
    assert kept.case_id == ticket.case_id
    after = await store.ticket(ticket.case_id)
    assert after is not None
    assert after.card_id is None


async def test_a_group_whose_new_number_is_set_keeps_its_cases_and_what_waits(store: Store) -> None:
    ticket = await open_ticket(store)
    await store.post(post("waits", GROUP, ticket_id=ticket.case_id))
    await store.groups.moved(GROUP, NEW)

    assert await store.groups.numbers([NEW]) == {}

    after = await store.ticket(ticket.case_id)
    assert after is not None
    assert after.group_id == NEW
    assert [one.chat_id for one in await store.coming()] == [NEW]
