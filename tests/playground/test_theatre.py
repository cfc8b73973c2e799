"""The page's stories and transcripts: played for a new buyer with the real bot, saved, played again, approved."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from structlog.testing import capture_logs

from bot.playground.http import serve
from bot.playground.performances import FASTEST, SLOWEST, Performances
from bot.playground.scenarios import FOLDER
from bot.playground.script import parse
from bot.playground.telegram import Telegram
from bot.playground.theatre import Theatre
from bot.playground.transcript import Transcripts
from bot.playground.view import snapshot
from tests.approved import holds
from tests.conversation import Conversation, conversation

JSON = dict[str, Any]


@dataclass
class Page:
    """What the page can ask, and what it is told of the performance."""

    talk: Conversation
    base: str
    client: aiohttp.ClientSession
    told: asyncio.Queue[JSON]

    async def order(self, what: str, **order: Any) -> JSON:
        async with self.client.post(f"{self.base}/play/{what}", json=order) as response:
            return dict(json.loads(await response.read()))

    async def transcript(self, chat: int) -> str:
        async with self.client.get(f"{self.base}/play/transcript", params={"chat": chat}) as response:
            assert response.status == 200
            return await response.text()

    async def end(self) -> JSON:
        """How the performance ended."""
        async with asyncio.timeout(60):
            while (card := await self.told.get())["state"] == "playing":
                pass
        return card


@asynccontextmanager
async def page(approved: Path | None = None) -> AsyncIterator[Page]:
    async with conversation() as talk:
        told: asyncio.Queue[JSON] = asyncio.Queue()
        telegram = talk.telegram

        def watch(change: JSON) -> None:
            if change["kind"] == "scenario":
                told.put_nowait(change["scenario"])

        telegram.subscribe(watch)
        theatre = Theatre(telegram, Performances(telegram, talk.settle, talk.until), Transcripts(telegram), approved)
        runner = await serve(telegram, port=0, parts=[theatre.part])
        try:
            async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(60)) as client:
                yield Page(talk, f"http://127.0.0.1:{runner.addresses[0][1]}", client, told)
        finally:
            await runner.cleanup()


def without_head(text: str) -> str:
    return text.split("\n\n", 1)[1]


async def test_a_story_is_played_on_the_page_as_it_was_approved() -> None:
    """The same words, to the letter, for a buyer of its own, at the moment the story begins."""
    async with page() as there:
        story = (FOLDER / "5_too_early.txt").read_text("utf-8")
        answer = await there.order("scenario", id="too_early", pace=FASTEST)
        assert answer == {"ok": True, "user": 102}
        card = await there.end()
        assert (card["state"], card["step"], card["error"]) == ("done", card["steps"], None)
        assert there.talk.telegram.users[102].first_name == "Lucas"
        shown = await there.transcript(102)
        assert without_head(shown) == without_head(story)
        assert shown.startswith("at 2026-11-24T10:00\nlanguage en\n")


async def test_a_story_can_be_seen_twice_by_two_people() -> None:
    async with page() as there:
        for user, name in ((102, "Greta"), (103, "Greta 2")):
            assert (await there.order("scenario", id="window_closed", pace=FASTEST))["user"] == user
            assert (await there.end())["state"] == "done"
            assert there.talk.telegram.users[user].first_name == name


async def test_the_page_is_told_of_every_step_and_shows_the_list_of_stories() -> None:
    async with page() as there:
        listed = snapshot(there.talk.telegram)
        assert [story["id"] for story in listed["scenarios"]][:2] == ["never_arrived", "dead_charger"]
        assert listed["scenarios"][0]["title"] == {"en": "It never arrived", "ru": "Посылка не пришла"}
        assert listed["scenario"] is None
        await there.order("scenario", id="too_early", pace=FASTEST)
        begun = await there.told.get()
        assert (begun["state"], begun["step"], begun["user"]) == ("playing", 0, 102)
        assert snapshot(there.talk.telegram)["scenario"]["id"] == "too_early"
        lines = [(await there.told.get())["line"] for _ in range(begun["steps"])]
        assert lines[1:3] == ["buyer  [Yes, that is right]", "buyer  [It is moving]"]
        assert (await there.end())["state"] == "done"
        assert snapshot(there.talk.telegram)["scenario"] is None


async def test_a_story_is_stopped_and_another_takes_its_place() -> None:
    async with page() as there:
        await there.order("scenario", id="never_arrived", pace=SLOWEST)
        await there.order("scenario", id="dead_charger", pace=SLOWEST)
        assert (await there.end())["state"] == "stopped"
        assert await there.order("scenario", stop=True) == {"ok": True}
        ended = await there.end()
        assert (ended["id"], ended["state"]) == ("dead_charger", "stopped")


async def test_of_stories_begun_at_once_only_one_goes_on_and_can_be_stopped() -> None:
    async def lasts(*_: object) -> None:
        await asyncio.Event().wait()

    performances, script = Performances(Telegram(), lasts, lasts), parse("at 2026-05-22\n\nbuyer  hi")
    await performances.begin("first", "First", script, FASTEST)
    await asyncio.sleep(0)
    await asyncio.gather(*(performances.begin(name, name, script, FASTEST) for name in ("second", "third")))
    assert len([task for task in asyncio.all_tasks() if task.get_name() == "performance"]) == 1
    await performances.stop()
    assert performances.card() is None


async def test_a_line_that_cannot_be_played_says_what_there_was_instead() -> None:
    text = "at 2026-05-22T10:00\n\nbuyer  the parcel never came\nbuyer  [Open sesame]\nbuyer  thanks\n"
    async with page() as there:
        assert (await there.order("replay", text=text, pace=FASTEST))["ok"]
        card = await there.end()
        assert (card["state"], card["step"], card["line"]) == ("failed", 2, "buyer  [Open sesame]")
        assert "no such button" in card["error"]
        assert "[Yes, that is right]" in card["error"]


async def test_what_nobody_foresaw_ends_the_story_with_a_plain_reason_and_is_logged_without_words() -> None:
    async def breaks(*_: object) -> None:
        raise OSError("no room left for what Ana said")

    telegram, told = Telegram(), asyncio.Queue[JSON]()
    telegram.subscribe(lambda change: told.put_nowait(change["scenario"]) if change["kind"] == "scenario" else None)
    with capture_logs() as log:
        await Performances(telegram, breaks, breaks).begin("a", "A", parse("at 2026-05-22\n\nbuyer  hi"), FASTEST)
        async with asyncio.timeout(10):
            begun, ended = await told.get(), await told.get()
    assert (begun["state"], ended["state"]) == ("playing", "failed")
    assert "OSError" in ended["error"]
    assert "Ana" not in ended["error"]
    assert log == [{"event": "performance_failed", "error": "OSError", "log_level": "error"}]


@pytest.mark.parametrize(
    ("what", "order", "reason"),
    [
        ("scenario", {"id": "sesame"}, "there is no story sesame"),
        ("scenario", {"id": "too_early", "pace": 0}, "from 0.1 to 1000"),
        ("scenario", {"id": "too_early", "pace": "fast"}, "the pace is a number"),
        ("replay", {"text": ""}, "begins with a moment"),
        ("replay", {"text": "at 2026-05-22T10:00\n\ntime   soon"}, "line 3: not a moment"),
        ("approve", {"chat": 101, "name": "a_talk"}, "nothing was said"),
        ("approve", {"chat": [], "name": "a_talk"}, "nothing was said"),
        ("approve", {"chat": 101, "name": "../../etc/a_talk"}, "small letters"),
        ("approve", {"chat": 101}, "small letters"),
    ],
)
async def test_an_order_that_cannot_be_followed_is_answered_with_the_reason(
    what: str, order: JSON, reason: str, tmp_path: Path
) -> None:
    async with page(tmp_path) as there:
        answer = await there.order(what, **order)
        assert answer["ok"] is False
        assert reason in answer["error"]
    assert not await asyncio.to_thread(lambda: list(tmp_path.iterdir()))


async def test_a_conversation_is_saved_and_played_again_word_for_word() -> None:
    async with page() as there:
        await there.talk.says("the parcel never came, ordered 20 march, 12 usd")
        await there.talk.taps("Yes, that is right")
        await there.talk.later(days=2)
        await there.talk.says("/help")
        saved = await there.transcript(101)
        assert "buyer  [Yes, that is right]\n" in saved
        assert "time   2026-05-24 10:00\n" in saved
        await there.order("replay", text=saved, pace=FASTEST)
        ended = await there.end()
        assert (ended["state"], ended["title"]) == ("done", "Saved in the playground.")
        assert await there.transcript(ended["user"]) == saved


async def test_reading_a_transcript_halfway_does_not_change_it() -> None:
    async with page() as there, page() as unread:
        for one in (there, unread):
            await one.talk.says("the parcel never came")
            if one is there:
                await one.transcript(101)
            await one.talk.taps("Yes, that is right")
        assert await there.transcript(101) == await unread.transcript(101)


async def test_an_approved_conversation_is_a_test_that_passes(tmp_path: Path) -> None:
    async with page(tmp_path) as there:
        await there.talk.says("my cup arrived broken yesterday, paid 9 eur")
        assert await there.order("approve", chat=101, name="a_broken_cup") == {
            "ok": True,
            "file": f"{tmp_path.name}/a_broken_cup.txt",
        }
        path = tmp_path / "a_broken_cup.txt"
        await holds(path, approve=False)
        before = path.read_text("utf-8")
        await there.talk.taps("Yes, that is right")
        assert (await there.order("approve", chat=101, name="a_broken_cup"))[
            "error"
        ] == "a_broken_cup.txt is there already"
        assert path.read_text("utf-8") == before
        assert (await there.order("approve", chat=101, name="a_broken_cup", overwrite=True))["ok"]
        assert path.read_text("utf-8").startswith(before)


async def test_nothing_is_approved_where_there_are_no_tests() -> None:
    async with page() as there:
        await there.talk.says("/start")
        assert "checkout" in (await there.order("approve", chat=101, name="a_talk"))["error"]


async def test_there_is_no_transcript_of_a_chat_where_nothing_was_said() -> None:
    async with page() as there:
        for chat in ("101", "nobody", "-5"):
            async with there.client.get(f"{there.base}/play/transcript", params={"chat": chat}) as response:
                assert response.status == 404
                assert "nothing was said" in await response.text()
