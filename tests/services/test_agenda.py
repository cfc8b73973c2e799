"""The calendar file in a conversation: a document that can be read, whose next one updates and takes back."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.app import build
from bot.domain.agenda import KINDS, Agenda, Entry
from bot.domain.buyer import Buyer, Record
from bot.domain.case import Case, Stage
from bot.domain.screen import Screen
from bot.playground.request import InProcessRequest
from bot.rendering.bubbles import bubble
from bot.rendering.catalogues import languages
from bot.rendering.timeline import CAPTION_LIMIT
from bot.settings import Settings
from bot.storage.changes import Changes
from handlers.pace import UNLIMITED
from tests.conversation import TOKEN, Conversation, Message, conversation
from tests.domain.test_timeline import KETTLE
from tests.rendering import markup, strict
from tests.rendering.test_calendar_file import ALL, BUYER, NOW, RECORD
from tests.services.tellers import finished
from tests.services.walkers import go, well


def files(talk: Conversation) -> list[Message]:
    return [message for message in talk.messages if "document" in message]


def calendar(talk: Conversation, message: Message) -> strict.Component:
    """The file as it arrived in the chat, read strictly."""
    stored = talk.telegram.files.get(message["document"]["file_id"])
    assert stored is not None
    assert stored.data is not None
    return strict.read(stored.data)


def statuses(found: strict.Component) -> dict[str, tuple[str, str]]:
    """Each entry by its name: its status and its day."""
    return {one.value("UID"): (one.value("STATUS"), one.value("DTSTART")) for one in found.inside}


def sequence(found: strict.Component) -> int:
    return int(found.inside[0].value("SEQUENCE"))


@asynccontextmanager
async def card(language: str = "en", database_url: str = "sqlite:///:memory:") -> AsyncIterator[Conversation]:
    """A buyer at the card of a case with days to come."""
    async with conversation(language=language, database_url=database_url) as talk:
        await talk.says("/start")
        buyer = Buyer(talk.buyer, language, created_at=talk.clock.now, active_at=talk.clock.now)
        buyer = (await talk.app.store.load(talk.buyer)).buyer or buyer
        await kept(talk, buyer, Record(0, talk.buyer, 0, finished(KETTLE)))
        await opened(talk)
        yield talk


async def kept(talk: Conversation, buyer: Buyer, record: Record) -> None:
    """The case as a turn would leave it."""
    after = replace(buyer, revision=buyer.revision + 1, shown=buyer.revision + 1)
    assert await talk.app.store.commit(Changes(None, talk.clock.now, after, record))


async def changed(talk: Conversation, change: Callable[[Case], Case]) -> None:
    """The case is another by now."""
    snapshot = await talk.app.store.load(talk.buyer)
    assert snapshot.buyer is not None
    assert snapshot.record is not None
    await kept(talk, snapshot.buyer, replace(snapshot.record, case=change(snapshot.record.case)))
    await opened(talk)


async def opened(talk: Conversation) -> None:
    await talk.says("/cases")
    await talk.taps(next(label for label in talk.buttons if label.endswith("1") or " 1 " in label))


async def dispute_opened(talk: Conversation) -> None:
    today = talk.clock.now.date()
    await changed(talk, lambda case: case.but(stage=Stage.OPEN, opened_on=today))


async def test_a_tap_brings_the_file_with_what_to_do_with_it(log: list[Any]) -> None:
    async with card() as talk:
        await talk.taps("Add to calendar")

        (file,) = files(talk)
        assert file == talk.messages[-1]
        assert (file["document"]["file_name"], file["document"]["mime_type"]) == ("recourse-1.ics", "text/calendar")
        assert "Open this file and add it to your calendar" in file["caption"]
        assert "29 May 2026: last day to open the dispute" in file["caption"]
        (event,) = calendar(talk, file).inside
        assert event.value("SUMMARY") == "Recourse · case 1: last day to open the dispute"
        well(talk, log)


async def test_it_is_offered_below_the_result_and_in_a_dispute_too(log: list[Any]) -> None:
    async with card() as talk:
        await talk.taps("Show the whole result")
        assert "Add to calendar" in talk.buttons
        await dispute_opened(talk)
        await talk.taps("Add to calendar")

        assert calendar(talk, files(talk)[-1]).inside
        well(talk, log)


async def test_it_is_in_the_buyers_language(log: list[Any]) -> None:
    async with card("ru") as talk:
        await talk.taps("В календарь")

        (file,) = files(talk)
        assert "Откройте этот файл" in file["caption"]
        assert "Recourse · дело 1: последний день" in calendar(talk, file).inside[0].value("SUMMARY")
        well(talk, log)


async def test_it_wakes_at_nine_where_the_buyer_is(log: list[Any]) -> None:
    async with card() as talk:
        snapshot = await talk.app.store.load(talk.buyer)
        assert snapshot.buyer is not None
        assert snapshot.record is not None
        await kept(talk, replace(snapshot.buyer, zone="Asia/Kolkata"), snapshot.record)
        await opened(talk)
        await talk.taps("Add to calendar")

        (event,) = calendar(talk, files(talk)[-1]).inside
        assert [alarm.value("TRIGGER") for alarm in event.inside][-1] == "20260529T033000Z"
        well(talk, log)


async def test_the_next_file_updates_the_entries_of_the_one_before(log: list[Any]) -> None:
    async with card() as talk:
        await talk.taps("Add to calendar")
        await talk.taps("‹ Back")
        await talk.taps("Add to calendar")

        first, second = (calendar(talk, file) for file in files(talk))
        assert statuses(first) == statuses(second)
        assert sequence(first) < sequence(second)
        well(talk, log)


async def test_what_fell_away_since_is_taken_back_in_the_next_file(log: list[Any]) -> None:
    """Once the dispute is open, its last day is nobody's concern any more."""
    async with card() as talk:
        await talk.taps("Add to calendar")
        await talk.taps("‹ Back")
        await dispute_opened(talk)
        await talk.taps("Add to calendar")

        first, second = (statuses(calendar(talk, file)) for file in files(talk))
        assert {status for status, _ in first.values()} == {"CONFIRMED"}
        taken = {name for name, (status, _) in second.items() if status == "CANCELLED"}
        assert taken
        assert taken <= set(first)
        assert "(no longer true)" in files(talk)[-1]["caption"]
        well(talk, log)


