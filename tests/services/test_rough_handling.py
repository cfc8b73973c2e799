"""Rough handling: long texts, edits, haste, a block, a group, many cases. Nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.buyer import Record
from bot.domain.case import Case, Stage
from bot.domain.issues import Family, Issue
from bot.storage.changes import Changes
from tests.conversation import Conversation, conversation
from tests.services.walkers import STORY, answers, arrives, go, on, well


async def _case(talk: Conversation) -> Case:
    known = await answers(talk)
    assert known is not None
    case: Case = known["case"]
    return case


async def test_a_long_story_is_read_from_its_beginning(log: list[Any]) -> None:
    """4,096 characters: what the beginning says is understood, and the buyer is told what was read."""
    async with conversation() as talk:
        await talk.says(f"{STORY}. ".ljust(4096, "z"))
        assert "That was long. I read the beginning of it." in talk.screen
        assert "US$20.00" in talk.screen
        well(talk, log)


async def test_a_story_that_an_app_cuts_in_two_is_one_story(log: list[Any]) -> None:
    """5,000 characters arrive as two messages: the second adds to the first."""
    async with conversation() as talk:
        text = f"{STORY}. ".ljust(4990, "z") + " I paid with paypal"
        talk.telegram.says_at_length(talk.buyer, text)
        await talk.settle()
        well(talk, log)
        await talk.taps("Yes, that is right")
        case = await _case(talk)
        assert case.issue is Issue.IN_TRANSIT
        assert case.payment == "paypal"


async def test_a_long_answer_is_refused_with_a_reason(log: list[Any]) -> None:
    async with conversation() as talk:
        await go(talk, "question")
        before = await _case(talk)
        await talk.says("dress " * 200)
        assert "That is too long for this field. A few words are enough." in talk.screen
        assert (await _case(talk)).but(heard={}) == before
        well(talk, log)


async def test_names_with_markup_are_shown_as_typed(log: list[Any]) -> None:
    nasty = "<b>A&B</b> \"x\" 'y' </pre>"
    async with conversation(name=nasty) as talk:
        await go(talk, "question")
        await talk.says(nasty)
        assert nasty in talk.screen
        await on(talk, until="Your case so far")
        assert nasty in talk.screen
        await talk.taps("Show my result")
        for name in ("Why", "All letters", "My cases"):
            await talk.taps(name)
            well(talk, log)


async def test_right_to_left_words_stay_words(log: list[Any]) -> None:
    async with conversation() as talk:
        await go(talk, "question")
        await talk.says("فستان أحمر \u202eabc")
        assert (await _case(talk)).item is not None
        await on(talk, until="Your case so far")
        assert "فستان أحمر" in talk.screen
        well(talk, log)


async def test_an_edit_counts_while_nothing_was_confirmed(log: list[Any]) -> None:
    async with conversation() as talk:
        await talk.says("/start")
        await talk.says("parcel never came, 20 dollars")
        await talk.edits("parcel never came, 30 dollars")
        assert "US$30.00" in talk.screen
        assert "US$20.00" not in talk.screen
        well(talk, log)


async def test_an_edit_of_what_was_used_already_changes_nothing_and_says_how(log: list[Any]) -> None:
    async with conversation() as talk:
        await go(talk, "question")
        await talk.says("red dress")
        before = await answers(talk)
        await talk.edits("blue dress")
        assert "You edited a message that I had already used." in talk.screen
        assert await answers(talk) == before
        well(talk, log)


async def test_a_refused_answer_can_be_mended_by_an_edit(log: list[Any]) -> None:
    async with conversation() as talk:
        await go(talk, "choice")
        await talk.taps("It never came")
        await talk.taps(talk.buttons[0])
        await on(talk, until="When did you order it?")
        await talk.says("before my holidays")
        assert "I could not read a date in that" in talk.screen
        await talk.edits("12 April 2026")
        assert "Sun 12 April 2026" in talk.screen
        well(talk, log)


async def test_several_answers_in_one_breath_are_taken_in_order(log: list[Any]) -> None:
    """A buyer who types faster than the bot answers: each message meets the question it comes to."""
    async with conversation() as talk:
        await go(talk, "question")
        for text in ("red dress", "8015710859336916", "PayPal", "Germany"):
            talk.telegram.says(talk.buyer, text)
        await talk.settle()
        case = await _case(talk)
        assert (case.item, case.order_number) == ("red dress", "8015710859336916")
        well(talk, log)


@pytest.mark.parametrize("payload", ["", "group", "case_1", "../../etc", "<b>", "a" * 64, "';--", "0", "🙂"])
async def test_a_deep_link_nobody_knows_is_a_plain_start(payload: str, log: list[Any]) -> None:
    async with conversation() as talk:
        await talk.says(f"/start {payload}")
        assert talk.screen.startswith("Recourse")
        await talk.says(STORY)
        await talk.taps("Yes, that is right")
        before = await answers(talk)
        await talk.says(f"/start {payload}")
        assert "Welcome back. Your answers are still here" in talk.screen
        assert await answers(talk) == before
        well(talk, log)


async def test_who_blocks_and_comes_back_goes_on_where_they_were() -> None:
    async with conversation() as talk:
        await go(talk, "question")
        before = await answers(talk)
        talk.telegram.blocks(talk.buyer)
        await talk.settle()
        talk.telegram.unblocks(talk.buyer)
        await talk.settle()
        assert await answers(talk) == before
        assert "What did you order?" in talk.screen
        await talk.says("red dress")
        assert "red dress" in talk.screen
        well(talk)


async def test_a_group_gets_one_kind_answer_and_the_way_to_the_chat(log: list[Any]) -> None:
    """What is said there stays there."""
    async with conversation() as talk:
        group = -100500
        talk.telegram.group(group, "Shoppers")
        talk.telegram.joins(talk.buyer, group)
        talk.telegram.adds_bot(talk.buyer, group)
        await talk.settle()
        talk.telegram.says(talk.buyer, f"/start@{talk.telegram.me.username}", chat=group)
        talk.telegram.says(talk.buyer, STORY, chat=group)
        talk.telegram.removes_bot(talk.buyer, group)
        talk.telegram.adds_bot(talk.buyer, group, administrator=True)
        await talk.settle()
        said = [m for m in talk.telegram.messages(group) if m["from"]["id"] == talk.telegram.me.id and "text" in m]
        assert len(said) == 2
        assert all("https://t.me/recourse_bot" in str(m) for m in said)
        assert await answers(talk) is None
        assert not [e for e in log if e["log_level"] == "error"]


async def test_500_cases_of_one_buyer_are_listed_page_by_page(log: list[Any]) -> None:
    """The list stays one screen, says how many there are, and the oldest can still be reached."""
    async with conversation() as talk:
        await talk.says("/start")
        for n in range(500):
            snapshot = await talk.app.store.load(talk.buyer)
            assert snapshot.buyer is not None
            case = Case(stage=Stage.NOT_OPENED, family=Family.BROKEN, issue=Issue.DEFECTIVE, item=f"thing {n + 1}")
            buyer = replace(snapshot.buyer, revision=snapshot.buyer.revision + 1)
            record = Record(0, talk.buyer, 0, case)
            await talk.app.store.commit(Changes(None, talk.clock.now, buyer, record=record))
        await talk.says("/cases")
        assert "thing 500" in talk.screen
        assert "and 480 older ones" in talk.screen
        for _ in range(24):
            await talk.taps("Older")
            well(talk, log)
        assert "1. thing 1 ·" in talk.screen
        assert "Older" not in " ".join(talk.buttons)
        await talk.taps("Case 1 ·")
        assert (await _case(talk)).item == "thing 1"
        await talk.says("/cases")
        await talk.taps("Older")
        await talk.taps("Newer")
        assert "thing 500" in talk.screen


async def test_a_reminder_stands_while_an_answer_is_being_changed() -> None:
    """Who begins to change an answer and forgets about it is still reminded of the day that was told."""
    async with conversation() as talk:
        await talk.says("phone arrived broken on 20 May 2026, ordered 1 May 2026, 20 dollars")
        await talk.taps("Yes, that is right")
        await on(talk, until="Your case so far")
        await talk.taps("Show my result")
        await talk.taps("Change an answer")
        await talk.taps("Change: Price")
        seen = len(talk.messages)
        await talk.later(days=60)
        assert len(talk.messages) > seen
        well(talk)


async def test_half_a_character_and_a_nul_are_left_out(log: list[Any]) -> None:
    async with conversation() as talk:
        await go(talk, "question")
        arrives(talk, text="red\x00 dress \ud83d")
        await talk.settle()
        item = (await _case(talk)).item
        assert item is not None
        assert item.startswith("red dress")
        item.encode("utf-8")
        well(talk, log)


async def test_who_writes_on_at_stop_here_does_not_stop(log: list[Any]) -> None:
    """The words are an answer; a bare "yes" could mean stopping or going on, so the buttons are named."""
    async with conversation() as talk:
        await talk.says("the parcel never came")
        await talk.taps("Yes")
        await talk.says("/cancel")
        assert "Stop here" in talk.screen
        await talk.says("yes")
        assert "Please tap one of the buttons here" in talk.screen
        await talk.says("no movement for weeks")
        assert "Stop here" not in talk.screen
        assert "Tracking: No news for weeks" in talk.screen
        well(talk, log)


@pytest.mark.parametrize("words", ["I don't know", "idk", "skip it", "не знаю", "لا أعرف"])
async def test_not_knowing_is_an_answer_also_where_the_button_says_skip(words: str, log: list[Any]) -> None:
    """It never becomes the item's name in a letter, and no order number is asked for again and again."""
    async with conversation() as talk:
        await talk.says("the parcel never came, no news for weeks, ordered 3 weeks ago for 18.40 USD")
        await talk.taps("Yes")
        for _ in range(8):
            await talk.says(words)
        case = await _case(talk)
        assert {"item", "order_number"} <= case.unknown
        assert case.item is None
        well(talk, log)
