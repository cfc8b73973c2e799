"""What the noise found, each by its name: updates that once stopped the bot, or had another effect than none."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from structlog.testing import capture_logs
from telegram import Update

from handlers.arrivals import incoming
from tests.conversation import Conversation
from tests.handlers.updates import message, tap, text, update
from tests.support.desk import GROUP, STRANGER, asks, desk, lines

BUYER = 101
NOW = datetime(2026, 5, 22, tzinfo=UTC)
DEEP: Any = "x"
for _ in range(3_000):
    DEEP = [DEEP]


async def parked(talk: Conversation, *updates: Any) -> int:
    """How many of them were set aside. None was tried in vain, and the buyer is answered as before."""
    with capture_logs() as log:
        await talk.app.front.intake.take([*updates, text("/help", BUYER)])
    assert not [one for one in log if one["event"] in ("update_failed", "update_not_parked")]
    await talk.app.idle()
    assert any("Help" in str(one.get("text")) for one in talk.messages)
    return len(await talk.app.store.parked(100))


async def test_a_move_of_a_group_that_names_no_chat_stops_nobody() -> None:
    async with desk() as talk:
        assert await parked(talk, update(message={"message_id": 1, "migrate_to_chat_id": -5})) == 1


@pytest.mark.parametrize("number", ["101", [101], {"id": 101}, 2**63, True, None, 1.5])
async def test_a_chat_without_a_real_number_is_nobodys(number: Any) -> None:
    """As a text it would find the row of the buyer who has this number."""
    async with desk() as talk:
        wrong = message(BUYER, text="/forget")
        wrong["chat"]["id"] = number
        before = await talk.app.store.cases(BUYER)
        assert await parked(talk, update(message=wrong)) == 1
        assert await talk.app.store.cases(BUYER) == before


async def test_an_update_that_is_too_deep_to_be_written_down_is_still_set_aside() -> None:
    async with desk() as talk:
        assert await parked(talk, update(message=message(BUYER, text=DEEP))) == 1


async def test_an_update_whose_number_no_database_has_is_let_go() -> None:
    async with desk() as talk:
        assert await parked(talk, {"update_id": 2**63, "message": message(BUYER, text="hello")}) == 0


async def test_an_update_of_two_kinds_is_nobodys() -> None:
    async with desk() as talk:
        first, second = text("/forget", BUYER), text("/forget", 102)
        assert await parked(talk, first | {"edited_message": second["message"]}) == 1


async def test_a_kind_that_was_not_asked_for_is_not_even_read() -> None:
    async with desk() as talk:
        assert await parked(talk, update(chat_boost={"chat": {"id": {}}}), update(poll=7)) == 0


@pytest.mark.parametrize("action", ["open", "take", "retry", "undo"])
async def test_a_button_of_a_case_that_no_database_can_have_is_let_go(action: str) -> None:
    async with desk() as talk:
        await asks(talk)
        before = lines(talk)
        for data in (f"{action}:{'9' * 50}:0", f"{action}:1:{'9' * 50}"):
            forged = tap(data, GROUP)
            forged["callback_query"]["message"]["chat"] = {"id": GROUP, "type": "supergroup", "title": "x"}
            forged["callback_query"]["from"]["id"] = STRANGER
            assert await parked(talk, forged) == 0
        assert lines(talk)[: len(before)] == before


async def test_formats_of_words_that_are_not_there_and_of_half_a_character_are_left_out() -> None:
    bold = [{"type": "bold", "offset": 0, "length": 2}]
    async with desk() as talk:
        said = (
            update(message=message(BUYER, entities=bold)),
            update(message=message(BUYER, text="\ud83d x", entities=bold)),
        )
        assert await parked(talk, *said) == 0


async def test_of_many_updates_with_one_fault_the_host_hears_once_a_day() -> None:
    async with desk(operators=(STRANGER,)) as talk:
        talk.telegram.says(STRANGER, "/start")
        await talk.settle()
        await parked(talk, *(update(message={"message_id": "?"}) for _ in range(50)))
        told = [one for one in talk.telegram.messages(STRANGER) if "was set aside" in str(one.get("text"))]
        assert len(told) == 1


def test_words_that_would_turn_round_the_screen_are_set_upright() -> None:
    turned = "\u202eأحمر\u2066 dress"
    photo = {"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}
    for content in ({"text": turned}, {"photo": [photo], "caption": turned}):
        read = incoming(Update.de_json(update(message=message(BUYER, **content)), None), NOW)
        assert read is not None
        assert "أحمر dress" in str(read.arrival.input)
