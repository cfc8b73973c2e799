"""Working on a case: who has it, how it ends, and what the buyer hears of it."""

from __future__ import annotations

import pytest

from bot.domain.ticket import Standing
from tests.conversation import Conversation
from tests.services.walkers import on
from tests.support.desk import GROUP, MAX, VERA, asks, card, desk, lines, name, said, told, topics, volunteer


async def standing(talk: Conversation) -> Standing:
    ticket = await talk.app.store.ticket(1)
    assert ticket is not None
    return ticket.standing


async def test_who_takes_a_case_sees_whose_it_is_and_the_buyer_hears_who_it_was() -> None:
    async with desk() as talk:
        await asks(talk)
        await volunteer(talk, "/take")

        assert await standing(talk) is Standing.TAKEN
        assert "Taken by Vera" in card(talk)
        assert "Buyer: Ana" in card(talk)
        assert "8015710859336916" in card(talk)
        assert talk.screen.startswith("Vera, a volunteer, has taken your case")

        await talk.says("thank you")
        assert lines(talk)[-1] == "Ana · EN\nthank you"


async def test_a_case_that_somebody_has_cannot_be_taken_by_another_until_it_is_released() -> None:
    async with desk() as talk:
        await asks(talk)
        await volunteer(talk, "/take")
        heard = told(talk)

        await volunteer(talk, "/take", MAX)
        assert lines(talk)[-1] == "Vera has it. After /release somebody else can take it."
        await volunteer(talk, "/take")
        assert lines(talk)[-1] == "You have it already."
        assert told(talk) == heard

        await volunteer(talk, "/release", MAX)
        assert await standing(talk) is Standing.OPEN
        assert "Ana" not in card(talk)
        await volunteer(talk, "/take", MAX)
        assert "Taken by Max" in card(talk)


@pytest.mark.parametrize(
    ("how", "ending"),
    [
        (" done", ""),
        (" won", "Ending: won."),
        (" part", "Ending: part of the money back."),
        (" LOST", "Ending: lost."),
        (" withdrawn", "Ending: withdrawn."),
    ],
)
async def test_a_closed_case_is_told_to_the_buyer_whose_words_are_the_bots_again(how: str, ending: str) -> None:
    async with desk() as talk:
        await asks(talk)
        await volunteer(talk, f"/close{how}")

        assert await standing(talk) is Standing.CLOSED
        assert talk.screen.startswith("The volunteers have closed your case.")
        assert ending in talk.screen
        assert ending in card(talk)
        before = lines(talk)
        await talk.says("8 May")
        assert lines(talk) == before


async def test_a_case_is_not_closed_with_a_word_nobody_knows() -> None:
    async with desk() as talk:
        await asks(talk)
        heard = told(talk)
        await volunteer(talk, "/close wonderful")

        assert await standing(talk) is Standing.OPEN
        assert lines(talk)[-1].startswith("I do not understand that. Write /close and")
        assert told(talk) == heard


async def test_the_buyer_opens_a_closed_case_again_in_the_same_topic() -> None:
    async with desk() as talk:
        topic = await asks(talk)
        await volunteer(talk, "/close lost")
        await talk.says("/human")
        await talk.taps("Yes, share it")

        assert topics(talk) == [topic]
        assert await standing(talk) is Standing.OPEN
        assert lines(talk)[-1] == "The buyer asks again: the case is open."
        assert "Closed" not in card(talk)
        await talk.says("one more thing")
        assert lines(talk)[-1].endswith("one more thing")


async def test_a_volunteer_opens_a_closed_case_again() -> None:
    async with desk() as talk:
        await asks(talk)
        await volunteer(talk, "/close done")
        await volunteer(talk, "/r too late")
        assert lines(talk)[-1].startswith("Not sent: the case is closed.")

        await volunteer(talk, "/reopen")
        await volunteer(talk, "/r in time")

        assert talk.screen == "Vera, a volunteer:\nin time"


async def test_the_card_can_be_had_at_the_bottom_and_a_reply_to_it_reaches_the_buyer() -> None:
    async with desk() as talk:
        await asks(talk)
        first = card(talk)
        await volunteer(talk, "/case")
        number = said(talk)[-1]["message_id"]
        assert lines(talk) == [first]

        await volunteer(talk, "about it", reply_to=number)
        assert talk.screen == "Vera, a volunteer:\nabout it"

        await volunteer(talk, "/take")
        assert "Taken by Vera" in str(talk.telegram.chats[GROUP].messages[number]["text"])


async def test_commands_work_in_the_topic_of_a_case_only() -> None:
    async with desk() as talk:
        await asks(talk)
        other = talk.telegram.opens_topic(VERA, GROUP, "Coffee")
        talk.telegram.says(VERA, "/take", chat=GROUP, thread=other)
        await talk.settle()

        (line,) = lines(talk, other)
        assert line.startswith("This works in the topic of a case")
        assert await standing(talk) is Standing.OPEN


async def test_help_names_what_can_be_done() -> None:
    async with desk() as talk:
        await asks(talk)
        await volunteer(talk, "/help")

        assert all(f"/{word}:" in lines(talk)[-1] for word in ("r", "take", "release", "close", "reopen", "case"))


async def test_two_cases_of_one_buyer_have_two_topics_and_never_mix() -> None:
    async with desk() as talk:
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
        await talk.says("about the lamp")

        assert [first, second] == topics(talk)
        assert name(talk).startswith("#2 · ")
        assert "about the lamp" not in "\n".join(lines(talk, first))
        assert "about the lamp" in lines(talk, second)[-1]

        talk.telegram.says(VERA, "/r about the vase", chat=GROUP, thread=first)
        await talk.settle()
        await talk.taps("Answer")
        await talk.says("the vase, yes")
        assert lines(talk, first)[-1].endswith("the vase, yes")


async def test_a_buyer_who_deletes_everything_is_gone_from_the_group_too() -> None:
    async with desk() as talk:
        await asks(talk)
        await talk.says("my secret")
        await talk.says("/privacy")
        await talk.taps("Delete everything about me")
        await talk.taps("Yes, delete everything")

        assert topics(talk) == []
        assert "my secret" not in str(talk.telegram.messages(GROUP))


async def test_the_buyer_and_the_volunteers_each_read_their_own_language() -> None:
    async with desk(language="ru") as talk:
        await talk.says("/human")
        await talk.taps("Да, показать и спросить")
        assert "· RU ·" in name(talk)
        assert "Nobody has taken it yet" in card(talk)

        await volunteer(talk, "/take")
        assert talk.screen.startswith("Вашим делом теперь занимается Vera")


async def test_what_happens_in_the_dispute_is_on_the_card_at_once() -> None:
    """The buyer tells the bot, and whoever helps has it in front of them."""
    async with desk() as talk:
        await on(talk, until="Your case so far")
        await talk.taps("Show my result")
        await asks(talk)
        await volunteer(talk, "/take")
        await talk.taps("Back to the bot")
        for button in ("What happened?", "I opened the dispute", "Today"):
            await talk.taps(button)

        assert "Waiting for the seller · the seller's turn" in card(talk)
        assert "22 May 2026: I opened the dispute" in card(talk)

        for button in ("More", "What you told me", "Take back"):
            await talk.taps(button)
        assert "I opened the dispute" not in card(talk)
