"""Closing: a case ends by a person or by what the buyer tells, with its sum; and the buyer has the last word."""

from __future__ import annotations

import pytest

from bot.domain.ticket import Standing, Ticket
from tests.conversation import Conversation
from tests.services.walkers import on
from tests.support.desk import GROUP, MAX, VERA, asks, card, desk, lines, said, told, volunteer


async def ticket(talk: Conversation) -> Ticket:
    found = await talk.app.store.ticket(1)
    assert found is not None
    return found


async def with_result(talk: Conversation) -> None:
    """The case has a result before a human is asked."""
    await on(talk, until="Your case so far")
    await talk.taps("Show my result")


async def tap(talk: Conversation, label: str, who: int = VERA, at: int = -1) -> None:
    """A volunteer taps a button of one of our messages in the topic, the newest if none is named."""
    talk.telegram.taps(who, said(talk)[at]["message_id"], label, chat=GROUP)
    await talk.settle()


@pytest.mark.parametrize(
    ("typed", "ending", "amount", "currency", "shown"),
    [
        ("won 25 USD", "won", "25.00", "USD", "US$25.00"),
        ("won", "won", "25.00", "USD", "US$25.00"),
        ("part 10,50", "part", "10.50", "USD", "US$10.50"),
        ("part 9 EUR", "part", "9.00", "EUR", "€9.00"),
        ("часть 10,50", "part", "10.50", "USD", "US$10.50"),
        ("выиграно", "won", "25.00", "USD", "US$25.00"),
        ("проиграно", "lost", None, None, ""),
        ("отозвано", "withdrawn", None, None, ""),
        ("Done", None, None, None, ""),
    ],
)
async def test_a_case_is_closed_with_its_ending_and_the_sum_that_came(
    typed: str, ending: str | None, amount: str | None, currency: str | None, shown: str
) -> None:
    async with desk() as talk:
        await asks(talk)
        await volunteer(talk, f"/close {typed}")

        found = await ticket(talk)
        assert (found.standing, found.ending, found.amount, found.currency) == (
            Standing.CLOSED,
            ending,
            amount,
            currency,
        )
        assert (f"Came back: {shown}" in card(talk)) == bool(shown)


@pytest.mark.parametrize("typed", ["lost 25 USD", "won a lot", "nearly", "part -5"])
async def test_what_cannot_be_read_closes_nothing(typed: str) -> None:
    async with desk() as talk:
        await asks(talk)
        await volunteer(talk, f"/close {typed}")

        assert (await ticket(talk)).standing is Standing.OPEN
        assert lines(talk)[-1].startswith("I do not understand that.")


async def test_a_sum_that_can_be_read_in_two_ways_is_asked_about() -> None:
    async with desk() as talk:
        await asks(talk)
        await volunteer(talk, "/close part 1.234")
        assert lines(talk)[-1].startswith("I can read that sum in more than one way.")
        assert (await ticket(talk)).standing is Standing.OPEN

        await tap(talk, "US$1.23")
        assert (await ticket(talk)).amount == "1.23"


async def test_without_words_how_it_ended_is_asked_by_buttons() -> None:
    async with desk() as talk:
        await asks(talk)
        await volunteer(talk, "/close")
        assert (await ticket(talk)).standing is Standing.OPEN
        assert lines(talk)[-1].startswith("How did it end?")

        await tap(talk, "Lost")
        assert (await ticket(talk)).ending == "lost"
        assert "Ending: lost." in talk.screen


async def test_an_old_button_of_a_closed_case_changes_nothing_and_says_so() -> None:
    async with desk() as talk:
        await asks(talk)
        await volunteer(talk, "/close")
        await tap(talk, "Lost")
        heard = told(talk)
        await tap(talk, "Won", at=-2)

        assert lines(talk)[-1] == "It is closed already. /reopen opens it again."
        assert (await ticket(talk)).ending == "lost"
        for word in ("/take", "/release", "/close", "/canned"):
            await volunteer(talk, word)
            assert lines(talk)[-1] == "This case is closed. /reopen opens it again."
        assert told(talk) == heard


async def test_an_ending_said_anew_in_words_is_mended_without_a_second_message_to_the_buyer() -> None:
    async with desk() as talk:
        await asks(talk)
        await volunteer(talk, "/close won")
        heard = told(talk)
        await volunteer(talk, "/close part 10")

        assert lines(talk)[-1] == "Noted. Ending: part of the money back. Came back: US$10.00."
        assert told(talk) == heard