async def test_what_is_said_below_it_is_answered_on_the_card_and_no_file_is_sent_again(log: list[Any]) -> None:
    async with card() as talk:
        await talk.taps("Add to calendar")
        await talk.says("thanks")

        assert len(files(talk)) == 1
        assert talk.screen
        well(talk, log)


async def test_a_file_that_hung_when_the_bot_died_is_the_same_file_after_the_restart(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'bot.db'}"
    async with card(database_url=url) as talk:
        await talk.taps("Add to calendar")
        await talk.taps("‹ Back")
        hold = talk.telegram.faults.hold(method="sendDocument")
        talk.telegram.taps(talk.buyer, talk.messages[-1]["message_id"], "Add to calendar")
        await talk.app.front.intake.take(talk.telegram.call(TOKEN, "getUpdates", {"offset": -1}))
        await hold.reached.wait()
        await talk.app.front.stop(patience=0)
        await talk.app.store.close()
        talk.telegram.faults.clear()

        settings = Settings(bot_token=TOKEN, database_url=url)
        talk.app = await build(settings, InProcessRequest(talk.telegram), talk.clock, UNLIMITED)
        await talk.app.front.open()
        await talk.app.front.show_owed()
        await talk.settle()

        first, second = (calendar(talk, file) for file in files(talk))
        assert statuses(first) == statuses(second)
        assert sequence(first) < sequence(second)


async def test_without_a_result_there_is_no_file() -> None:
    async with conversation() as talk:
        await go(talk, "question")
        talk.telegram.taps(talk.buyer, talk.messages[-1]["message_id"], "ics:1:0", stale=True)
        await talk.settle()

        assert files(talk) == []


def words_below(found: Agenda, language: str, *, filed: bool) -> str:
    facts = {"record": RECORD, "buyer": BUYER, "agenda": found, "notice": {}, "disputed": True, "made_at": NOW}
    shown = bubble(Screen("agenda", facts, file=found if filed else None), language)
    assert (shown.file is not None) is filed
    return markup.visible(shown.text)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("gone", [(), ALL.entries])
def test_the_words_below_a_file_always_fit(language: str, gone: tuple[Entry, ...]) -> None:
    """However many days there are, and however long their names."""
    assert len(words_below(Agenda(ALL.entries, gone), language, filed=True)) <= CAPTION_LIMIT


@pytest.mark.parametrize("language", languages())
def test_where_there_can_be_no_file_the_words_hold_every_day(language: str) -> None:
    said = words_below(ALL, language, filed=False)

    assert said.count("– ") == len(KINDS)


def test_a_case_without_a_day_to_come_says_so() -> None:
    assert "nothing to put into a calendar" in words_below(Agenda(()), "en", filed=False)
