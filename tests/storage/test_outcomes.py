"""Counters of how cases ended: saved with the case or not at all, moved once, and nobody's."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bot.domain.buyer import Buyer
from bot.domain.case import Result
from bot.domain.issues import Issue
from bot.domain.outcome import Tally
from bot.storage.changes import Changes, Count
from bot.storage.store import Store
from tests.storage.given import CHAT, NOW, new_case, open_case, take_turn, try_turn

WON = Count(Issue.DAMAGED, Result.WON, 1)
NO_LONGER_WON = Count(Issue.DAMAGED, Result.WON, -1)
LOST = Count(Issue.DAMAGED, Result.LOST, 1)


async def test_where_nothing_has_ended_there_is_nothing_to_tell(store: Store) -> None:
    assert await store.tally(Issue.DAMAGED) == Tally()


async def test_every_problem_and_every_end_has_a_counter_of_its_own(store: Store) -> None:
    for number, result in enumerate(Result, 1):
        for chat in range(number):
            await open_case(store, CHAT + 10 * number + chat, counts=(Count(Issue.DAMAGED, result, 1),))
    await open_case(store, counts=(Count(Issue.DEFECTIVE, Result.LOST, 1),))

    assert await store.tally(Issue.DAMAGED) == Tally(won=1, part=2, lost=3, withdrawn=4)
    assert await store.tally(Issue.DEFECTIVE) == Tally(lost=1)


async def test_an_end_told_differently_moves_from_one_counter_to_the_other(store: Store) -> None:
    record = await open_case(store, counts=(WON,))

    await take_turn(store, record=record, counts=(NO_LONGER_WON, LOST))

    assert await store.tally(Issue.DAMAGED) == Tally(lost=1)


async def test_a_counter_never_falls_below_nothing(store: Store) -> None:
    record = await open_case(store)

    await take_turn(store, record=record, counts=(NO_LONGER_WON,))

    assert await store.tally(Issue.DAMAGED) == Tally()


async def test_what_was_counted_stays_when_the_case_is_deleted(store: Store) -> None:
    record = await open_case(store, counts=(WON,))

    await take_turn(store, forget_case=record.id)
    await store.forget(CHAT)

    assert await store.tally(Issue.DAMAGED) == Tally(won=1)


async def test_a_stale_turn_counts_nothing(store: Store) -> None:
    record = await open_case(store, update_id=1)
    late = (await store.load(CHAT)).buyer
    assert late is not None
    await take_turn(store, update_id=2, record=record, counts=(WON,))

    assert await try_turn(store, update_id=2, record=record, counts=(WON,)) is None
    assert await store.commit(Changes(3, NOW, replace(late, revision=late.revision + 1), record, counts=(WON,))) is None
    assert await store.tally(Issue.DAMAGED) == Tally(won=1)


async def test_a_turn_that_fails_takes_its_count_with_it(store: Store) -> None:
    def turn(chat: int) -> Changes:
        events = (("bad", {"bad": object()}),) if chat == 13 else ()
        return Changes(chat, NOW, Buyer(chat, revision=1), new_case(chat), events=events, counts=(WON,))

    await asyncio.gather(*(store.commit(turn(chat)) for chat in range(1, 31)), return_exceptions=True)

    assert await store.tally(Issue.DAMAGED) == Tally(won=29)


async def test_buyers_who_cross_each_other_do_not_wait_for_each_other(store: Store) -> None:
    """Half of them move a count one way and half the other, at once: on PostgreSQL they lock the same two rows."""
    records = [await open_case(store, chat, counts=(WON, LOST)) for chat in range(1, 21)]
    back = (NO_LONGER_WON, LOST)
    forth = (Count(Issue.DAMAGED, Result.LOST, -1), WON)

    await asyncio.gather(
        *(
            take_turn(store, record.chat_id, record=record, counts=back if record.chat_id % 2 else forth)
            for record in records
        )
    )

    assert await store.tally(Issue.DAMAGED) == Tally(won=20, lost=20)


async def test_a_count_without_its_case_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="case"):
        await take_turn(store, counts=(WON,))

    assert await store.tally(Issue.DAMAGED) == Tally()