async def test_who_closes_the_case_of_a_colleague_may_and_is_told_whose_it_was() -> None:
    async with desk() as talk:
        await asks(talk)
        await volunteer(talk, "/take")
        await volunteer(talk, "/close lost", MAX)

        assert (await ticket(talk)).standing is Standing.CLOSED
        assert lines(talk)[-1].endswith("Vera had this case in hand.")


async def test_a_close_that_comes_twice_closes_once() -> None:
    async with desk() as talk:
        await asks(talk)
        talk.telegram.says(VERA, "/close won 25 USD", chat=GROUP, thread=said(talk)[0]["message_thread_id"])
        again = talk.telegram.updates.last_id
        assert again is not None
        talk.telegram.duplicate(again)
        await talk.settle()

        assert sum("closed your case" in text for text in told(talk)) == 1
        assert sum(line.startswith("Closed.") for line in lines(talk)) == 1


async def test_the_buyer_opens_it_again_with_one_button_that_lasts() -> None:
    async with desk() as talk:
        await asks(talk)
        await volunteer(talk, "/close lost")
        number = talk.messages[-1]["message_id"]
        await talk.says("/help")

        for _ in range(2):
            talk.telegram.taps(talk.buyer, number, "It is not over, ask again")
            await talk.settle()
            assert (await ticket(talk)).standing is Standing.OPEN
            assert "talking to the volunteers" in talk.screen
        assert lines(talk).count("The buyer asks again: the case is open.") == 1
        assert (await ticket(talk)).ending is None
        assert (await ticket(talk)).waiting_since is not None


@pytest.mark.parametrize(
    ("button", "helped", "heard", "database"),
    [("Yes, it helped", True, "helped.", "memory"), ("No, it did not", False, "not help.", "postgres")],
    indirect=["database"],
)
async def test_the_buyer_says_whether_it_helped_and_the_volunteers_hear_it(
    button: str, helped: bool, heard: str, database: str
) -> None:
    async with desk(database_url=database) as talk:
        await asks(talk)
        await volunteer(talk, "/close won")
        number = talk.messages[-1]["message_id"]
        await talk.taps(button)
        talk.telegram.taps(talk.buyer, number, button)
        await talk.settle()

        assert (await ticket(talk)).helped is helped
        assert [line for line in lines(talk) if line.startswith("The buyer says")] == [
            f"The buyer says: it {'helped' if helped else 'did not help'}."
        ]
        assert lines(talk)[-1].endswith(heard)


async def test_where_the_volunteer_did_not_say_how_it_ended_the_buyer_is_asked_and_the_ticket_learns_it() -> None:
    async with desk() as talk:
        await with_result(talk)
        await asks(talk)
        await volunteer(talk, "/close done")
        assert "How it ended" in talk.buttons
        await talk.taps("How it ended")
        await talk.taps("Nothing came")

        assert (await ticket(talk)).ending == "lost"
        assert lines(talk)[-1] == "The buyer has told how it ended. Ending: lost."
        assert sum("Did it help" in text for text in told(talk)) == 1


async def test_an_outcome_told_to_the_bot_closes_the_ticket_and_asks_whether_it_helped() -> None:
    async with desk() as talk:
        await with_result(talk)
        await asks(talk)
        await volunteer(talk, "/take")
        await talk.taps("Back to the bot")
        for button in ("Open the case", "What happened?", "I opened the dispute", "Today", "More", "How it ended"):
            await talk.taps(button)
        await talk.taps("All the money came")

        found = await ticket(talk)
        assert (found.standing, found.ending, found.amount) == (Standing.CLOSED, "won", "25.00")
        assert "The buyer has told how it ended. Ending: won." in lines(talk)[-1]
        assert "Did it help you?" in talk.screen
        assert "Yes, it helped" in talk.buttons


async def test_after_a_close_the_reminders_of_the_case_go_on() -> None:
    async with desk() as talk:
        await with_result(talk)
        before = await talk.app.store.planned(talk.buyer)
        assert before
        await asks(talk)
        await volunteer(talk, "/close lost")

        assert await talk.app.store.planned(talk.buyer) == before


async def test_closing_and_its_buttons_are_in_the_buyers_language() -> None:
    async with desk(language="ru") as talk:
        await talk.says("/human")
        await talk.taps("Да, показать и спросить")
        await volunteer(talk, "/close часть 10")

        assert "Вам помогли?" in talk.screen
        assert "Да, помогли" in talk.buttons
