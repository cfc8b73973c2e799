"""Ready answers: in the buyer's language, filled with the facts of the case, seen before they go, never with a gap."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conversation import Conversation
from tests.services.walkers import on
from tests.support.desk import GROUP, VERA, asks, desk, lines, marks, said, told, volunteer


async def with_result(talk: Conversation) -> None:
    await on(talk, until="Your case so far")
    await talk.taps("Show my result")


def keys(talk: Conversation) -> list[str]:
    """The buttons below our newest message in the topic."""
    rows: list[list[dict[str, Any]]] = said(talk)[-1].get("reply_markup", {}).get("inline_keyboard", [])
    return [str(key["text"]) for row in rows for key in row]


async def tap(talk: Conversation, label: str) -> int:
    number = int(said(talk)[-1]["message_id"])
    talk.telegram.taps(VERA, number, label, chat=GROUP)
    await talk.settle()
    return number


async def test_the_list_offers_only_what_fits_the_case() -> None:
    async with desk() as talk:
        await with_result(talk)
        await asks(talk)
        await volunteer(talk, "/canned")

        assert "5 · Where the dispute button is" in keys(talk)
        assert "3 · Your last day: Please keep one day in mind: Sat 30 May 2026" in lines(talk)[-1]
        assert not any("return" in key or "Too early" in key for key in keys(talk))


async def test_a_tap_shows_the_whole_text_and_a_second_one_sends_it_once() -> None:
    async with desk() as talk:
        await with_result(talk)
        await asks(talk)
        before = len(talk.messages)
        await volunteer(talk, "/canned")
        await tap(talk, "3 · Your last day")
        assert lines(talk)[-1].startswith("Not sent yet · Your last day")
        assert len(talk.messages) == before

        number = await tap(talk, "Send")
        assert talk.screen.startswith("Vera, a volunteer:\n\nPlease keep one day in mind: Sat 30 May 2026 (in 8 days).")
        assert "Answer" in talk.buttons
        assert number in marks(talk, GROUP)
        assert "reply_markup" not in talk.telegram.chats[GROUP].messages[number]
        found = await talk.app.store.ticket(1)
        assert found is not None
        assert found.waiting_since is None

        talk.telegram.taps(VERA, number, "send:1:deadline", chat=GROUP, stale=True)
        await talk.settle()
        assert lines(talk)[-1] == "It was sent already."
        assert len(talk.messages) == before + 1


async def test_cancel_sends_nothing_and_takes_the_buttons_away() -> None:
    async with desk() as talk:
        await asks(talk)
        heard = told(talk)
        await volunteer(talk, "/canned")
        await tap(talk, "1 · A little patience")
        number = await tap(talk, "Cancel")

        assert lines(talk)[-1] == "Nothing was sent."
        assert "reply_markup" not in talk.telegram.chats[GROUP].messages[number]
        assert told(talk) == heard


@pytest.mark.parametrize("typed", ["keep", "8", "KEEP"])
async def test_a_number_or_a_name_sends_at_once_and_shows_what_was_sent(typed: str) -> None:
    async with desk() as talk:
        await asks(talk)
        await volunteer(talk, f"/canned {typed}")
        again = talk.telegram.updates.last_id
        assert again is not None
        talk.telegram.duplicate(again)
        await talk.settle()

        assert sum("do not cancel a dispute" in text for text in told(talk)) == 1
        assert lines(talk)[-1].startswith("For the buyer · Do not confirm, do not cancel")


@pytest.mark.parametrize(
    ("typed", "line"),
    [("post_return", "Not sent: that answer does not fit"), ("99", "There is no ready"), ("tea", "There is no ready")],
)
async def test_what_does_not_fit_or_does_not_exist_is_not_sent(typed: str, line: str) -> None:
    async with desk() as talk:
        await asks(talk)
        heard = told(talk)
        await volunteer(talk, f"/canned {typed}")

        assert lines(talk)[-1].startswith(line)
        assert told(talk) == heard


async def test_the_buyer_reads_their_own_language_and_the_volunteer_sees_both() -> None:
    async with desk(language="ru") as talk:
        await talk.says("/human")
        await talk.taps("Да, показать и спросить")
        await volunteer(talk, "/canned")
        await tap(talk, "8 · Do not confirm, do not cancel")
        assert "не подтверждайте получение" in lines(talk)[-1]
        assert "do not confirm that you received" in lines(talk)[-1]

        await tap(talk, "Send")
        assert "не подтверждайте получение" in talk.screen


async def test_a_reply_of_the_buyer_finds_the_ready_answer_it_replies_to() -> None:
    async with desk() as talk:
        await asks(talk)
        await volunteer(talk, "/canned")
        await tap(talk, "11 · Is it solved?")
        number = await tap(talk, "Send")
        talk.telegram.says(talk.buyer, "not yet", reply_to=talk.messages[-1]["message_id"])
        await talk.settle()

        assert said(talk)[-1]["reply_to_message"]["message_id"] == number
