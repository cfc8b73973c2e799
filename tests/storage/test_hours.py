"""A buyer's hours in the rows: reminders move in the commit that changes the hours, and what was said stays said."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.domain.quiet import Hours
from bot.storage.changes import Answered, Changes, NewReminder
from bot.storage.store import Store, open_store
from tests.storage.given import CHAT, HOUR, LEASE, NOW, open_case, post, reminder, take_turn

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

    await store.announce(await store.claim_reminders(NOW + 2 * HOUR, 9, LEASE), post("reminder"))

    assert await store.said(CHAT) == {first.id: NOW}
    assert await store.said(CHAT + 1) == {}


async def test_a_case_is_not_spoken_of_by_a_message_that_nobody_heard(store: Store) -> None:
    await open_case(store, reminders=(reminder("a"),))
    await store.announce(await store.claim_reminders(NOW + 2 * HOUR, 9, LEASE), post("reminder"))
    (unheard,) = await store.claim_posts(NOW, 9, LEASE)

    await store.post_unheard(unheard, "gone")

    assert await store.said(CHAT) == {}


async def test_that_a_case_was_spoken_of_is_known_whatever_becomes_of_its_reminders(store: Store) -> None:
    """Their day moves, the buyer puts one off, and in the end none is true any more."""
    await open_case(store, reminders=(reminder("a", -2), reminder("b", -1)))
    await store.announce(await store.claim_reminders(NOW, 9, LEASE), post("reminder"))
    said = await store.said(CHAT)
    assert list(said.values()) == [NOW]

    await take_turn(store, reminders=(reminder("a", 50), reminder("b", -1)), answered=Answered("b", NOW + HOUR))
    assert [one.kind for one in await store.planned(CHAT)] == ["b", "a"]
    assert await store.said(CHAT) == said

    await take_turn(store, reminders=())
    assert await store.said(CHAT) == said


async def test_what_a_clock_that_ran_ahead_has_said_does_not_count_as_spoken_of(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/bot.db"
    wrong = await open_store(url, lambda: NOW + timedelta(days=365))
    await open_case(wrong, reminders=(reminder("a"),))
    await wrong.announce(await wrong.claim_reminders(NOW + timedelta(days=365), 9, LEASE), post("reminder"))
    assert await wrong.said(CHAT) != {}
    await wrong.close()

    right = await open_store(url, lambda: NOW)
    assert await right.said(CHAT) == {}
    await right.close()


async def test_what_was_said_of_its_day_stays_said_when_only_its_deadline_moves(store: Store) -> None:
    await open_case(store, reminders=(reminder("a"),))
    (due,) = await store.claim_reminders(NOW + HOUR, 9, LEASE)
    await store.reminder_sent(due.id, due.token)

    same_day = replace(reminder("a", 9), day_begins=NOW - 9 * HOUR)
    await take_turn(store, reminders=(same_day,))
    assert await store.planned(CHAT) == []

    await take_turn(store, reminders=(replace(reminder("a", 30), day_begins=NOW + 15 * HOUR),))
    assert [one.due_at for one in await store.planned(CHAT)] == [NOW + 30 * HOUR]


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
