"""A buyer's hours in the rows: reminders move in the commit that changes the hours, and what was said stays said."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.quiet import Hours
from bot.storage.changes import Answered, Changes, NewReminder
from bot.storage.store import Store
from tests.storage.given import CHAT, HOUR, LEASE, NOW, open_case, reminder, take_turn

BERLIN = Hours("Europe/Berlin")


def at(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, second, tzinfo=UTC)


def in_berlin(kind: str, day: int) -> NewReminder:
    return NewReminder(kind, at(day, 22, 59, 59), at(day, 9))


async def move_to_tokyo(store: Store) -> None:
    buyer = (await store.load(CHAT)).buyer
    assert buyer is not None
    changes = Changes(None, NOW, replace(buyer, zone="Asia/Tokyo", revision=buyer.revision + 1), hours=BERLIN)
    assert await store.commit(changes)


async def test_reminders_of_every_case_move_with_the_buyer(store: Store) -> None:
    await open_case(store, reminders=(in_berlin("a", 20),))
    await open_case(store, reminders=(in_berlin("b", 21),))

    await move_to_tokyo(store)

    assert [(one.kind, one.due_at, one.deliver_at) for one in await store.planned(CHAT)] == [
        ("a", at(20, 14, 59, 59), at(20, 1)),
        ("b", at(21, 14, 59, 59), at(21, 1)),
    ]


async def test_nobody_elses_reminders_move(store: Store) -> None:
    await open_case(store, CHAT + 1, reminders=(in_berlin("a", 20),))
    await open_case(store)

    await move_to_tokyo(store)

    assert [one.deliver_at for one in await store.planned(CHAT + 1)] == [at(20, 9)]


async def test_what_was_sent_stays_sent_when_its_plan_is_made_anew_in_the_other_zone(store: Store) -> None:
    await open_case(store, reminders=(in_berlin("a", 20),))
    (due,) = await store.claim_reminders(at(20, 9), 9, LEASE)
    assert await store.reminder_sent(due.id, due.token)

    await move_to_tokyo(store)
    await take_turn(store, at=at(20, 10), reminders=(NewReminder("a", at(20, 14, 59, 59), at(20, 12)),))

    assert await store.planned(CHAT) == []


async def test_what_was_put_off_comes_when_the_buyer_asked_for_it(store: Store) -> None:
    await open_case(store, reminders=(in_berlin("a", 20),))
    (due,) = await store.claim_reminders(at(20, 9), 9, LEASE)
    assert await store.reminder_sent(due.id, due.token)
    await take_turn(store, answered=Answered("a", at(20, 13)))

    await move_to_tokyo(store)

    assert [one.deliver_at for one in await store.planned(CHAT)] == [at(20, 13)]


async def test_when_each_case_was_last_spoken_of(store: Store) -> None:
    first = await open_case(store, reminders=(reminder("a"),))
    await open_case(store, reminders=(reminder("b", 5),))
    assert await store.said(CHAT) == {}

    for due in await store.claim_reminders(NOW + 2 * HOUR, 9, LEASE):
        await store.reminder_sent(due.id, due.token)

    assert list(await store.said(CHAT)) == [first.id]
    assert await store.said(CHAT + 1) == {}


async def test_a_reminder_that_is_no_longer_true_leaves_the_plan_and_counts_as_nothing_said(store: Store) -> None:
    await open_case(store, reminders=(reminder("a"),))
    (due,) = await store.claim_reminders(NOW + 2 * HOUR, 9, LEASE)

    assert await store.reminder_dropped(due)

    assert await store.planned(CHAT) == []
    assert await store.said(CHAT) == {}
    assert not await store.reminder_dropped(due)


async def test_all_that_is_due_for_a_chat_is_claimed_together(store: Store) -> None:
    """A batch never cuts through one chat: it would be two messages."""
    for chat in (1, 2, 3):
        await open_case(store, chat, reminders=(reminder("a", chat), reminder("b", 4)))

    claimed = await store.claim_reminders(NOW + 5 * HOUR, 1, timedelta(minutes=2))

    assert [(due.chat_id, due.kind) for due in claimed] == [(1, "a"), (1, "b")]
