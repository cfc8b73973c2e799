"""Wording: what is said arrives as it was meant: with its formats, in its newest words, and the old ones kept."""

from __future__ import annotations

import pytest

from tests.engines import EACH_ENGINE
from tests.support.desk import GROUP, VERA, asks, desk, lines, said, told, topics, volunteer
from tests.support.test_talking import newest


async def test_a_live_location_is_carried_once_wherever_it_moves() -> None:
    async with desk() as talk:
        await asks(talk)
        for who, where in ((talk.buyer, {}), (VERA, {"chat": GROUP, "thread": topics(talk)[-1]})):
            if where:
                where["reply_to"] = newest(talk)
            sent = talk.telegram.sends_location(who, live=900, **where)
            await talk.settle()
            talk.telegram.moves(who, sent["message_id"], chat=where.get("chat"))
            await talk.settle()

        assert lines(talk).count("location") == 1
        assert told(talk).count("location") == 1


async def test_formatting_is_kept_and_words_never_become_markup() -> None:
    async with desk() as talk:
        await asks(talk)
        await talk.says("a <b> & c: see https://example.com")
        assert lines(talk)[-1] == "Buyer · EN\na <b> & c: see https://example.com"

        bold = [{"type": "bold", "offset": 0, "length": 4}]
        message = {"reply_to_message": said(talk)[-1], "text": "Then <do> it", "entities": bold}
        telegram = talk.telegram
        posted = telegram.post(telegram.chats[GROUP], telegram.users[VERA], message, topics(talk)[-1])
        telegram.updates.add("message", posted)
        await talk.settle()

        assert talk.screen == "Vera, a volunteer:\nThen <do> it"
        entities = {(e["type"], e["offset"]) for e in talk.messages[-1]["entities"]}
        assert ("bold", len("Vera, a volunteer:\n")) in entities


async def test_a_corrected_message_arrives_as_a_correction_of_the_first() -> None:
    async with desk() as talk:
        await asks(talk)
        await talk.says("it came on the 15th")
        first = newest(talk)
        await talk.edits("it came on the 16th")

        assert lines(talk)[-1] == "Buyer · EN · corrected\nit came on the 16th"
        assert said(talk)[-1]["reply_to_message"]["message_id"] == first


@EACH_ENGINE
async def test_a_volunteers_correction_reaches_the_buyer_only_if_the_first_did(database: str) -> None:
    """And both sides keep what was said before."""
    async with desk(database_url=database) as talk:
        await asks(talk)
        sent = await volunteer(talk, "/r send the lable")
        first = talk.messages[-1]["message_id"]
        private = await volunteer(talk, "he is slow")
        heard = len(told(talk))

        talk.telegram.edits(VERA, sent, "/r send the label", chat=GROUP)
        talk.telegram.edits(VERA, private, "/r he is very slow", chat=GROUP)
        await talk.settle()

        assert talk.screen == "Vera, a volunteer: corrected\nsend the label"
        assert talk.messages[-1]["reply_to_message"]["message_id"] == first
        assert len(told(talk)) == heard + 1
        assert lines(talk)[-2].startswith("Corrected.")
        assert lines(talk)[-1] == "Vera, a volunteer:\nsend the lable"
        assert "reply_markup" not in said(talk)[-1] or not said(talk)[-1]["reply_markup"]["inline_keyboard"]


@EACH_ENGINE
async def test_what_is_corrected_while_it_waits_is_sent_as_it_is_now_and_once(database: str) -> None:
    async with desk(database_url=database) as talk:
        await asks(talk)
        before = len(lines(talk))
        talk.telegram.throttle(GROUP, 30)
        talk.telegram.throttle(talk.buyer, 30)
        await talk.says("it came on the 15th")
        await talk.says("second")
        mine = talk.telegram.messages(talk.buyer)[-2]["message_id"]
        talk.telegram.edits(talk.buyer, mine, "it came on the 16th")
        sent = await volunteer(talk, "/r send the lable")
        talk.telegram.edits(VERA, sent, "/r send the label", chat=GROUP)
        await talk.settle()
        await talk.later(seconds=31)

        assert lines(talk)[before:] == ["Buyer · EN\nit came on the 16th\n\nsecond"]
        assert talk.screen == "Vera, a volunteer:\nsend the label"


@pytest.mark.parametrize("whole", [False, True], ids=["words", "command and all"])
async def test_formats_stay_where_they_are_when_the_command_is_cut_off(whole: bool) -> None:
    """In letters that take two of Telegram's units, from right to left, one format within the other."""
    async with desk() as talk:
        await asks(talk)
        words = "שלום 👨‍👩‍👧 <b> see"
        start = 0 if whole else 3
        marked = [
            {"type": "bot_command", "offset": 0, "length": 2},
            {"type": "bold", "offset": start, "length": 3 + len(words.encode("utf-16-le")) // 2 - start},
            {"type": "italic", "offset": 3, "length": 4},
            {"type": "text_link", "offset": 3 + words.encode("utf-16-le").index("see".encode("utf-16-le")) // 2}
            | {"length": 3, "url": "https://example.com/a?b=1&c=2"},
        ]
        telegram = talk.telegram
        message = {"text": f"/r {words}", "entities": marked}
        posted = telegram.post(telegram.chats[GROUP], telegram.users[VERA], message, topics(talk)[-1])
        telegram.updates.add("message", posted)
        await talk.settle()

        head = len("Vera, a volunteer:\n")
        assert talk.screen == f"Vera, a volunteer:\n{words}"
        found = {entity["type"]: entity for entity in talk.messages[-1]["entities"] if entity["offset"] >= head}
        assert (found["bold"]["offset"], found["bold"]["length"]) == (head, len(words.encode("utf-16-le")) // 2)
        assert (found["italic"]["offset"], found["italic"]["length"]) == (head, 4)
        assert found["text_link"]["url"] == "https://example.com/a?b=1&c=2"
