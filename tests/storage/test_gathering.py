"""What goes out as one, and what becomes of what has not arrived: on both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.domain.ticket import Relay, Side, Ticket
from bot.storage.changes import Afterwards, Post
from bot.storage.gathering import APART, PAUSE
from bot.storage.store import Store
from tests.storage.given import CHAT, GROUP, HOUR, LEASE, NOW, open_ticket, post, send


def words(ticket: Ticket, source: int, text: str = "n", **more: Any) -> Post:
    """Something the buyer wrote."""
    facts = {"source": source, "text": text, "html": "", "edited": False, "joins": True, **more}
    return post("from_buyer", GROUP, facts=facts, errand="relay", ticket_id=ticket.case_id)


def part(ticket: Ticket, source: int, album: str = "a", kind: str = "photo") -> Post:
    facts = {"source": source, "text": "", "html": "", "album": album, "kind": kind, "file_id": f"f{source}"}
    after = NOW + PAUSE
    return post("from_buyer", GROUP, facts=facts, errand="album", ticket_id=ticket.case_id, not_before=after)


async def claim(store: Store, at: Any = NOW) -> list[list[int]]:
    """The messages that go out now, by their sources, one list for each call of Telegram."""
    return [[facts["source"] for facts in due.told] for due in await store.claim_posts(at, 9, LEASE)]


async def test_words_of_one_case_that_wait_go_out_as_one_and_those_of_another_do_not(store: Store) -> None:
    mine, other = await open_ticket(store), await open_ticket(store, CHAT + 1)
    await store.post(words(mine, 1), words(other, 9), words(mine, 2), words(mine, 3))

    (due,) = await store.claim_posts(NOW, 9, LEASE)
    assert [facts["source"] for facts in due.told] == [1, 2, 3]
    assert await claim(store) == []
    await store.post_sent(due)

    assert await claim(store) == [[9]]
    assert (await store.counts())["posts"] == 1


async def test_a_file_between_words_keeps_its_place(store: Store) -> None:
    ticket = await open_ticket(store)
    copy = post("from_buyer", GROUP, facts={"source": 2}, errand="copy", ticket_id=ticket.case_id)
    await store.post(words(ticket, 1), copy, words(ticket, 3))

    assert await sent_one_by_one(store) == [[1], [2], [3]]


async def test_who_dies_with_joined_words_leaves_all_of_them_to_the_next(store: Store) -> None:
    ticket = await open_ticket(store)
    await store.post(words(ticket, 1), words(ticket, 2))
    (dead,) = await store.claim_posts(NOW, 9, LEASE)
    (alive,) = await store.claim_posts(NOW + HOUR, 9, LEASE)

    assert not await store.post_sent(dead)
    assert await store.post_sent(alive)
    assert (await store.counts())["posts"] == 0


async def test_what_was_refused_together_goes_apart(store: Store) -> None:
    ticket = await open_ticket(store)
    await store.post(words(ticket, 1), words(ticket, 2))
    (due,) = await store.claim_posts(NOW, 9, LEASE)
    for row in due.rows:
        await store.post_failed(row, due.token, NOW, APART)

    assert await sent_one_by_one(store) == [[1], [2]]


async def test_parts_of_an_album_wait_for_each_other_and_words_for_them(store: Store) -> None:
    ticket = await open_ticket(store)
    await store.post(part(ticket, 1), words(ticket, 2), part(ticket, 3), part(ticket, 4, "b"), part(ticket, 5, "a"))
    await store.post(part(ticket, 6, "a", "document"))

    assert await claim(store) == []
    assert await sent_one_by_one(store, NOW + PAUSE) == [[1, 3, 5], [2], [4], [6]]


async def sent_one_by_one(store: Store, at: Any = NOW) -> list[list[int]]:
    calls = []
    while claimed := await store.claim_posts(at, 9, LEASE):
        for due in claimed:
            calls.append([facts["source"] for facts in due.told])
            await store.post_sent(due)
    return calls


async def test_what_presses_takes_along_what_waits_of_its_case_and_urgent_goes_before_it(store: Store) -> None:
    mine, other = await open_ticket(store), await open_ticket(store, CHAT + 1)
    await store.post(words(other, 1), words(mine, 2, joins=False))
    await store.post(replace(words(mine, 3), pressing=True), post("topic", GROUP, urgent=True, facts={"source": 4}))

    assert await sent_one_by_one(store) == [[4], [2, 3], [1]]


async def test_a_correction_of_what_waits_changes_it_and_of_what_is_being_sent_comes_after(store: Store) -> None:
    ticket = await open_ticket(store)
    await store.post(words(ticket, 1, "old"))
    await store.post(words(ticket, 1, "new", edited=True))
    (due,) = await store.claim_posts(NOW, 9, LEASE)
    assert (due.post.facts["text"], due.post.facts["edited"]) == ("new", False)

    await store.post(words(ticket, 1, "newest", edited=True))
    await store.post_sent(due)
    (due,) = await store.claim_posts(NOW, 9, LEASE)
    assert (due.post.facts["text"], due.post.facts["edited"]) == ("newest", True)


async def test_what_waits_for_ten_seconds_is_marked_once(store: Store) -> None:
    ticket = await open_ticket(store)
    await store.post(words(ticket, 7), post("line", GROUP, ticket_id=ticket.case_id))

    assert await store.talks.mark_late(NOW + timedelta(seconds=9)) == 0
    assert await store.talks.mark_late(NOW + timedelta(seconds=10)) == 1
    assert await store.talks.mark_late(NOW + HOUR) == 0
    signs = [due.post for due in await store.claim_posts(NOW + HOUR, 9, LEASE) if due.post.errand == "react"]
    assert [(sign.chat_id, sign.facts) for sign in signs] == [(CHAT, {"source": 7, "emoji": "🕊"})]


async def test_what_failed_is_queued_once_more_and_nothing_else(store: Store) -> None:
    ticket = await open_ticket(store)
    await store.post(words(ticket, 1), words(ticket, 2, joins=False))
    for _ in range(2):
        (due,) = await store.claim_posts(NOW, 9, LEASE)
        await store.post_failed(due.id, due.token, None, "refused")

    again = post("", CHAT, facts={"source": 1}, errand="retry", ticket_id=ticket.case_id)
    for _ in range(2):
        await send_only(store, again, Afterwards(again=1))

    assert await sent_one_by_one(store) == [[1]]
    assert (await store.counts())["posts_failed"] == 1


async def send_only(store: Store, posted: Post, after: Afterwards) -> None:
    """The post is queued and taken; what else waits in other chats stays for a later claim."""
    await store.post(posted)
    for due in await store.claim_posts(NOW, 9, LEASE):
        if due.post.errand == posted.errand:
            await store.post_sent(due, after)
        else:
            await store.post_failed(due.id, due.token, NOW, "later")


async def test_taking_back_drops_what_waits_and_finds_what_stands_for_what_was_sent(store: Store) -> None:
    ticket = await open_ticket(store)
    relays = (Relay(ticket.case_id, 50, 5, Side.VOLUNTEER), Relay(ticket.case_id, 50, 6, Side.VOLUNTEER))
    await send(store, post("carried", GROUP, ticket_id=ticket.case_id), Afterwards(relays=relays))
    sent = post("", CHAT, facts={"source": 50}, errand="take_back", ticket_id=ticket.case_id)
    waited = post("waited", GROUP, ticket_id=ticket.case_id)

    await store.talks.take_back(500, ticket, 50, sent, waited)
    await store.talks.take_back(500, ticket, 50, sent, waited)
    (due,) = await store.claim_posts(NOW, 9, LEASE)
    assert (due.post.errand, due.stand) == ("take_back", (5, 6))
    await store.post_sent(due, Afterwards(forgotten=50))
    assert await store.relay_in_topic(ticket.case_id, 50) is None

    facts = {"source": 51, "text": "n", "html": ""}
    await store.post(post("from_human", CHAT, facts=facts, errand="relay", ticket_id=ticket.case_id))
    assert await store.talks.on_its_way(ticket, 51)
    await store.talks.take_back(501, ticket, 51, sent, waited)
    assert not await store.talks.on_its_way(ticket, 51)
    assert [due.post.template for due in await store.claim_posts(NOW, 9, LEASE)] == ["waited"]
