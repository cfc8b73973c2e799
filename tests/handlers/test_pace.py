"""Pace: how many messages may go, counted on a clock that the test moves."""

from __future__ import annotations

import asyncio

import pytest

from handlers.pace import UNLIMITED, Limits, Pace

CHAT, GROUP = 101, -100


def sent(pace: Pace, chat_id: int, now: float, most: int = 100, *, patient: bool = False) -> int:
    """How many messages may go to this chat at this moment."""
    return next((done for done in range(most) if pace.take(chat_id, now, patient=patient)), most)


def test_a_chat_gets_a_short_burst_and_then_one_message_a_second() -> None:
    pace = Pace()

    assert sent(pace, CHAT, 0.0) == 5
    assert pace.take(CHAT, 0.0) == pytest.approx(1.0)
    assert sent(pace, CHAT, 1.0) == 1
    assert sent(pace, CHAT, 3.0) == 2


def test_a_pause_however_long_allows_no_more_than_a_burst() -> None:
    pace = Pace()
    sent(pace, CHAT, 0.0)

    assert sent(pace, CHAT, 3600.0) == 5


def test_a_group_gets_twenty_messages_a_minute() -> None:
    pace = Pace()
    first = sent(pace, GROUP, 0.0)

    assert first == 10
    assert sum(sent(pace, GROUP, float(second)) for second in range(1, 61)) == 20


def test_a_chat_that_must_wait_delays_no_other() -> None:
    pace = Pace()
    sent(pace, CHAT, 0.0)

    assert pace.take(CHAT, 0.0) > 0
    assert pace.take(CHAT + 1, 0.0) == 0


def test_queued_messages_leave_the_overall_limit_to_buyers() -> None:
    """Of a hundred queued ones five go at once; buyers go ahead, and the queue then waits until that is paid off."""
    pace = Pace()
    queued = sum(sent(pace, chat, 0.0, most=1, patient=True) for chat in range(1, 101))
    waiting = sum(sent(pace, chat, 0.0, most=1) for chat in range(201, 301))

    assert (queued, waiting) == (5, 85)
    assert pace.take(50, 1.0, patient=True) > 0
    assert pace.take(50, 2.1, patient=True) == 0


def test_queued_messages_leave_room_in_every_second() -> None:
    pace = Pace()
    times = [second / 100 for second in range(1000)]
    went = [now for number, now in enumerate(times) if not pace.take(number, now, patient=True)]

    assert max(sum(1 for other in went if now <= other < now + 1) for now in went) <= 26
    assert len(went) > 200


def test_what_was_refused_was_not_counted() -> None:
    pace = Pace(Limits(chat_burst=1.0))
    pace.take(CHAT, 0.0)
    for _ in range(50):
        assert pace.take(CHAT, 0.5) == pytest.approx(0.5)

    assert pace.take(CHAT, 1.0) == 0


def test_chats_that_rested_are_not_remembered_for_ever() -> None:
    """A bot that runs for months meets more chats than it should keep; one that still waits is kept."""
    pace = Pace(Limits(overall=1e9))
    for chat in range(5000):
        pace.take(chat, 0.0)
    sent(pace, CHAT, 60.0)
    for chat in range(5000, 10_000):
        pace.take(chat, 60.0)

    assert pace.take(CHAT, 60.0) > 0
    assert pace.chats < 6000


async def test_as_many_as_there_is_room_for_go_at_once() -> None:
    pace = Pace(UNLIMITED)

    await asyncio.gather(*(pace.turn(CHAT) for _ in range(1000)))

    assert pace.chats == 1


def three_processes() -> list[Pace]:
    paces = [Pace(), Pace(), Pace()]
    for pace in paces:
        pace.share(3)
    return paces


def test_three_processes_together_send_what_one_may() -> None:
    """Telegram counts for the bot, not for its processes."""
    three, chats = three_processes(), range(1000, 1040)

    overall = sum(sent(pace, chat, now, most=1) for pace in three for now in range(60) for chat in chats)

    assert 60 * 30 <= overall <= 60 * 30 + Limits().debt + Limits().overall


def test_three_processes_together_send_to_a_group_what_one_may() -> None:
    three = three_processes()
    for pace in three:
        sent(pace, GROUP, 0.0)

    assert 18 <= sum(sent(pace, GROUP, float(now)) for pace in three for now in range(1, 61)) <= 20


def test_a_process_that_is_left_alone_has_all_of_it_again() -> None:
    pace = Pace()
    pace.share(4)
    sent(pace, GROUP, 0.0)
    pace.share(1)

    assert sum(sent(pace, GROUP, float(second)) for second in range(1, 61)) == 20


def test_however_many_processes_there_are_each_may_send_now_and_then() -> None:
    pace = Pace()
    pace.share(60)

    assert any(not pace.take(CHAT, float(now), patient=True) for now in range(600))
