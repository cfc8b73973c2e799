"""The page moves the clock: what falls due on the way is sent in order and once, however the clock is moved."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.commands.stage import Stage
from bot.playground.chats import User
from bot.playground.refusals import ImpossibleError
from tests.playground.stage import ANA, BEGINNING, Change, shown, tells

AFTER_ALL = datetime(2026, 12, 20, tzinfo=UTC)


@pytest.fixture
async def bo(play: Stage) -> User:
    """Two buyers with three reminders each; Bo is in Berlin, so none of his is due together with one of Ana's."""
    bo = play.telegram.user(102, "Bo", "en")
    await play.behind.prefer(102, "en", "Europe/Berlin", True)
    await tells(play, ANA, 18)
    await tells(play, bo, 19)
    return bo


async def plan(play: Stage) -> list[tuple[int, int]]:
    """When what goes to whom, as the bot plans it."""
    return [(int(one.deliver.timestamp()), one.chat) for one in await play.behind.planned()]


def sent(play: Stage) -> list[tuple[int, int]]:
    """When what went to whom from now on, in the order of sending."""
    sendings: list[tuple[int, int]] = []

    def watch(change: Change) -> None:
        if change["kind"] == "message" and change["message"]["from_bot"]:
            sendings.append((change["message"]["date"], change["chat"]))

    play.telegram.subscribe(watch)
    return sendings


async def test_eight_reminders_of_two_buyers_go_at_their_time_when_all_are_passed(play: Stage, bo: User) -> None:
    planned, sendings = await plan(play), sent(play)
    assert [chat for _, chat in planned] == [ANA, ANA, bo.id, ANA, bo.id, ANA, bo.id, bo.id]

    assert await play.travel.go(AFTER_ALL) == 8

    assert sendings == planned
    assert await play.behind.planned() == []


async def test_the_next_one_is_one_step_away_until_there_is_none(play: Stage, bo: User) -> None:
    planned, sendings = await plan(play), sent(play)
    for at, _ in planned:
        assert await play.travel.carry_out({"to": "next"}) == {"now": at, "fired": 1}

    assert sendings == planned
    with pytest.raises(ImpossibleError, match="nothing is planned"):
        await play.travel.carry_out({"to": "next"})


async def test_two_moves_at_once_follow_each_other(play: Stage, bo: User) -> None:
    planned, sendings = await plan(play), sent(play)
    week: dict[str, Any] = {"move": 14 * 86400}
    first, second = await asyncio.gather(play.travel.carry_out(week), play.travel.carry_out(week))

    assert sendings == planned
    assert first["fired"] + second["fired"] == 8
    assert second["now"] - BEGINNING.timestamp() >= 28 * 86400


async def test_what_was_sent_stays_sent_when_the_clock_goes_back(play: Stage, bo: User) -> None:
    """Back to now, forth again, over everything: not one reminder twice."""
    sendings = sent(play)
    await play.travel.go(AFTER_ALL)
    back = await play.travel.carry_out({"to": "now"})
    assert timedelta() <= datetime.fromtimestamp(back["now"], UTC) - BEGINNING < timedelta(minutes=5)

    assert await play.travel.go(AFTER_ALL) == 0
    assert len(sendings) == 8


async def test_the_clock_moves_while_buyers_talk(play: Stage, bo: User) -> None:
    """What was said before the move is taken before it; who writes on the way is answered, and loses no reminder."""
    cy = play.telegram.user(103, "Cy", "en")
    play.telegram.says(cy, "/help")
    talking = iter(["/settings", "/cases", "/help", "/privacy"])

    def talk(change: Change) -> None:
        if change["kind"] == "clock" and (text := next(talking, None)):
            play.telegram.says(bo, text)

    play.telegram.subscribe(talk)
    assert await play.travel.go(AFTER_ALL) == 8
    await play.travel.settled()

    help_shown = play.telegram.messages(cy.id)[-1]
    assert (help_shown["from"]["id"], help_shown["date"] < BEGINNING.timestamp() + 60) == (play.telegram.me.id, True)
    assert next(talking, None) is None
    assert len([text for text in shown(play, bo.id) if "\nReminder for" in text]) == 4
    assert any("What is kept about you" in text for text in shown(play, bo.id))
    assert list(play.telegram.complaints) == []


@pytest.mark.parametrize(
    "order",
    [{}, {"move": "a day"}, {"move": True}, {"to": "then"}, {"to": 1e30}, {"move": -1e12}, {"to": float("nan")}],
)
async def test_a_move_that_makes_no_sense_is_refused_with_the_reason(play: Stage, order: dict[str, Any]) -> None:
    before = play.clock()
    with pytest.raises(ImpossibleError):
        await play.travel.carry_out(order)
    assert play.clock() - before < timedelta(minutes=1)


async def test_the_clock_waits_while_telegram_is_down(play: Stage, bo: User) -> None:
    """Weeks would pass in which nothing can be sent, and the bot would give up: nobody meant that."""
    play.telegram.break_off(60)
    with pytest.raises(ImpossibleError, match="cannot be reached"):
        await play.travel.go(AFTER_ALL)
    play.telegram.faults.clear()

    assert await play.travel.go(AFTER_ALL) == 8
