"""Blocking a buyer: asked twice, noted, told, undone; and the rest of the bot goes on for them."""

from __future__ import annotations

from bot.domain.ticket import Standing
from tests.conversation import Conversation
from tests.engines import EACH_ENGINE
from tests.services.walkers import on
from tests.support.desk import GROUP, MAX, asks, card, desk, lines, pushes, topics, volunteer


async def _blocks(talk: Conversation) -> None:
    await volunteer(talk, "/block")
    await pushes(talk, "Yes, block")


async def test_nobody_is_blocked_without_a_second_tap() -> None:
    async with desk() as talk:
        await asks(talk)
        await volunteer(talk, "/block yes")
        assert lines(talk)[-1].startswith("Block this buyer?")
        await pushes(talk, "No")

        assert lines(talk)[-1] == "This buyer is not blocked."
        await talk.says("still here")
        assert lines(talk)[-1].endswith("still here")


async def test_who_blocked_is_noted_and_the_buyer_is_told_kindly() -> None:
    async with desk() as talk:
        await asks(talk)
        await volunteer(talk, "/block")
        await pushes(talk, "Yes, block", MAX)

        assert any(line.startswith("Blocked by Max.") for line in lines(talk))
        assert "Closed" in card(talk)
        assert talk.screen.startswith("The volunteers have decided not to answer here any more.")
        ticket = await talk.app.store.ticket(1)
        assert ticket is not None
        assert ticket.standing is Standing.CLOSED
        assert ticket.ending is None

        await volunteer(talk, "/block")
        assert lines(talk)[-1].startswith("This buyer is blocked.")


async def test_a_blocked_buyer_gets_one_kind_sentence_when_asking_again() -> None:
    async with desk() as talk:
        await asks(talk)
        await _blocks(talk)
        before = len(talk.telegram.messages(GROUP))
        await talk.says("/human")

        assert talk.screen.count("The volunteers have decided not to answer here any more") == 1
        assert talk.buttons == ["‹ Back"]
        await talk.says("please")
        await talk.sends("photo")
        assert len(talk.telegram.messages(GROUP)) == before


async def test_the_rest_of_the_bot_works_for_a_blocked_buyer_as_before() -> None:
    async with desk() as talk:
        await asks(talk)
        await _blocks(talk)
        await talk.taps("Open the case")
        await on(talk, until="Your case so far")
        await talk.taps("Show my result")

        assert "Full refund" in "\n".join(str(m.get("text")) for m in talk.messages)


async def test_a_reply_to_an_old_message_of_a_volunteer_goes_nowhere_after_that() -> None:
    async with desk() as talk:
        await asks(talk)
        await volunteer(talk, "/r hello")
        hello = talk.messages[-1]["message_id"]
        await _blocks(talk)
        before = len(talk.telegram.messages(GROUP))
        talk.telegram.says(talk.buyer, "an answer", reply_to=hello)
        await talk.settle()

        assert len(talk.telegram.messages(GROUP)) == before


@EACH_ENGINE
async def test_what_was_queued_from_a_blocked_buyer_is_dropped_and_the_other_cases_close(database: str) -> None:
    async with desk(database_url=database) as talk:
        first = await asks(talk)
        await talk.taps("Back to the bot")
        await talk.says("/new")
        await talk.says("The lamp I ordered on 2 May for 9 USD never came")
        await talk.taps("Yes: It never came")
        await talk.taps(talk.buttons[0])
        await talk.says("/human")
        await talk.says("It never came, and the seller is silent")
        await talk.taps("Yes, share it")
        second = topics(talk)[-1]
        await volunteer(talk, "/block")
        talk.telegram.throttle(GROUP, 60)
        await talk.says("too late")
        await pushes(talk, "Yes, block")
        await talk.later(minutes=2)

        assert "too late" not in str(talk.telegram.messages(GROUP))
        assert any(line.startswith("Blocked by Vera.") for line in lines(talk, first))
        assert any(line.startswith("Blocked by Vera.") for line in lines(talk, second))
        assert await talk.app.store.open_tickets(0, 10) == []


async def test_the_button_that_opens_a_case_again_does_not_for_a_blocked_buyer() -> None:
    async with desk() as talk:
        await asks(talk)
        await volunteer(talk, "/close lost")
        closed = talk.messages[-1]["message_id"]
        await _blocks(talk)
        talk.telegram.taps(talk.buyer, closed, "again:1:0")
        await talk.settle()

        assert "The volunteers have decided not to answer here any more" in talk.screen
        assert await talk.app.store.open_tickets(0, 10) == []


async def test_unblocking_lets_them_ask_again() -> None:
    async with desk() as talk:
        await asks(talk)
        await volunteer(talk, "/unblock")
        assert lines(talk)[-1] == "This buyer is not blocked."
        await _blocks(talk)
        await volunteer(talk, "/unblock", MAX)

        assert any(line.startswith("Unblocked by Max.") for line in lines(talk))
        assert talk.screen.startswith("The volunteers answer you again.")
        await asks(talk)
        await talk.says("hello again")
        assert lines(talk)[-1].endswith("hello again")


async def test_who_deletes_everything_stays_blocked() -> None:
    async with desk() as talk:
        await asks(talk)
        await _blocks(talk)
        await talk.says("/privacy")
        assert "that the volunteers answer you no more" in talk.screen
        await talk.taps("Delete everything about me")
        await talk.taps("Yes, delete everything")
        await talk.says("The vase I ordered on 1 May for 25 USD arrived broken on 15 May")
        await talk.taps(talk.buttons[0])
        await talk.says("/human")

        assert "The volunteers have decided not to answer here any more" in talk.screen
        assert topics(talk) == []
