"""Jobs: work on files that turns asked for. None is lost, none done twice at once, nobody's many hold up another's."""

from __future__ import annotations

from datetime import timedelta

from bot.storage.changes import Job
from bot.storage.store import Store
from tests.storage.given import CHAT, HOUR, LEASE, NOW, open_case, take_turn, try_turn


async def test_work_asked_for_by_a_turn_waits_until_it_was_done(store: Store) -> None:
    record = await open_case(store, jobs=(Job("look", {"file": "a"}),))

    (due,) = await store.jobs.claim(NOW, 9, LEASE)

    assert (due.chat_id, due.case_id, due.kind, due.facts) == (CHAT, record.id, "look", {"file": "a"})
    assert await store.jobs.claim(NOW, 9, LEASE) == []
    assert await store.jobs.done(due)
    assert not await store.jobs.done(due)
    assert await store.jobs.claim(NOW + HOUR, 9, LEASE) == []


async def test_a_turn_that_was_too_late_asks_for_no_work(store: Store) -> None:
    record = await open_case(store, update_id=1)

    await take_turn(store, update_id=2, record=record, jobs=(Job("look"),))
    assert await try_turn(store, update_id=2, record=record, jobs=(Job("pack"),)) is None

    (due,) = await store.jobs.claim(NOW, 9, LEASE)
    await store.jobs.done(due)

    assert due.kind == "look"
    assert await store.jobs.claim(NOW, 9, LEASE) == []


async def test_the_same_work_on_the_same_file_is_asked_for_once(store: Store) -> None:
    record = await open_case(store, jobs=(Job("look", {"file": "a"}, key="a"),))
    await take_turn(store, record=record, jobs=(Job("look", {"file": "a"}, key="a"), Job("look", {"file": "b"}, "b")))

    (first,) = await store.jobs.claim(NOW, 9, LEASE)
    await store.jobs.done(first)
    (second,) = await store.jobs.claim(NOW, 9, LEASE)
    await store.jobs.done(second)

    assert [first.facts["file"], second.facts["file"]] == ["a", "b"]
    assert await store.jobs.claim(NOW, 9, LEASE) == []


async def test_sixty_photos_of_one_buyer_keep_the_photo_of_another_waiting_for_one(store: Store) -> None:
    await open_case(store, jobs=tuple(Job("look", {"file": str(number)}) for number in range(60)))
    await open_case(store, CHAT + 1, jobs=(Job("look", {"file": "another's"}),))

    claimed = await store.jobs.claim(NOW, 9, LEASE)

    assert [due.facts["file"] for due in claimed] == ["0", "another's"]


async def test_work_whose_worker_died_is_done_by_another_when_its_lease_ends(store: Store) -> None:
    await open_case(store, jobs=(Job("pack"),))
    (dead,) = await store.jobs.claim(NOW, 9, LEASE)

    assert await store.jobs.claim(NOW + LEASE - timedelta(seconds=1), 9, LEASE) == []
    (alive,) = await store.jobs.claim(NOW + LEASE, 9, LEASE)

    assert alive.attempts == 2
    assert not await store.jobs.done(dead)
    assert await store.jobs.done(alive)


async def test_work_that_takes_longer_is_kept_by_who_is_at_it(store: Store) -> None:
    await open_case(store, jobs=(Job("pack"),))
    (due,) = await store.jobs.claim(NOW, 9, LEASE)

    assert await store.jobs.keep(due, NOW + 2 * LEASE)
    assert await store.jobs.claim(NOW + LEASE, 9, LEASE) == []
    (other,) = await store.jobs.claim(NOW + 2 * LEASE, 9, LEASE)

    assert not await store.jobs.keep(due, NOW + 9 * LEASE)
    assert await store.jobs.done(other)


async def test_work_that_failed_is_tried_again_later_and_one_day_given_up(store: Store) -> None:
    await open_case(store, jobs=(Job("pack"),))
    (due,) = await store.jobs.claim(NOW, 9, LEASE)

    await store.jobs.failed(due, NOW + HOUR, "NetworkError")
    assert await store.jobs.claim(NOW, 9, LEASE) == []
    (again,) = await store.jobs.claim(NOW + HOUR, 9, LEASE)
    await store.jobs.failed(again, None, "NetworkError")

    assert await store.jobs.claim(NOW + 2 * HOUR, 9, LEASE) == []


async def test_work_goes_with_its_case(store: Store) -> None:
    record = await open_case(store, jobs=(Job("pack"),))

    await take_turn(store, case_id=None, forget_case=record.id)

    assert await store.jobs.claim(NOW, 9, LEASE) == []


async def test_what_was_done_is_forgotten_after_a_while(store: Store) -> None:
    await open_case(store, jobs=(Job("look", key="a"), Job("pack")))
    (done,) = await store.jobs.claim(NOW, 9, LEASE)
    await store.jobs.done(done)

    assert await store.jobs.prune(NOW) == 0
    assert await store.jobs.prune(NOW + HOUR) == 1
    assert [due.kind for due in await store.jobs.claim(NOW + HOUR, 9, LEASE)] == ["pack"]
