"""Files as people send them: albums in any order, twins, too large, too many, too early. None is lost."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.claims import Shot
from tests.conversation import Conversation, conversation
from tests.engines import EACH_ENGINE
from tests.services.walkers import answers, arrives, go, well

pytestmark = pytest.mark.asyncio(loop_scope="session")
"""The process that looks at pictures belongs to an event loop, and takes longer to start than most tests take."""


async def _files(talk: Conversation) -> int:
    known = await answers(talk)
    return len(known["files"]) if known else 0


async def test_an_album_of_ten_is_ten_files_whatever_comes_between(log: list[Any]) -> None:
    """Each picture is an update of its own; Done tapped in between loses none that comes later."""
    async with conversation() as talk:
        await go(talk, "evidence")
        talk.telegram.sends_album(talk.buyer, [1000 + n for n in range(5)], "torn box")
        await talk.settle()
        assert "5 files are safe with your case." in talk.screen
        await talk.taps("Done, 5 files")
        talk.telegram.sends_album(talk.buyer, [2000 + n for n in range(5)])
        await talk.settle()
        assert await _files(talk) == 10
        assert "10 files" in talk.screen
        known = await answers(talk)
        assert known is not None
        assert known["files"][0].caption == "torn box"
        well(talk, log)


async def test_done_tapped_while_the_album_still_arrives_counts_them_all(log: list[Any]) -> None:
    """The buttons keep their meaning while files come in."""
    async with conversation() as talk:
        await go(talk, "evidence")
        await talk.sends("photo")
        message = talk.messages[-1]["message_id"]
        talk.telegram.sends_photo(talk.buyer, 5000)
        talk.telegram.taps(talk.buyer, message, "Done, 1 file")
        talk.telegram.sends_photo(talk.buyer, 6000)
        await talk.settle()
        assert await _files(talk) == 3
        known = await answers(talk)
        assert known is not None
        assert known["case"].evidence is not None
        well(talk, log)


@pytest.mark.parametrize(("switched", "typed"), [("", "Done."), ("Русский", "готово")])
async def test_done_is_understood_without_the_count_on_its_button(switched: str, typed: str) -> None:
    async with conversation() as talk:
        await go(talk, "evidence")
        if switched:
            await talk.says("/settings")
            await talk.taps(switched)
            await talk.says("/start")
        await talk.sends("photo")
        await talk.says(typed)
        known = await answers(talk)
        assert known is not None
        assert known["case"].evidence is not None


async def test_the_same_picture_twice_is_one(log: list[Any]) -> None:
    async with conversation() as talk:
        await go(talk, "evidence")
        await talk.sends("photo")
        photo = next(message for message in talk.telegram.messages(talk.buyer) if "photo" in message)
        arrives(talk, photo=photo["photo"])
        await talk.settle()
        assert "I have that file already." in talk.screen
        assert await _files(talk) == 1
        assert "Done, 1 file" in talk.buttons
        well(talk, log)


async def test_a_file_the_form_would_refuse_is_kept_and_explained(log: list[Any]) -> None:
    async with conversation() as talk:
        await go(talk, "evidence")
        talk.telegram.sends_video(talk.buyer, 501 * 1024 * 1024)
        await talk.settle()
        assert "up to 500 MB" in talk.screen
        assert await _files(talk) == 1
        well(talk, log)


async def test_the_61st_file_is_refused_kindly_and_the_rest_stays(log: list[Any]) -> None:
    async with conversation() as talk:
        await go(talk, "evidence")
        for n in range(61):
            talk.telegram.sends_photo(talk.buyer, 1000 + n)
        await talk.settle()
        assert "That is the most files one case can hold: 60." in talk.screen
        assert await _files(talk) == 60
        await talk.taps("My files")
        await talk.taps("60")
        await talk.taps("Remove it")
        assert await _files(talk) == 59
        well(talk, log)


async def test_a_photo_before_anything_else_begins_a_case(log: list[Any]) -> None:
    async with conversation() as talk:
        await talk.sends("photo")
        assert "Thank you, I keep that as proof. Now tell me what went wrong." in talk.screen
        assert await _files(talk) == 1
        await talk.says("it arrived broken")
        assert await _files(talk) == 1
        well(talk, log)


async def test_a_photo_with_a_story_under_it_is_both(log: list[Any]) -> None:
    async with conversation() as talk:
        await talk.sends("photo", caption="my phone arrived broken, 40 euro")
        assert "This is what I understood" in talk.screen
        assert await _files(talk) == 1
        well(talk, log)


@EACH_ENGINE
async def test_what_the_buyer_said_of_files_and_lines_is_kept(database: str) -> None:
    """Another line, none of them, and what can't be taken: read back from the database."""
    async with conversation(database_url=database) as talk:
        await go(talk, "evidence")
        await talk.sends("photo", caption="chat with the seller")
        await talk.sends("photo")
        await talk.taps("None of these")
        await talk.taps("I can't take one")
        await talk.taps("Tracking page")

        stored = await talk.app.store.load(talk.buyer)
        assert stored.record is not None
        kept = await talk.app.store.record(talk.buyer, stored.record.id)
        assert kept is not None
        assert [file.shot for file in kept.files] == ["seller_chat", "spare"]
        assert kept.case.without == {Shot.TRACKING_PAGE}
