"""Waiting and alarms: who waits is known, and nobody waits in silence."""

from __future__ import annotations

import pytest

from bot.domain.ticket import Ticket
from tests.conversation import Conversation
from tests.engines import EACH_ENGINE
from tests.services.walkers import on
from tests.support.desk import GROUP, asks, desk, lines, text, volunteer

HOST = 700


async def ticket(talk: Conversation) -> Ticket:
    found = await talk.app.store.ticket(1)
    assert found is not None
    return found


async def later(talk: Conversation, hours: float) -> None:
    """Time passes, and the rounds are made twice: a second one finds nothing new."""
    await talk.later(hours=hours)
    assert talk.app.rounds is not None
    for _ in range(2):
        await talk.app.rounds.go()
        await talk.settle()


def alarms(shown: list[str]) -> list[str]:
    return [line for line in shown if line.startswith("⏰")]


def general(talk: Conversation) -> list[str]:
    """What the bot has said in General."""
    messages = talk.telegram.messages(GROUP)
    mine = [m for m in messages if m["from"]["id"] == talk.telegram.me.id and "message_thread_id" not in m]
    return [text(message) for message in mine if "text" in message]


async def test_a_buyer_waits_from_their_first_message_until_a_volunteer_answers() -> None:
    async with desk() as talk:
        await asks(talk)
        since = (await ticket(talk)).waiting_since
        assert since == talk.clock.now
        await talk.later(hours=1)
        await talk.says("hello?")
        assert (await ticket(talk)).waiting_since == since

        await volunteer(talk, "any idea?")
        await volunteer(talk, "/take")
        await volunteer(talk, "/note asked the seller")
        assert (await ticket(talk)).waiting_since == since
        assert (await ticket(talk)).answered_at is None

        await volunteer(talk, "/r hello")
        first = talk.clock.now
        assert (await ticket(talk)).waiting_since is None
        await talk.later(hours=1)
        await talk.says("thank you")
        assert (await ticket(talk)).waiting_since == talk.clock.now
        await volunteer(talk, "/r you are welcome")
        assert (await ticket(talk)).answered_at == first


async def test_a_request_or_a_ready_answer_is_an_answer_too() -> None:
    async with desk() as talk:
        await asks(talk)
        for words in ("/ask size_label", "/canned patience"):
            await talk.says("hello?")
            assert (await ticket(talk)).waiting_since is not None
            await volunteer(talk, words)
            assert (await ticket(talk)).waiting_since is None
            await talk.says("/human")


async def test_nobody_waits_in_a_closed_case() -> None:
    async with desk() as talk:
        await asks(talk)
        await volunteer(talk, "/close lost")
        assert (await ticket(talk)).waiting_since is None

        await volunteer(talk, "/reopen")
        assert (await ticket(talk)).waiting_since is None


@EACH_ENGINE
async def test_a_case_that_waits_longer_than_promised_is_called_out_once_for_each_cause(database: str) -> None:
    async with desk(operators=(HOST,), database_url=database) as talk:
        talk.telegram.user(HOST, "Host")
        talk.telegram.says(HOST, "/start")
        topic = await asks(talk)
        await later(talk, 23)
        assert alarms(lines(talk)) == []

        await later(talk, 1)
        assert len(alarms(lines(talk))) == 1
        assert "The buyer has been waiting for 24 h. That is longer than promised." in lines(talk)[-1]
        assert "Nobody has taken it" in lines(talk)[-1]
        assert len(alarms(general(talk))) == 1
        link = next(
            m for m in talk.telegram.messages(GROUP) if text(m).startswith("⏰") and "message_thread_id" not in m
        )
        assert link["entities"][1]["url"] == f"https://t.me/c/1000000001/{topic}"

        await later(talk, 11)
        assert len(alarms(lines(talk))) == 1
        await later(talk, 1)
        assert len(alarms(lines(talk))) == 2
        assert alarms([text(one) for one in talk.telegram.messages(HOST)]) == []
        await later(talk, 12)
        assert len(alarms(lines(talk))) == 3
        assert len(alarms([text(one) for one in talk.telegram.messages(HOST)])) == 1
        await later(talk, 24)
        assert len(alarms(lines(talk))) == 3


async def test_a_case_that_somebody_has_is_called_out_in_its_topic_only_and_by_their_name() -> None:
    async with desk() as talk:
        await asks(talk)
        await volunteer(talk, "/take")
        await later(talk, 25)

        assert lines(talk)[-1].endswith("Vera has it.")
        assert alarms(general(talk)) == []


async def test_an_answered_buyer_raises_no_alarm_until_they_wait_again() -> None:
    async with desk() as talk:
        await asks(talk)
        await later(talk, 24)
        await volunteer(talk, "/r we look at it")
        await later(talk, 48)
        assert len(alarms(lines(talk))) == 1

        await talk.says("and now?")
        await later(talk, 24)
        assert len(alarms(lines(talk))) == 2


async def test_an_unanswered_case_is_called_out_when_less_than_a_day_is_left_to_the_deadline() -> None:
    """The safe last day is 30 May; nothing is known of the zone, so it ends where it ends first."""
    async with desk() as talk:
        await on(talk, until="Your case so far")
        await talk.taps("Show my result")
        await talk.until(talk.clock.now.replace(day=29, hour=8))
        await asks(talk)
        await later(talk, 1)
        assert alarms(lines(talk)) == []
        await later(talk, 1.5)

        assert alarms(lines(talk)) == [lines(talk)[-1]]
        assert "The buyer’s deadline is in 23 h, and nobody has answered them." in lines(talk)[-1]


@pytest.mark.parametrize("word", ["/close lost", "/r here we are"])
async def test_who_was_served_meanwhile_is_not_called_out_by_a_round_that_looked_before(word: str) -> None:
    """The alarm counts only if what it found is still so."""
    async with desk() as talk:
        await asks(talk)
        before = await ticket(talk)
        await volunteer(talk, word)

        assert await talk.app.store.crew.alarm(before) is False


@EACH_ENGINE
async def test_two_rounds_at_once_call_out_once(database: str) -> None:
    async with desk(database_url=database) as talk:
        await asks(talk)
        before = await ticket(talk)

        assert await talk.app.store.crew.alarm(before) is True
        assert await talk.app.store.crew.alarm(before) is False
