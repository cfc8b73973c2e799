"""Prepare my files: what comes back can be uploaded as it is, and what can't be prepared is named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PIL import Image

from bot.playground.samples import pictures
from tests.conversation import Conversation
from tests.engines import EACH_ENGINE
from tests.files.desk import deletes_the_case_at, evidence, presses, returned, tries
from tests.pictures.files import box, phone_jpeg, saved

LIMIT = 2 * 1024 * 1024


def noisy(width: int, height: int) -> Image.Image:
    """A picture that takes many bytes."""
    return Image.effect_noise((width, height), 90).convert("RGB")


def sends_pictures(talk: Conversation, count: int) -> None:
    for _ in range(count):
        talk.telegram.sends_photo(talk.buyer, saved(Image.new("RGB", (900, 700), "#336699"), "JPEG"))


def when(talk: Conversation, documents: int, act: Callable[[], Any]) -> None:
    """Something happens as soon as the bot has sent so many documents."""
    left = documents

    def see(change: dict[str, Any]) -> None:
        nonlocal left
        if change["kind"] == "message" and change["message"]["from_bot"] and "document" in change["message"]:
            left -= 1
            if left == 0:
                act()

    talk.telegram.subscribe(see)


@EACH_ENGINE
async def test_each_picture_comes_back_as_the_form_takes_it(database: str) -> None:
    """Upright, below two megabytes, without a word on who took it where, and named by what it shows."""
    async with evidence(database=database) as talk:
        phone = phone_jpeg(noisy(2000, 3000), 6, quality=97)
        assert len(phone) > LIMIT
        talk.telegram.sends_document(talk.buyer, phone, "IMG_0001.jpg", "image/jpeg")
        talk.telegram.sends_photo(talk.buyer, pictures()["torn-parcel"])
        talk.telegram.sends_document(talk.buyer, saved(Image.new("RGB", (700, 1400)), "WEBP"), "a.webp", "image/webp")
        await talk.settle()
        await presses(talk, "prep")
        back = returned(talk)

    assert [one.name for one in back] == ["1-close-up.jpg", "2-parcel.jpg", "3-packing.jpg"]
    assert [one.caption.split(" · ")[0] for one in back] == ["1", "2", "3"]
    assert all(len(one.data) < LIMIT for one in back)
    assert back[0].image.height > back[0].image.width
    assert [dict(one.image.getexif()) for one in back] == [{}, {}, {}]
    assert back[0].caption == "1 · Fault close up"
    assert "3 files are ready to upload" in talk.screen
    assert talk.buttons == ["Evidence pack", "Dispute text"]
    assert not talk.telegram.unanswered()
    assert not talk.telegram.complaints


async def test_sixty_files_come_in_albums_of_ten_and_no_more_than_ten_are_fetched_before_they_are_sent() -> None:
    async with evidence() as talk:
        sends_pictures(talk, 60)
        await talk.settle()
        fetched = tries(talk, "getFile")
        await presses(talk, "prep")
        called = [call for call in talk.telegram.calls() if call.method in ("getFile", "sendMediaGroup")][fetched:]

    assert [call.method for call in called] == (["getFile"] * 10 + ["sendMediaGroup"]) * 6
    assert [one.name.partition("-")[0] for one in returned(talk)] == [str(number) for number in range(1, 61)]
    assert talk.screen.startswith("60 files are ready")
    assert len([one for one in talk.messages if "are ready to upload" in one.get("text", "")]) == 1


async def test_one_picture_alone_is_no_album() -> None:
    async with evidence() as talk:
        sends_pictures(talk, 1)
        await talk.settle()
        await presses(talk, "prep")

        assert (tries(talk, "sendDocument"), tries(talk, "sendMediaGroup")) == (1, 0)
    assert "1 file is ready" in talk.screen


async def test_videos_and_papers_come_as_they_are_with_what_to_mind() -> None:
    async with evidence() as talk:
        talk.telegram.sends_video(talk.buyer, 30_000_000)
        talk.telegram.sends_video(talk.buyer, 600 * 1024 * 1024)
        talk.telegram.sends_document(talk.buyer, b"%PDF-1.4", "police.pdf")
        await talk.settle()
        fetched = tries(talk, "getFile")
        await presses(talk, "prep")

        assert tries(talk, "getFile") == fetched
    videos = [one for one in talk.messages if "video" in one]
    assert len(videos) == 2
    assert "videos up to 500 MB" in videos[0]["caption"]
    assert [one.name for one in returned(talk)] == ["police.pdf"]
    assert talk.screen.startswith("1 file is ready")
    assert "upload a screenshot of it" in talk.screen
    assert "too large for the form" in talk.screen


async def test_what_cannot_be_prepared_is_named_with_what_to_do_instead() -> None:
    async with evidence() as talk:
        buyer, telegram = talk.buyer, talk.telegram
        sends_pictures(talk, 1)
        telegram.sends_document(buyer, box(b"heic"), "IMG_2.HEIC", "image/heic")
        telegram.sends_document(buyer, 21 * 1024 * 1024, "scan.png", "image/png")
        telegram.sends_document(buyer, pictures()["torn-parcel"][:900], "half.jpg", "image/jpeg")
        lost = telegram.sends_photo(buyer, pictures()["torn-parcel"])
        telegram.files.lose(lost["photo"][-1]["file_id"])
        await talk.settle()
        await presses(talk, "prep")

    assert len(returned(talk)) == 1
    said = talk.screen
    assert said.startswith("1 file is ready")
    for what in ("HEIC pictures", "files up to 20 MB", "it may be damaged", "does not have it any more"):
        assert sum(what in line for line in said.split("\n")) == 1, what


async def test_a_video_that_telegram_has_no_longer_keeps_nothing_else_back() -> None:
    async with evidence() as talk:
        talk.telegram.sends_video(talk.buyer)
        gone = talk.telegram.sends_video(talk.buyer)
        await talk.settle()
        talk.telegram.files.lose(gone["video"]["file_id"])
        await presses(talk, "prep")

    assert len([one for one in talk.messages if "video" in one]) == 1
    assert "1 file is ready" in talk.screen
    assert "Not prepared: 2. Telegram does not have it any more." in talk.screen


async def test_without_files_it_says_so_and_asks_for_no_work() -> None:
    async with evidence() as talk:
        await presses(talk, "prep")

    assert "There are no files with your case yet" in talk.screen
    assert tries(talk, "getFile") == 0


async def test_two_taps_are_one_answer_and_a_later_one_is_another() -> None:
    async with evidence() as talk:
        sends_pictures(talk, 2)
        await talk.settle()
        await presses(talk, "prep", settle=False)
        await presses(talk, "prep")
        assert len(returned(talk)) == 2
        assert not talk.telegram.unanswered()

        await presses(talk, "prep")
        assert len(returned(talk)) == 4


async def test_told_to_wait_in_the_middle_it_waits_and_sends_nothing_twice() -> None:
    async with evidence() as talk:
        sends_pictures(talk, 25)
        await talk.settle()
        when(talk, 10, lambda: talk.telegram.throttle(talk.buyer, 30))
        await presses(talk, "prep")
        assert len(returned(talk)) == 10

        await talk.later(seconds=31)

    assert [one.name.partition("-")[0] for one in returned(talk)] == [str(number) for number in range(1, 26)]
    assert "25 files are ready" in talk.screen


async def test_an_answer_that_was_lost_on_the_way_costs_one_album_twice_at_most() -> None:
    async with evidence() as talk:
        sends_pictures(talk, 15)
        await talk.settle()
        talk.telegram.faults.lose(1, method="sendMediaGroup")
        await presses(talk, "prep")
        await talk.later(seconds=60)

    assert sorted({int(one.name.partition("-")[0]) for one in returned(talk)}) == list(range(1, 16))
    assert len(returned(talk)) == 25


async def test_who_blocks_the_bot_in_the_middle_gets_no_more_and_nothing_waits_for_them() -> None:
    async with evidence() as talk:
        sends_pictures(talk, 25)
        await talk.settle()
        when(talk, 10, lambda: talk.telegram.blocks(talk.buyer))
        await presses(talk, "prep")
        called = len(talk.telegram.calls())
        await talk.later(hours=1)

        assert len(returned(talk)) == 10
        assert tries(talk, "sendMediaGroup") == 2
        assert len([call for call in talk.telegram.calls()[called:] if call.method != "getUpdates"]) == 0


async def test_of_a_case_that_was_deleted_in_the_middle_nothing_more_is_sent() -> None:
    async with evidence() as talk:
        sends_pictures(talk, 3)
        await talk.settle()
        await presses(talk, "prep", settle=False)
        await deletes_the_case_at(talk, "getFile")

    assert returned(talk) == []
    assert not any("Save them" in one.get("text", "") for one in talk.messages)


async def test_work_that_never_comes_to_an_end_is_said_and_can_be_asked_for_again() -> None:
    async with evidence() as talk:
        sends_pictures(talk, 1)
        await talk.settle()
        talk.telegram.faults.lose(100, method="sendDocument", carried_out=False)
        await presses(talk, "prep")
        for _ in range(8):
            await talk.later(minutes=11)
        assert "did not come to an end" in talk.screen
        talk.telegram.faults.clear()

        await presses(talk, "prep")

    assert len(returned(talk)) == 1
