"""Leases when things go wrong: a worker that hangs, a clock that jumps, a buyer who is out of reach."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from bot.storage.reminders import DueReminder
from bot.storage.store import Store, open_store
from tests.storage.given import CHAT, HOUR, LEASE, NOW, open_case, post, reminder, take_turn

DAY = timedelta(days=1)
YEAR = 365 * DAY
LATER = NOW + 5 * HOUR


async def claimed(store: Store, at: datetime = LATER) -> DueReminder:
    (due,) = await store.claim_reminders(at, 9, LEASE)
    return due


async def test_a_reminder_is_marked_sent_with_its_message_or_not_at_all(store: Store) -> None:
    await open_case(store, reminders=(reminder("a"),))
    due = await claimed(store)

    assert await store.announce((due,), post("reminder"))
    assert not await store.announce((due,), post("reminder"))

    assert await store.planned(CHAT) == []
    assert len(await store.claim_posts(LATER, 9, LEASE)) == 1


async def test_a_worker_that_hung_until_its_lease_ended_says_nothing(store: Store) -> None:
    """Whoever claimed it meanwhile says it, once."""
    await open_case(store, reminders=(reminder("a"),))
    hung = await claimed(store)
    alive = await claimed(store, LATER + LEASE)

    assert not await store.announce((hung,), post("said by the one that hung"))
    assert await store.announce((alive,), post("said"))
    assert not await store.announce((hung,), post("said by the one that hung"))

    assert [one.post.template for one in await store.claim_posts(LATER, 9, LEASE)] == ["said"]


async def test_a_message_about_several_waits_when_one_of_them_was_planned_anew(store: Store) -> None:
    await open_case(store, reminders=(reminder("a"), reminder("b")))
    due = await store.claim_reminders(LATER, 9, LEASE)
    await take_turn(store, reminders=(reminder("a"), reminder("b", 9)))

    assert not await store.announce(due, post("reminder"))

    assert await store.claim_posts(LATER, 9, LEASE) == []
    assert [one.kind for one in await store.claim_reminders(LATER + LEASE, 9, LEASE)] == ["a"]


async def test_what_a_blocked_chat_did_not_hear_waits_for_the_buyer(store: Store) -> None:
    await open_case(store, reminders=(reminder("a"), reminder("b")))
    await store.announce(await store.claim_reminders(LATER, 9, LEASE), post("reminder"))
    (unheard,) = await store.claim_posts(LATER, 9, LEASE)

    await take_turn(store, blocked=True)
    await store.post_unheard(unheard, "gone")
    assert await store.claim_reminders(LATER + YEAR, 9, LEASE) == []
    assert await store.claim_posts(LATER + YEAR, 9, LEASE) == []

    await take_turn(store, blocked=False)
    assert [one.kind for one in await store.claim_reminders(LATER, 9, LEASE)] == ["a", "b"]


async def test_a_reminder_whose_time_moved_waits_as_if_it_had_been_planned_so(store: Store) -> None:
    await open_case(store, reminders=(reminder("a"),))
    due = await claimed(store)

    assert await store.reminder_moved(due, LATER + DAY, LATER + 3 * DAY)
    assert not await store.reminder_moved(due, LATER, LATER)

    assert [(one.due_at, one.deliver_at) for one in await store.planned(CHAT)] == [(LATER + DAY, LATER + 3 * DAY)]
    assert await store.claim_reminders(LATER + 2 * DAY, 9, LEASE) == []
    assert (await claimed(store, LATER + 3 * DAY)).attempts == 1


async def test_a_clock_set_back_by_a_day_leaves_nothing_in_dead_hands(store: Store) -> None:
    """The leases of before seem to last for more than a day. None does."""
    await open_case(store, reminders=(reminder("a", -50),))
    await store.post(post("1"), post("2"))
    dead = await claimed(store, NOW)
    (dead_post,) = await store.claim_posts(NOW + DAY, 9, LEASE)

    back = NOW - DAY
    alive = await claimed(store, back)
    (alive_post,) = await store.claim_posts(NOW, 9, LEASE)

    assert (alive.id, alive_post.post.template) == (dead.id, "1")
    assert not await store.announce((dead,), post("reminder"))
    assert not await store.post_sent(dead_post)
    assert await store.reminder_sent(alive.id, alive.token)


async def test_a_lease_of_a_worker_whose_clock_is_a_little_ahead_counts(store: Store) -> None:
    await open_case(store, reminders=(reminder("a"),))
    await claimed(store, LATER + HOUR)

    assert await store.claim_reminders(LATER, 9, LEASE) == []


async def test_no_pause_is_longer_than_a_day(store: Store) -> None:
    await open_case(store, reminders=(reminder("a", -50),))
    due = await claimed(store, NOW)

    await store.reminder_failed(due.id, due.token, NOW + YEAR, "RetryAfter")

    assert await store.claim_reminders(NOW + DAY / 2, 9, LEASE) == []
    assert (await claimed(store, NOW + DAY)).attempts == 2


async def test_what_was_over_on_a_clock_a_year_ahead_is_planned_again_once_it_is_right(tmp_path: Path) -> None:
    """Nobody is left without a reminder because a machine started with a wrong clock."""
    wrong = await open_store(f"sqlite:///{tmp_path}/bot.db", lambda: NOW + YEAR)
    await open_case(wrong, reminders=(reminder("a", 50),))
    due = await claimed(wrong, NOW + YEAR)
    assert await wrong.reminder_sent(due.id, due.token)
    await wrong.close()

    right = await open_store(f"sqlite:///{tmp_path}/bot.db", lambda: NOW)
    await take_turn(right, reminders=(reminder("a", 50),))

    assert [one.kind for one in await right.planned(CHAT)] == ["a"]
    assert await right.claim_reminders(NOW, 9, LEASE) == []
    await right.close()


async def test_a_message_that_was_put_off_holds_up_no_other_of_its_chat(store: Store) -> None:
    await store.post(post("broken"), post("sound"), post("sound"))
    (broken,) = await store.claim_posts(NOW, 9, LEASE)

    assert await store.post_put_off(broken.id, broken.token, NOW + HOUR, "KeyError")
    assert not await store.post_put_off(broken.id, broken.token, NOW, "KeyError")

    told = []
    for _ in range(2):
        (due,) = await store.claim_posts(NOW, 9, LEASE)
        told.append(due.post.template)
        await store.post_sent(due)
    assert told == ["sound", "sound"]
    assert await store.claim_posts(NOW + HOUR - LEASE, 9, LEASE) == []
    assert [one.post.template for one in await store.claim_posts(NOW + HOUR, 9, LEASE)] == ["broken"]
