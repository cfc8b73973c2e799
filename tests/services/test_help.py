"""Help: who tells there what went wrong can begin a case with these words, and need not type them again."""

from __future__ import annotations

import pytest

from tests.conversation import conversation

LOST = {
    "en": ("my parcel is lost, ordered 3 May, 20 USD", "Start a case with this", "This is what I understood"),
    "ru": ("посылка потерялась, заказ 3 мая, 20 USD", "Начать дело с этих слов", "Вот что мне удалось понять"),
}
"""A story to which Help has answers as well, the button, and what it leads to."""
BROKEN = {
    "en": ("my cup came broken, 20 USD, ordered 3 May", "This is what I understood"),
    "ru": ("кружка пришла разбитой, 20 USD, заказ 3 мая", "Вот что мне удалось понять"),
}
"""A story to which Help has no answer."""


@pytest.mark.parametrize("language", LOST)
async def test_a_story_told_in_help_is_answered_and_can_begin_a_case(language: str) -> None:
    story, button, understood = LOST[language]
    async with conversation(language=language) as talk:
        await talk.says("/help")
        await talk.says(story)
        assert talk.buttons[0] == button
        assert len(talk.buttons) > 2, "the answers found are there as well"

        await talk.taps(button)
        assert understood in talk.screen
        assert "2026" in talk.screen
        assert "20" in talk.screen


@pytest.mark.parametrize("language", BROKEN)
async def test_a_story_that_nothing_in_help_answers_begins_a_case_at_once(language: str) -> None:
    story, understood = BROKEN[language]
    async with conversation(language=language) as talk:
        await talk.says("/help")
        await talk.says(story)
        assert understood in talk.screen


@pytest.mark.parametrize("question", ["how long does a refund take", "paypal", "seller asks me to cancel the dispute"])
async def test_a_question_is_only_answered(question: str) -> None:
    async with conversation() as talk:
        await talk.says("/help")
        await talk.says(question)
        assert "Tap a question:" in talk.screen
        assert "Start a case with this" not in talk.buttons


async def test_the_case_that_was_open_is_kept_beside_the_one_begun_in_help() -> None:
    async with conversation() as talk:
        await talk.says("the dress came in the wrong size")
        await talk.taps("Yes")
        await talk.says("/help")
        await talk.says(LOST["en"][0])
        await talk.taps(LOST["en"][1])
        await talk.taps("Yes")
        await talk.says("/cases")
        assert "1. dress" in talk.screen
        assert "2. It has not come yet" in talk.screen


async def test_the_button_of_an_older_search_begins_nothing() -> None:
    async with conversation() as talk:
        await talk.says("/help")
        await talk.says(LOST["en"][0])
        old = talk.messages[-1]
        data = old["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
        await talk.says("paypal")
        talk.telegram.taps(talk.buyer, old["message_id"], data, stale=True)
        await talk.settle()
        assert "Tap a question:" in talk.screen
        snapshot = await talk.app.store.load(talk.buyer)
        assert snapshot.record is None
