"""The workshop: files are looked at beside the turns, once, whatever Telegram or a decoder does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.buyer import File
from bot.domain.looks import Look, Seen, from_text
from bot.playground.samples import pictures
from bot.storage.changes import Changes, Job
from tests.conversation import Conversation, conversation
from tests.engines import EACH_ENGINE

pytestmark = pytest.mark.asyncio(loop_scope="session")
"""The process that looks at pictures belongs to an event loop, and takes longer to start than most tests take."""

STORY = "The vase I ordered on 1 May for 25 USD arrived broken on 15 May, order 8015710859336916"


async def _files(talk: Conversation) -> tuple[File, ...]:
    record = (await talk.app.store.load(talk.buyer)).record
    assert record is not None
    return record.files


async def _looks(talk: Conversation) -> list[Look | None]:
    return [from_text(file.look) for file in await _files(talk)]


async def _look_again(talk: Conversation) -> None:
    """Asks for a look at every file, as an update that came twice would."""
    snapshot = await talk.app.store.load(talk.buyer)
    assert snapshot.buyer is not None
    buyer = replace(snapshot.buyer, revision=snapshot.buyer.revision + 1)
    jobs = tuple(Job("look", {"file": file.unique_id}) for file in await _files(talk))
    await talk.app.store.commit(Changes(None, talk.clock.now, buyer, jobs=jobs))
    talk.app.front.workshop.nudge()
    await talk.settle()


@EACH_ENGINE
async def test_a_photo_is_looked_at_after_it_was_counted(database: str) -> None:
    async with conversation(database_url=database) as talk:
        await talk.says(STORY)
        talk.telegram.sends_photo(talk.buyer, pictures()["torn-parcel"])
        await talk.settle()

        (look,) = await _looks(talk)

    assert look is not None
    assert look.seen is Seen.PICTURE
    assert look.width > 0


async def test_a_second_look_changes_nothing_and_shows_nothing() -> None:
    async with conversation() as talk:
        await talk.says(STORY)
        talk.telegram.sends_photo(talk.buyer, pictures()["torn-parcel"])
        await talk.settle()
        before, shown = await _looks(talk), talk.messages

        await _look_again(talk)

        assert await _looks(talk) == before
        assert talk.messages == shown
        assert len(talk.telegram.calls("getFile")) == 1


async def test_a_file_that_telegram_has_no_longer_is_said_to_be_lost() -> None:
    async with conversation() as talk:
        await talk.says(STORY)
        sent = talk.telegram.sends_photo(talk.buyer, pictures()["torn-parcel"])
        talk.telegram.files.lose(sent["photo"][-1]["file_id"])
        await talk.settle()

        assert await _looks(talk) == [Look(Seen.LOST)]


async def test_a_file_that_breaks_a_decoder_breaks_nothing_else(hostile: bytes) -> None:
    async with conversation() as talk:
        await talk.says(STORY)
        talk.telegram.sends_document(talk.buyer, hostile, "photo.jpg", "image/jpeg")
        talk.telegram.sends_photo(talk.buyer, pictures()["torn-parcel"])
        await talk.settle()

        first, second = await _looks(talk)

    assert first is not None
    assert second is not None
    assert first.seen is Seen.UNREADABLE
    assert second.seen is Seen.PICTURE


async def test_nothing_of_a_file_is_left_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    async with conversation() as talk:
        await talk.says(STORY)
        talk.telegram.sends_photo(talk.buyer, pictures()["torn-parcel"])
        await talk.settle()
        assert (await _looks(talk))[0] is not None

    assert _left_in(tmp_path) == []


async def test_a_photo_that_could_not_be_fetched_is_fetched_again_later() -> None:
    async with conversation() as talk:
        await talk.says(STORY)
        talk.telegram.faults.lose(method="getFile", times=1)
        talk.telegram.sends_photo(talk.buyer, pictures()["torn-parcel"])
        await talk.settle()
        assert await _looks(talk) == [None]

        await talk.later(seconds=31)

        (look,) = await _looks(talk)
    assert look is not None
    assert look.seen is Seen.PICTURE


async def test_a_screen_that_is_owed_when_a_photo_was_looked_at_is_shown() -> None:
    """The look is a turn of its own: the revision that was owed is past then, and nobody would mark it as seen."""
    async with conversation() as talk:
        await talk.says(STORY)
        talk.telegram.faults.lose(method="getFile", times=1)
        talk.telegram.sends_photo(talk.buyer, pictures()["torn-parcel"])
        await talk.settle()
        snapshot = await talk.app.store.load(talk.buyer)
        assert snapshot.buyer is not None
        owed = replace(snapshot.buyer, revision=snapshot.buyer.revision + 1)
        await talk.app.store.commit(Changes(None, talk.clock.now, owed))

        await talk.later(seconds=31)

        assert None not in await _looks(talk)
        buyer = (await talk.app.store.load(talk.buyer)).buyer
    assert buyer is not None
    assert buyer.shown == buyer.revision


def _left_in(folder: Path) -> list[Path]:
    (root,) = folder.glob("recourse-*")
    return list(root.iterdir())


@pytest.fixture
def hostile() -> bytes:
    """It begins like a JPEG and ends in the middle of nothing."""
    return pictures()["torn-parcel"][:2000] + bytes(5000)
