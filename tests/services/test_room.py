"""How much the bot keeps of one buyer, with the largest that anybody can send. What does not fit is said."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.buyer import Record
from bot.domain.case import Case, Stage
from bot.domain.case_json import to_json
from bot.domain.inputs import FileKind, Said, Sent
from bot.domain.room import MOST_CASES, MOST_FILES, NOTE_KEPT, WORDS_KEPT
from bot.services.turn import decide
from bot.storage.changes import Changes
from tests.conversation import Conversation, conversation
from tests.services.ends import CUP
from tests.services.tellers import scene_of
from tests.services.walkers import STORY, answers, arrives, go, well
from tests.support.desk import asks, desk, lines, volunteer

LONG = {
    "Arabic": "لم تصل الطرد أبدا ",
    "emoji": "🙂👍🏽",
    "four bytes each": "𝕏",
    "one word": "щ",
    "right to left": "\u200fאבג ",
}


async def fill(talk: Conversation) -> None:
    """The buyer has as many cases as are kept."""
    await talk.says("/start")
    for _ in range(MOST_CASES):
        buyer = (await talk.app.store.load(talk.buyer)).buyer
        assert buyer is not None
        buyer = replace(buyer, revision=buyer.revision + 1)
        record = Record(0, talk.buyer, 0, CUP.but(stage=Stage.NOT_OPENED))
        await talk.app.store.commit(Changes(None, talk.clock.now, buyer, record=record))


@pytest.mark.parametrize("begins", ["words", "button", "command", "photo"])
async def test_one_case_too_many_is_not_begun_and_deleting_one_makes_room(begins: str, log: list[Any]) -> None:
    async with conversation() as talk:
        await fill(talk)
        # Somewhere without an open case: the last one was put away.
        buyer = (await talk.app.store.load(talk.buyer)).buyer
        assert buyer is not None
        buyer = replace(buyer, revision=buyer.revision + 1, case_id=None, view="home")
        await talk.app.store.commit(Changes(None, talk.clock.now, buyer))
        match begins:
            case "words":
                await talk.says(STORY)
            case "photo":
                await talk.sends("photo")
            case "command":
                await talk.says("/new")
            case _:
                await talk.says("/start")
                await talk.taps("Something is wrong")
        assert "You have 50 cases, which is as many as I keep." in talk.screen
        assert len(await talk.app.store.cases(talk.buyer)) == MOST_CASES
        well(talk, log)
        await talk.taps("Case 50 ·")
        await talk.says("/cancel")
        await talk.taps("Delete")
        await talk.says("/new")
        assert "as many as I keep" not in talk.screen
        assert len(await talk.app.store.cases(talk.buyer)) == MOST_CASES
        well(talk, log)


@pytest.mark.parametrize("kind", LONG)
async def test_the_longest_story_there_is_keeps_its_beginning_and_says_so(kind: str, log: list[Any]) -> None:
    async with conversation() as talk:
        await talk.says("/start")
        arrives(talk, text=(STORY + " " + LONG[kind] * 4096)[:4096])
        await talk.settle()
        assert "That was long" in talk.screen
        assert "the beginning of" in talk.screen
        known = await answers(talk)
        assert known is not None
        assert 0 < len(known["case"].notes) <= WORDS_KEPT
        well(talk, log)


async def test_words_that_fit_are_kept_to_the_last_one() -> None:
    async with conversation() as talk:
        await talk.says((STORY + " ").ljust(WORDS_KEPT - 4, "z") + " end")
        known = await answers(talk)
        assert known is not None
        assert known["case"].notes.endswith("z end")
        assert "That was long" not in talk.screen


def test_of_ten_thousand_files_a_case_keeps_sixty_and_says_so() -> None:
    scene = scene_of(CUP)
    for number in range(10_000):
        sent = Sent(FileKind.PHOTO, f"f{number}", f"u{number}", number + 1, caption="ы" * 4096, name="я" * 4096)
        scene = decide(scene, sent).scene
    assert scene.record is not None
    assert len(scene.record.files) == MOST_FILES
    assert scene.buyer.notice["key"] == "refused"
    assert scene.buyer.notice["refusal"] == "too_many_files"
    assert sum(len(file.caption) + len(file.name) for file in scene.record.files) <= MOST_FILES * 4196


async def test_a_caption_as_long_as_telegram_lets_it_be_is_kept_whole() -> None:
    async with conversation() as talk:
        await go(talk, "question")
        photo = {"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}
        arrives(talk, photo=[photo], caption="🙂" * 4096)
        await talk.settle()
        known = await answers(talk)
        assert known is not None
        assert known["files"][0].caption == "🙂" * 4096


async def test_a_note_that_is_too_long_says_what_was_noted() -> None:
    async with desk() as talk:
        await asks(talk)
        await volunteer(talk, "/note " + "п" * 2500)
        assert f"Noted the first {NOTE_KEPT} characters only." in lines(talk)[-1]


def test_a_case_told_to_the_brim_stays_small() -> None:
    """Whatever is typed again and again, what is stored of one case has an end."""
    scene = scene_of(CUP)
    for view in ("home", "case", "happened", "card", "help", "zone", "human", "proof"):
        for words in LONG.values():
            for _ in range(2):
                scene = decide(scene.but(view=view), _said(words)).scene
    assert len(to_json(scene.case)) < 64 * 1024
    assert len(str(scene.buyer.notice)) + len(scene.buyer.view) < 16 * 1024
    assert Case() != scene.case


def _said(words: str) -> Said:
    return Said((words * 4096)[:4096])
