"""Reminders are rows: planned with the case, handed to one worker, never lost and never sent twice."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bot.storage.changes import Answered
from bot.storage.store import Store
from tests.storage.given import CHAT, HOUR, LEASE, NOW, open_case, post, reminder, take_turn

LATER = NOW + 5 * HOUR


async def test_a_new_plan_replaces_what_was_not_sent(store: Store) -> None:
    await open_case(store, reminders=(reminder("a", 1), reminder("b", 2)))

    await take_turn(store, reminders=(reminder("b", 3), reminder("c", 2)))

    assert [(one.kind, one.due_at) for one in await store.planned(CHAT)] == [
        ("c", NOW + 2 * HOUR),
        ("b", NOW + 3 * HOUR),
    ]


async def test_a_turn_without_a_plan_leaves_it_alone_and_an_empty_plan_clears_it(store: Store) -> None:
    await open_case(store, reminders=(reminder("a"),))

    await take_turn(store)
    assert len(await store.planned(CHAT)) == 1

    await take_turn(store, reminders=())
    assert await store.planned(CHAT) == []


async def test_nothing_is_due_before_its_time(store: Store) -> None:
    await open_case(store, reminders=(replace(reminder("a", 1), deliver_at=NOW + 2 * HOUR),))

    assert await store.claim_reminders(NOW + 2 * HOUR - HOUR / 3600, 9, LEASE) == []
    (due,) = await store.claim_reminders(NOW + 2 * HOUR, 9, LEASE)
    assert (due.kind, due.chat_id, due.due_at, due.attempts) == ("a", CHAT, NOW + HOUR, 1)


async def test_a_sent_reminder_stays_sent_until_its_time_moves(store: Store) -> None:
    await open_case(store, reminders=(reminder("a"),))
    (due,) = await store.claim_reminders(LATER, 9, LEASE)
    assert await store.reminder_sent(due.id, due.token)

    await take_turn(store, reminders=(replace(reminder("a"), deliver_at=LATER),))
    assert await store.planned(CHAT) == []

    await take_turn(store, reminders=(reminder("a", 2),))
    assert [one.due_at for one in await store.planned(CHAT)] == [NOW + 2 * HOUR]


async def test_what_the_buyer_is_done_with_is_not_said_again_for_the_same_day(store: Store) -> None:
    await open_case(store, reminders=(reminder("a"), reminder("b", 2), reminder("c", 3)))
    (due, _, _) = await store.claim_reminders(LATER, 9, LEASE)
    assert await store.reminder_sent(due.id, due.token)

    await take_turn(store, answered=Answered("a", ahead=("b",)))
    await take_turn(store, reminders=(reminder("a"), replace(reminder("b", 2), deliver_at=LATER), reminder("c", 3)))
    assert [one.kind for one in await store.planned(CHAT)] == ["c"]

    await take_turn(store, reminders=(reminder("a", 4), reminder("b", 5), reminder("c", 3)))
    assert [one.kind for one in await store.planned(CHAT)] == ["c", "a", "b"]


async def test_what_the_buyer_is_done_with_stays_done_though_the_clock_ran_ahead(store: Store) -> None:
    await open_case(store, reminders=(reminder("a"), reminder("b")))
    for due in await store.claim_reminders(LATER, 9, LEASE):
        assert await store.reminder_sent(due.id, due.token)
    await take_turn(store, at=LATER, answered=Answered("a"))

    await take_turn(store, at=NOW - HOUR, reminders=(reminder("a"), reminder("b")))

    assert [one.kind for one in await store.planned(CHAT)] == ["b"]


async def test_replanning_the_same_does_not_disturb_who_is_sending_it(store: Store) -> None:
    await open_case(store, reminders=(reminder("a"),))
    (due,) = await store.claim_reminders(LATER, 9, LEASE)

    await take_turn(store, reminders=(reminder("a"),))

    assert await store.claim_reminders(LATER, 9, LEASE) == []
    assert await store.reminder_sent(due.id, due.token)


async def test_workers_never_claim_one_reminder_twice(store: Store) -> None:
    for chat in range(1, 41):
        await open_case(store, chat, reminders=(reminder("a"), reminder("b")))

    claims = await asyncio.gather(*(store.claim_reminders(LATER, 7, LEASE) for _ in range(20)))
    claims.append(await store.claim_reminders(LATER, 1000, LEASE))

    ids = [due.id for claim in claims for due in claim]
    assert len(ids) == len(set(ids)) == 80


async def test_workers_that_claim_at_one_moment_never_share_what_is_due_for_a_chat(store: Store) -> None:
    """Each would write to it: two messages instead of one, and of one case twice a day."""
    for chat in range(1, 61):
        await open_case(store, chat, reminders=tuple(reminder(f"k{n}", n / 2 + chat / 200) for n in range(6)))
    await asyncio.gather(*(store.claim_reminders(NOW, 9, LEASE) for _ in range(8)))  # opens the connections

    claims = await asyncio.gather(*(store.claim_reminders(LATER, 60, LEASE) for _ in range(8)))

    chats = [chat for claim in claims for chat in {due.chat_id for due in claim}]
    assert len(chats) == len(set(chats)) == 60


async def test_a_dead_workers_reminder_is_claimed_again_and_its_token_is_worth_nothing(store: Store) -> None:
    await open_case(store, reminders=(reminder("a"),))
    (dead,) = await store.claim_reminders(LATER, 9, LEASE)
    assert await store.claim_reminders(LATER + LEASE / 2, 9, LEASE) == []

    (alive,) = await store.claim_reminders(LATER + LEASE, 9, LEASE)

    assert (alive.id, alive.attempts) == (dead.id, 2)
    assert not await store.reminder_sent(dead.id, dead.token)
    assert not await store.reminder_failed(dead.id, dead.token, None, "Forbidden")
    assert await store.reminder_sent(alive.id, alive.token)
    assert not await store.reminder_sent(alive.id, alive.token)


async def test_a_failed_reminder_waits_for_its_time_or_is_given_up(store: Store) -> None:
    await open_case(store, reminders=(reminder("a"),))
    (due,) = await store.claim_reminders(LATER, 9, LEASE)
    assert await store.reminder_failed(due.id, due.token, LATER + HOUR, "RetryAfter")

    assert await store.claim_reminders(LATER + HOUR / 2, 9, LEASE) == []
    (again,) = await store.claim_reminders(LATER + HOUR, 9, LEASE)
    assert await store.reminder_failed(again.id, again.token, None, "Forbidden")

    assert await store.claim_reminders(LATER + 100 * HOUR, 9, LEASE) == []
    assert (await store.counts())["reminders_failed"] == 1


async def test_who_blocked_the_bot_is_not_pinged_until_they_return(store: Store) -> None:
    await open_case(store, reminders=(reminder("a"),))
    await take_turn(store, blocked=True)
    assert await store.claim_reminders(LATER, 9, LEASE) == []

    await take_turn(store, blocked=False)
    assert len(await store.claim_reminders(LATER, 9, LEASE)) == 1


async def test_what_is_planned_anew_while_the_bot_is_blocked_waits_as_well(store: Store) -> None:
    await open_case(store, reminders=(reminder("a"), reminder("b")))
    await take_turn(store, blocked=True)
    await take_turn(store, blocked=True, reminders=(reminder("b", 2), reminder("c")))

    assert await store.claim_reminders(LATER, 9, LEASE) == []
    assert [one.kind for one in await store.planned(CHAT)] == ["c", "b"]

    await take_turn(store, blocked=False)
    assert [one.kind for one in await store.claim_reminders(LATER, 9, LEASE)] == ["c", "b"]


async def test_one_buyer_who_blocked_the_bot_keeps_no_other_waiting(store: Store) -> None:
    for chat in (CHAT, CHAT + 1):
        await open_case(store, chat, reminders=(reminder("a"),))
    await take_turn(store, blocked=True)

    assert [one.chat_id for one in await store.claim_reminders(LATER, 9, LEASE)] == [CHAT + 1]
    assert [one.chat_id for one in await store.coming()] == [CHAT + 1]


async def test_who_blocks_the_bot_while_a_reminder_is_being_said_is_not_told(store: Store) -> None:
    await open_case(store, reminders=(reminder("a"),))
    due = await store.claim_reminders(LATER, 9, LEASE)

    await take_turn(store, blocked=True)

    assert not await store.announce(due, post("reminder"))
    assert await store.claim_posts(LATER, 9, LEASE) == []


async def test_reminders_of_a_deleted_case_are_gone(store: Store) -> None:
    record = await open_case(store, reminders=(reminder("a"),))

    await take_turn(store, forget_case=record.id)

    assert await store.claim_reminders(LATER, 9, LEASE) == []
    buyer = (await store.load(CHAT)).buyer
    assert buyer is not None
    assert buyer.case_id is None


async def test_a_plan_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="zone"):
        await open_case(store, reminders=(replace(reminder("a"), deliver_at=NOW.replace(tzinfo=None)),))

    assert await store.cases(CHAT) == []
