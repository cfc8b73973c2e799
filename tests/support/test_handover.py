"""A volunteer hands the buyer back to the bot, at one question or screen."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.ticket import Standing
from bot.playground.pointers import buttons
from tests.conversation import Conversation
from tests.services.walkers import on
from tests.support.desk import asks, desk, lines, pushes, said, topics, volunteer
from tests.support.test_trouble import restarted


async def _finished(talk: Conversation) -> None:
    await on(talk, until="Your case so far")
    await talk.taps("Show my result")


async def _handed(talk: Conversation, place: str) -> None:
    await volunteer(talk, "/continue")
    await pushes(talk, place)


async def test_the_questions_of_the_case_and_its_screens_are_buttons_in_the_groups_language() -> None:
    async with desk(language="ru") as talk:
        await talk.says("/human")
        await talk.taps("Да, показать и спросить")
        await volunteer(talk, "/continue")

        keys = [str(key["text"]) for key in buttons(said(talk)[-1])]
        assert {"Order date", "Protection ends", "Proof"} <= set(keys)
        assert "Dispute ended" not in keys
        assert "All letters" not in keys


async def test_screens_are_offered_once_there_is_a_result() -> None:
    async with desk() as talk:
        await _finished(talk)
        await asks(talk)
        await volunteer(talk, "/continue")

        keys = [str(key["text"]) for key in buttons(said(talk)[-1])]
        assert keys[:4] == ["Show the whole result", "All letters", "What happened?", "What proves it"]


async def test_the_buyer_is_sent_to_exactly_that_question_though_others_are_open() -> None:
    async with desk() as talk:
        topic = await asks(talk)
        await _handed(talk, "Protection ends")

        assert talk.screen.startswith("Vera, a volunteer, asks you to go on with me here: Protection ends.")
        assert lines(talk)[-1] == "On its way to the buyer: go on at Protection ends."
        await talk.taps("Go on here")
        assert "Until when does the order page show your protection?" in talk.screen

        await talk.says("10 June")
        await talk.taps("Yes: Wed 10 June 2026")
        record = (await talk.app.store.load(talk.buyer)).record
        assert record is not None
        assert record.case.protection_ends_on == date(2026, 6, 10)
        assert "When did the seller ship it?" in talk.screen
        ticket = await talk.app.store.ticket(1)
        assert ticket is not None
        assert ticket.standing is Standing.OPEN
        assert topics(talk) == [topic]


async def test_an_answer_that_was_given_is_open_for_a_change_and_the_result_follows() -> None:
    async with desk() as talk:
        await _finished(talk)
        await asks(talk)
        await _handed(talk, "Delivered")
        await talk.taps("Go on here")
        await talk.says("10 May")
        await talk.taps("Yes: Sun 10 May 2026")
        await talk.taps("Show my result")

        shown = "\n".join(str(message.get("text")) for message in talk.messages)
        assert "Your change made a difference" in shown


async def test_the_calendar_of_that_question_answers_that_question() -> None:
    async with desk() as talk:
        await asks(talk)
        await _handed(talk, "Protection ends")
        await talk.taps("Go on here")
        await talk.taps("Pick a day")
        await talk.taps("28")
        assert "Protection ends: Thu 28 May 2026" in talk.screen
        await talk.taps("Yes: Thu 28 May 2026")

        record = (await talk.app.store.load(talk.buyer)).record
        assert record is not None
        assert record.case.protection_ends_on == date(2026, 5, 28)
        assert record.case.shipped_on is None


async def test_back_from_there_leads_to_the_first_open_question() -> None:
    async with desk() as talk:
        await asks(talk)
        await _handed(talk, "Protection ends")
        await talk.taps("Go on here")
        await talk.taps("‹ Back")

        assert "When did the seller ship it?" in talk.screen


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("All letters", "Letters for this case"),
        ("What happened?", "What happened"),
        ("What proves it", "○ 1. Fault close up"),
    ],
)
async def test_the_buyer_is_sent_to_a_screen(place: str, words: str) -> None:
    async with desk() as talk:
        await _finished(talk)
        await asks(talk)
        await _handed(talk, place)
        await talk.taps("Go on here")

        assert words in talk.screen


async def test_the_button_works_after_a_restart_and_from_another_case(lasting_url: str) -> None:
    async with desk(database_url=lasting_url) as talk:
        await asks(talk)
        await _handed(talk, "Protection ends")
        handed = talk.messages[-1]["message_id"]
        await talk.says("/new")
        await talk.says("The lamp I ordered on 2 May for 9 USD never came")
        await talk.taps("Yes: It never came")
        await talk.taps(talk.buttons[0])
        await restarted(talk, lasting_url)
        talk.telegram.taps(talk.buyer, handed, "Go on here")
        await talk.settle()
        await restarted(talk, lasting_url)
        await talk.says("10 June")
        await talk.taps("Yes: Wed 10 June 2026")

        record = await talk.app.store.record(talk.buyer, 1)
        assert record is not None
        assert record.case.protection_ends_on == date(2026, 6, 10)


async def test_the_kind_of_problem_is_asked_from_its_family_on() -> None:
    async with desk() as talk:
        await asks(talk)
        await _handed(talk, "Problem")
        await talk.taps("Go on here")

        record = (await talk.app.store.load(talk.buyer)).record
        assert record is not None
        assert record.case.issue is None
        assert "Broken or bad quality" in talk.buttons


async def test_a_closed_case_is_not_handed_back() -> None:
    async with desk() as talk:
        await asks(talk)
        await volunteer(talk, "/close lost")
        await volunteer(talk, "/continue item")

        assert lines(talk)[-1].startswith("Not sent: the case is closed.")
