"""Albums: parts arrive one by one, in any order and at any pace, and what was waiting goes on as one album."""

from __future__ import annotations

from typing import Any

from tests.conversation import Conversation
from tests.engines import EACH_ENGINE
from tests.support.desk import GROUP, VERA, asks, desk, lines, said, signs, told, topics, volunteer

TWO = "Buyer · EN · 1 · Fault close up, 2 · Parcel from all sides"
THREE = f"{TWO}, 3 · Packing inside"
"""What stands above an album: the number and the line of each part."""
BOX_FIRST = "Buyer · EN · 2 · Parcel from all sides, 1 · Fault close up\nthe box"
"""The caption names a line that is not the first."""


def groups(talk: Conversation) -> list[list[Any]]:
    """The calls that sent an album, by how many files each had."""
    return [call.parameters["media"] for call in talk.telegram.calls("sendMediaGroup") if call.refusal is None]


async def parts(talk: Conversation, *captions: str, album: str = "77") -> list[int]:
    """Photos of one album, sent by the buyer; their numbers."""
    sent = [talk.telegram.sends_photo(talk.buyer, caption=words or None, album=album) for words in captions]
    await talk.settle()
    return [one["message_id"] for one in sent]


@EACH_ENGINE
async def test_an_album_arrives_as_one_with_its_caption_and_each_part_is_marked(database: str) -> None:
    async with desk(database_url=database) as talk:
        await asks(talk)
        numbers = await parts(talk, "", "the box", "")
        await talk.later(seconds=2)

        assert lines(talk)[-3:] == ["photo", f"{THREE}\nthe box", "photo"]
        assert len({message["media_group_id"] for message in said(talk)[-3:]}) == 1
        assert [len(media) for media in groups(talk)] == [3]
        assert [signs(talk, talk.buyer, number) for number in numbers] == [["👌"]] * 3
        record = (await talk.app.store.load(talk.buyer)).record
        assert record is not None
        assert len(record.files) == 3


async def test_every_caption_of_an_album_is_kept_and_formatted() -> None:
    async with desk() as talk:
        await asks(talk)
        await parts(talk, "the <box>", "https://example.com", "the label")
        await talk.later(seconds=2)

        assert lines(talk)[-3:] == [
            "Buyer · EN · 2 · Parcel from all sides, 1 · Fault close up, 3 · Packing inside\nthe <box>",
            "https://example.com",
            "the label",
        ]


async def test_parts_that_come_in_another_order_stand_in_that_of_the_chat() -> None:
    async with desk() as talk:
        await asks(talk)
        for words in ("one", "two", "three"):
            talk.telegram.sends_photo(talk.buyer, caption=words, album="77")
        batch = await talk.telegram.updates.poll(0, 100, 0)
        await talk.app.front.intake.take(list(reversed(batch)))
        await talk.settle()
        await talk.later(seconds=2)

        assert lines(talk)[-3:] == [
            "Buyer · EN · 3 · Packing inside, 2 · Parcel from all sides, 1 · Fault close up\none",
            "two",
            "three",
        ]


async def test_a_part_that_comes_late_goes_alone_and_nothing_waits_for_it() -> None:
    async with desk() as talk:
        await asks(talk)
        await parts(talk, "the box", "")
        await talk.later(seconds=11)
        (late,) = await parts(talk, "")
        await talk.later(seconds=2)

        assert lines(talk)[-3:] == [BOX_FIRST, "photo", "Buyer · EN · 3 · Packing inside"]
        assert [len(media) for media in groups(talk)] == [2]
        assert signs(talk, talk.buyer, late) == ["👌"]


async def test_words_below_an_album_stay_below_it() -> None:
    async with desk() as talk:
        await asks(talk)
        await parts(talk, "", "")
        await talk.says("these are the two sides")
        assert "these are" not in lines(talk)[-1]
        await talk.later(seconds=2)

        assert lines(talk)[-3:] == [TWO, "photo", "Buyer · EN\nthese are the two sides"]


async def test_an_album_has_ten_parts_at_most() -> None:
    async with desk() as talk:
        await asks(talk)
        await parts(talk, *[""] * 12)
        await talk.later(seconds=2)

        assert [len(media) for media in groups(talk)] == [10, 2]


@EACH_ENGINE
async def test_an_album_that_replies_to_the_buyer_reaches_them_as_one(database: str) -> None:
    async with desk(database_url=database) as talk:
        await asks(talk)
        await talk.says("how should it look?")
        target = said(talk)[-1]["message_id"]
        mine = talk.telegram.messages(talk.buyer)[-1]["message_id"]
        await album(talk, "like this", reply_to=target)
        await talk.later(seconds=2)

        assert told(talk)[-2:] == ["Vera, a volunteer:\nlike this", "photo"]
        assert talk.messages[-2]["media_group_id"] == talk.messages[-1]["media_group_id"]
        assert talk.messages[-2]["reply_to_message"]["message_id"] == mine


async def test_an_album_sent_with_the_command_goes_whole_and_one_without_stays_private() -> None:
    async with desk() as talk:
        await asks(talk)
        heard = told(talk)
        await album(talk, "between us")
        await talk.later(seconds=2)
        assert told(talk) == heard

        await album(talk, "/r like this")
        await talk.later(seconds=2)
        assert told(talk)[-2:] == ["Vera, a volunteer:\nlike this", "photo"]
        assert len(told(talk)) == len(heard) + 2


async def test_of_what_was_refused_together_each_part_is_tried_alone() -> None:
    async with desk() as talk:
        await asks(talk)
        first = talk.telegram.sends_photo(talk.buyer, caption="one", album="77")
        gone = talk.telegram.sends_photo(talk.buyer, caption="two", album="77")
        talk.telegram.sends_photo(talk.buyer, caption="three", album="77")
        await talk.settle()
        talk.telegram.deletes(talk.buyer, gone["message_id"])
        forget(talk, gone)
        await talk.later(seconds=2)

        assert lines(talk)[-2:] == ["Buyer · EN · 1 · Fault close up\none", "Buyer · EN · 3 · Packing inside\nthree"]
        assert signs(talk, talk.buyer, first["message_id"]) == ["👌"]
        assert "could not be passed on" in talk.screen


async def test_a_buyer_on_a_phone_answers_one_part_and_it_is_found() -> None:
    async with desk() as talk:
        await asks(talk)
        numbers = await parts(talk, "", "the label")
        await talk.later(seconds=2)
        await volunteer(talk, "What does this say?", reply_to=said(talk)[-1]["message_id"])

        assert talk.messages[-1]["reply_to_message"]["message_id"] == numbers[1]


async def album(talk: Conversation, caption: str, **where: Any) -> None:
    """Two pictures from a volunteer, the words below the first."""
    talk.telegram.sends_album(VERA, [1000, 2000], caption, chat=GROUP, thread=topics(talk)[-1], **where)
    await talk.settle()


def forget(talk: Conversation, message: dict[str, Any]) -> None:
    """Telegram no longer knows the picture."""
    for size in message["photo"]:
        talk.telegram.files.lose(size["file_id"])
