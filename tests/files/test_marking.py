"""Marking: nine cells on a picture, tapped or typed; what is kept is kept with the file and drawn when it is needed."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageStat

from bot.playground.samples import pictures
from tests.conversation import Conversation
from tests.engines import EACH_ENGINE
from tests.files.desk import deletes_the_case_at, evidence, file, presses, record, returned, tries
from tests.pictures.files import saved

NOISE = Image.effect_noise((900, 900), 100).convert("RGB")


async def opens(talk: Conversation, *arguments: str) -> None:
    """One picture, and marking it opened."""
    talk.telegram.sends_photo(talk.buyer, saved(NOISE, "JPEG", quality=95))
    await talk.settle()
    await presses(talk, "mk", (await file(talk)).message_id, *arguments)


def previews(talk: Conversation) -> list[dict[str, Any]]:
    return [one for one in talk.messages if "photo" in one]


def shown(talk: Conversation) -> Image.Image:
    """The picture of the newest preview."""
    stored = talk.telegram.files.get(previews(talk)[-1]["photo"][-1]["file_id"])
    assert stored is not None
    assert stored.data is not None
    return Image.open(BytesIO(stored.data))


def noise(image: Image.Image, cell: int) -> float:
    """How much there is to see in a cell."""
    row, column = divmod(cell - 1, 3)
    side, edge = image.width // 3, image.width // 40
    box = (column * side + edge, row * side + edge, (column + 1) * side - edge, (row + 1) * side - edge)
    return ImageStat.Stat(image.convert("L").crop(box)).stddev[0]


@EACH_ENGINE
async def test_a_tap_draws_a_mark_into_the_same_message_and_the_screen_above_stays(database: str) -> None:
    async with evidence(database=database) as talk:
        await opens(talk)
        screens = tries(talk, "editMessageText") + tries(talk, "sendMessage")
        first = previews(talk)[-1]
        await talk.taps("5")
        await talk.taps("Arrow")
        await talk.taps("1")

        assert (await file(talk)).marks == "circle:5,arrow:1"
        assert [one["message_id"] for one in previews(talk)] == [first["message_id"]]
        assert tries(talk, "editMessageText") + tries(talk, "sendMessage") == screens
    assert previews(talk)[-1]["caption"] == "Picture 1 · Fault close up\n• Circle: 5\n• Arrow: 1"
    assert "✓ Arrow" in talk.buttons
    assert not talk.telegram.unanswered()
    assert not talk.telegram.complaints


async def test_the_same_tap_again_takes_the_mark_away_and_undo_the_newest() -> None:
    async with evidence() as talk:
        await opens(talk)
        for cell in ("5", "✓ 5", "6", "7"):
            await talk.taps(cell)
        await talk.taps("Undo")

        assert (await file(talk)).marks == "circle:6"


async def test_whoever_taps_faster_than_pictures_are_drawn_gets_the_newest_only() -> None:
    async with evidence() as talk:
        await opens(talk)
        preview = previews(talk)[-1]["message_id"]
        for cell in ("1", "2", "3", "4"):
            talk.telegram.taps(talk.buyer, preview, cell)
        await talk.settle()

        assert (await file(talk)).marks == "circle:1,circle:2,circle:3,circle:4"
        assert tries(talk, "editMessageMedia") == 1
    assert "Circle: 1, 2, 3, 4" in previews(talk)[-1]["caption"]


async def test_the_address_is_gone_from_the_prepared_file_and_the_rest_is_not() -> None:
    async with evidence() as talk:
        await opens(talk, "blur")
        assert "✓ Blur" in talk.buttons
        await talk.taps("9")
        await talk.taps("Done")
        assert "What is blurred can't be seen there by anybody" in talk.screen
        await talk.taps("Prepare my files")

    (ready,) = returned(talk)
    assert noise(ready.image, 9) < noise(ready.image, 1) / 3


async def test_done_takes_the_keys_from_the_preview_and_leaves_the_picture() -> None:
    async with evidence() as talk:
        await opens(talk)
        await talk.taps("5")
        await talk.taps("Done")

    assert "reply_markup" not in previews(talk)[-1]
    assert talk.buttons == ["Change the marks", "Prepare my files", "‹ Back"]


@pytest.mark.parametrize(
    ("language", "typed", "marks"),
    [
        ("en", "blur 1 2 3", "blur:1,blur:2,blur:3"),
        ("en", "Arrow at 4 and 5", "arrow:4,arrow:5"),
        ("en", "7", "circle:7"),
        ("en", "circle 10", ""),
        ("en", "what is this", ""),
        ("ru", "размытие 1 2", "blur:1,blur:2"),
        ("ru", "стрелка 9", "arrow:9"),
    ],
)
async def test_cells_can_be_typed(language: str, typed: str, marks: str) -> None:
    async with evidence(language) as talk:
        await opens(talk)
        await talk.says(typed)

        assert (await file(talk)).marks == marks
        assert len(previews(talk)) == (2 if marks else 1)


async def test_numbers_alone_are_marked_as_the_newest_mark_was() -> None:
    async with evidence() as talk:
        await opens(talk)
        await talk.says("blur 1")
        await talk.says("2 3")

        assert (await file(talk)).marks == "blur:1,blur:2,blur:3"
    assert "Blur: 1, 2, 3" in [one for one in talk.messages if "text" in one][-1]["text"]


async def test_a_preview_that_was_deleted_is_sent_anew() -> None:
    async with evidence() as talk:
        await opens(talk)
        preview = previews(talk)[-1]["message_id"]
        talk.telegram.remove(talk.telegram.chats[talk.buyer], [preview])
        case, picture = (await record(talk)).id, (await file(talk)).message_id
        talk.telegram.taps(talk.buyer, preview, f"mc:{case}:0:{picture}:circle:5", stale=True)
        await talk.settle()

        assert len(previews(talk)) == 1
        assert previews(talk)[-1]["message_id"] > preview


async def test_a_picture_that_telegram_has_no_longer_is_said_to_be_lost() -> None:
    async with evidence() as talk:
        sent = talk.telegram.sends_photo(talk.buyer, pictures()["torn-parcel"])
        await talk.settle()
        talk.telegram.files.lose(sent["photo"][-1]["file_id"])
        await presses(talk, "mk", (await file(talk)).message_id)

    assert previews(talk) == []
    assert "does not have it any more" in talk.screen


async def test_a_video_can_not_be_marked() -> None:
    async with evidence() as talk:
        talk.telegram.sends_video(talk.buyer)
        await talk.settle()
        await presses(talk, "mk", (await file(talk)).message_id)

    assert previews(talk) == []
    assert talk.telegram.calls("answerCallbackQuery")[-1].parameters.get("text")


async def test_of_a_case_that_was_deleted_no_preview_is_sent() -> None:
    async with evidence() as talk:
        talk.telegram.sends_photo(talk.buyer, pictures()["torn-parcel"])
        await talk.settle()
        await presses(talk, "mk", (await file(talk)).message_id, settle=False)
        await deletes_the_case_at(talk, "getFile")

    assert previews(talk) == []
