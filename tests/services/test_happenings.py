"""What happened next: told by buttons, half told, told wrongly; the case moves on and nothing is lost."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from bot.domain.history import Event
from tests.conversation import Conversation, conversation
from tests.services.walkers import answers, go, on, well

STORY = "my red dress came with a hole, ordered 1 november, came on 15 november, 24 dollars, dispute opened 16 november"


async def disputed(talk: Conversation) -> None:
    """A buyer whose dispute has been open for four days, at the advice."""
    await talk.says(STORY)
    await talk.taps("Yes")
    await on(talk, until="Your case so far")
    await talk.taps("Show my result")


async def history(talk: Conversation) -> list[Event]:
    known = await answers(talk)
    assert known is not None
    return [one.event for one in known["case"].history]


async def test_a_case_can_start_with_a_dispute_that_is_open() -> None:
    async with conversation(at="2026-11-20T10:00") as talk:
        await disputed(talk)

        assert "Your dispute is open, and the seller has to answer." in talk.screen
        assert "Waiting for the seller · the seller's turn · until 21 Nov 2026" in talk.screen
        assert talk.buttons[0] == "What happened?"


async def test_an_offer_by_button_is_weighed_and_answered(log: list[Any]) -> None:
    async with conversation(at="2026-11-20T10:00") as talk:
        await disputed(talk)
        for button in ("What happened?", "Seller offers an amount"):
            await talk.taps(button)
        await talk.says("5")
        await talk.taps("Today")

        advice, letter = (message["text"] for message in talk.messages[-2:])
        assert "Offered: US$5.00" in advice
        assert "thank you for your offer of US$5.00" in letter
        assert await history(talk) == [Event.DISPUTE_OPENED, Event.SELLER_OFFERED_AMOUNT]
        well(talk, log)


async def test_the_timer_of_the_page_is_the_day_to_act() -> None:
    async with conversation(at="2026-11-20T10:00") as talk:
        await disputed(talk)
        for button in ("What happened?", "AliExpress ›", "AliExpress proposes an amount"):
            await talk.taps(button)
        await talk.says("8 usd")
        await talk.says("in 2 days")
        await talk.taps("Yes: Sun 22 November 2026")

        assert "By Sun 22 November 2026 (in 2 days)." in talk.messages[-2]["text"]
        await talk.says("/cases")
        assert "22 Nov 2026" in talk.screen


async def test_a_proposal_of_nothing_is_called_so() -> None:
    async with conversation(at="2026-11-20T10:00") as talk:
        await disputed(talk)
        for button in ("What happened?", "AliExpress ›", "AliExpress proposes an amount"):
            await talk.taps(button)
        await talk.says("0")
        await talk.taps("I don't know")
        await talk.taps("Today")

        assert (await history(talk))[-1] is Event.PLATFORM_PROPOSED_ZERO


async def test_what_cannot_be_read_as_an_amount_is_asked_again() -> None:
    async with conversation(at="2026-11-20T10:00") as talk:
        await disputed(talk)
        for button in ("What happened?", "Seller offers an amount"):
            await talk.taps(button)
        await talk.says("hm")

        assert "I could not read an amount in that." in talk.screen
        assert "How much is offered?" in talk.screen


async def test_a_half_told_story_survives_another_case_and_a_restart() -> None:
    async with conversation(at="2026-11-20T10:00") as talk:
        await disputed(talk)
        for button in ("What happened?", "Seller offers an amount"):
            await talk.taps(button)
        await talk.says("/cases")
        await talk.taps("Case 1")
        await talk.taps("What happened?")

        assert "How much is offered?" in talk.screen
        known = await answers(talk)
        assert known is not None
        assert known["case"].telling[0].event is Event.SELLER_OFFERED_AMOUNT


async def test_not_now_keeps_nothing() -> None:
    async with conversation(at="2026-11-20T10:00") as talk:
        await disputed(talk)
        for button in ("What happened?", "Seller offers an amount", "Not now"):
            await talk.taps(button)

        known = await answers(talk)
        assert known is not None
        assert known["case"].telling == ()
        assert known["case"].history == ()


async def test_what_was_told_by_mistake_is_taken_back() -> None:
    async with conversation(at="2026-11-20T10:00") as talk:
        await disputed(talk)
        for button in (
            "What happened?",
            "Seller refused",
            "Today",
            "More",
            "What you told me",
            "Take back: Seller refused",
        ):
            await talk.taps(button)

        assert "Taken back: Seller refused." in talk.screen
        assert "Waiting for the seller" in talk.screen
        assert await history(talk) == [Event.DISPUTE_OPENED]


async def test_the_same_tap_twice_tells_it_once() -> None:
    async with conversation(at="2026-11-20T10:00") as talk:
        await disputed(talk)
        await talk.taps("What happened?")
        await talk.taps("Seller refused")
        message = talk.messages[-1]
        today = message["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
        for _ in range(2):
            talk.telegram.taps(talk.buyer, message["message_id"], today)
        await talk.settle()

        assert await history(talk) == [Event.DISPUTE_OPENED, Event.SELLER_REFUSED]


async def test_opening_the_dispute_moves_the_case_on() -> None:
    async with conversation() as talk:
        await go(talk, "result")
        for button in ("What happened?", "I opened the dispute", "Today"):
            await talk.taps(button)

        assert "Waiting for the seller" in talk.screen
        known = await answers(talk)
        assert known is not None
        assert str(known["case"].opened_on) == "2026-05-22"


async def test_on_a_day_that_has_not_begun_on_the_platform_it_is_still_told() -> None:
    """In Auckland it is Saturday already, in Los Angeles Friday: what happened today counts at once."""
    async with conversation(at="2026-11-20T20:00") as talk:
        await disputed(talk)
        snapshot = await talk.app.store.load(talk.buyer)
        assert snapshot.buyer is not None
        await talk.says("/settings")
        await talk.taps("Time zone")
        await talk.says("Auckland")
        await talk.says("/happened")
        await talk.taps("Seller refused")
        await talk.taps("Today")

        assert "Offers are on the table" in talk.screen or "Offers are on the table" in talk.messages[-2]["text"]


@pytest.mark.parametrize(("said", "shown"), [("/happened", "There is no case yet."), ("hello", "step by step")])
async def test_without_a_case_there_is_nothing_to_tell(said: str, shown: str) -> None:
    async with conversation() as talk:
        await talk.says(said)

        assert shown in talk.screen


async def test_before_the_result_the_answers_come_first() -> None:
    async with conversation() as talk:
        await go(talk, "question")
        await talk.says("/happened")

        assert "A few answers first" in talk.screen


async def test_the_money_that_came_is_one_of_the_sums_spoken_of() -> None:
    async with conversation(at="2026-11-20T10:00") as talk:
        await disputed(talk)
        for button in ("What happened?", "Parcel, return, money", "The money is here"):
            await talk.taps(button)
        await talk.taps("US$24.00")

        known = await answers(talk)
        assert known is not None
        assert known["case"].history[-1].amount == Decimal(24)
        assert "You got everything back: US$24.00." in talk.screen


async def test_something_else_told_at_a_question_is_gone_through_afterwards() -> None:
    async with conversation(at="2026-11-20T10:00") as talk:
        await disputed(talk)
        for button in ("What happened?", "Seller refused"):
            await talk.taps(button)
        await talk.says("aliexpress decided against me yesterday")

        assert "On which day was that?" in talk.screen
        assert "One more thing you told comes after this." in talk.screen
        await talk.taps("18 Nov")
        assert "Decided against me" in talk.screen
        await talk.taps("Yes")
        assert await history(talk) == [Event.DISPUTE_OPENED, Event.SELLER_REFUSED, Event.DECIDED_AGAINST]


async def test_several_things_in_one_sentence_are_gone_through_in_their_order() -> None:
    async with conversation(at="2026-11-20T10:00") as talk:
        await disputed(talk)
        await talk.says("seller refused on 17 november, yesterday aliexpress proposed 8 usd, i have 3 days to answer")

        assert "Seller refused" in talk.screen
        assert "AliExpress proposes an amount: US$8.00" in talk.screen
        await talk.taps("Yes")
        assert await history(talk) == [
            Event.DISPUTE_OPENED,
            Event.SELLER_REFUSED,
            Event.PLATFORM_PROPOSED_AMOUNT,
        ]
        assert "By Mon 23 November 2026" in talk.messages[-2]["text"]


async def test_own_words_that_tell_nothing_lead_to_the_choice() -> None:
    async with conversation(at="2026-11-20T10:00") as talk:
        await disputed(talk)
        await talk.says("what if the seller refuses?")

        assert "I could not tell from that what happened." in talk.screen
        assert "Seller refused" in talk.buttons
        assert await history(talk) == []


async def test_where_the_words_leave_open_who_it_was_the_buyer_says() -> None:
    async with conversation(at="2026-11-20T10:00") as talk:
        await disputed(talk)
        await talk.says("they offer 5 dollars")

        assert "Which of these is it?" in talk.screen
        await talk.taps("AliExpress proposes an amount")
        assert "AliExpress proposes an amount: US$5.00" in talk.screen
        assert "Until when does the dispute page give you?" in talk.screen


async def test_a_dispute_that_a_first_sentence_tells_of_is_gone_through_after_the_summary() -> None:
    async with conversation(at="2026-11-20T10:00") as talk:
        await talk.says(f"{STORY}, the seller offers 5 dollars")
        await talk.taps("Yes")
        await on(talk, until="Your case so far")
        await talk.taps("Show my result")

        assert "Seller offers an amount: US$5.00" in talk.screen
        await talk.taps("Yes")
        await talk.taps("Today")
        assert "Offered: US$5.00" in talk.messages[-2]["text"]


async def test_an_offer_in_another_currency_than_was_paid_is_asked_for_again() -> None:
    """Also where one sentence tells both."""
    async with conversation(at="2026-11-20T10:00") as talk:
        await talk.says(f"{STORY}, the seller offers 5 eur")

        known = await answers(talk)
        assert known is not None
        assert [(one.event, one.amount) for one in known["case"].telling] == [(Event.SELLER_OFFERED_AMOUNT, None)]
