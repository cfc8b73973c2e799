"""A ping is answered in words: its buttons typed, or what people say instead of them. The open screen goes first."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date

import pytest

from bot.app import tongue
from bot.domain import inputs
from bot.domain.case import Case, Stage
from bot.domain.dialogue import correct
from bot.domain.history import Event, Happening
from bot.domain.inputs import Arrival
from bot.domain.issues import Family
from bot.domain.pings import DONE
from bot.domain.screen import Button
from bot.domain.standing import told
from bot.policies import load
from bot.services.desk import Desk
from bot.services.ping_words import called
from bot.services.turn import claimed
from bot.storage import schema, sqlite
from bot.storage.pings import Said
from bot.storage.store import Store
from tests.conversation import Conversation, conversation
from tests.services.reminded import DRESS, OPENED, at, case_of, keep
from tests.services.tellers import finished, scene_of

TYPED = {
    "en": {
        "did": ("I opened it", "i opened it.", "Done", "done!"),
        "not": ("Not yet", "no, not yet"),
        "later": ("Later", "later", "remind me later"),
        "stop": ("Stop these", "STOP", "don't remind me"),
        "open": ("Open the case", "open"),
    },
    "ru": {
        "did": ("Спор открыт", "сделано", "Готово!", "уже сделала", "done"),
        "not": ("Ещё нет", "пока нет"),
        "later": ("Позже", "потом"),
        "stop": ("Больше не напоминать", "не напоминай", "хватит"),
        "open": ("Открыть дело", "открой"),
    },
}
SHOWN = {
    "en": {"not": "What is in the way?", "later": "In an hour", "stop": "Only this kind", "open": "Case 1"},
    "ru": {"not": "Что мешает?", "later": "Через час", "stop": "Только о таком", "open": "Дело 1"},
}
WHOLE = finished(DRESS.but(stage=Stage.NOT_OPENED, family=Family.BROKEN))
EVERY = [(language, meant, words) for language, rows in TYPED.items() for meant, row in rows.items() for words in row]


@pytest.fixture
async def talk() -> AsyncIterator[Conversation]:
    async with conversation(at="2026-11-20T12:00") as talk:
        await talk.says("/start")
        yield talk


async def ring(talk: Conversation, *days: int) -> None:
    for day in days:
        await talk.until(at(day))


@pytest.mark.parametrize(("language", "meant", "words"), EVERY)
async def test_the_words_of_a_ping_are_a_tap_on_it(language: str, meant: str, words: str) -> None:
    async with conversation(at="2026-11-20T12:00", language=language) as talk:
        await talk.says("/start")
        await keep(talk, DRESS, zone="Europe/Berlin")
        await ring(talk, 21, 22, 23)

        await talk.says(words)

        if meant == "did":
            assert (await case_of(talk)).history == (Happening(Event.DISPUTE_OPENED, date(2026, 11, 23)),)
        else:
            assert SHOWN[language][meant] in "\n".join([talk.screen, *talk.buttons])


async def test_the_same_words_a_second_time_find_nothing_to_do(talk: Conversation) -> None:
    await keep(talk, DRESS, zone="Europe/Berlin")
    await ring(talk, 21, 22, 23)

    await talk.says("done")
    history = (await case_of(talk)).history
    await talk.says("done")

    assert len(history) == 1
    assert (await case_of(talk)).history == history


async def test_the_screen_goes_first(talk: Conversation) -> None:
    """A question that takes any words takes these, a ping below it or not."""
    await keep(talk, DRESS, zone="Europe/Berlin")
    await ring(talk, 21, 22)
    await keep(talk, correct(WHOLE, "item"), view="case")

    await talk.says("done")

    assert (await case_of(talk)).item == "done"


async def test_the_case_of_the_ping_is_opened_though_another_was_open(talk: Conversation) -> None:
    await keep(talk, DRESS, zone="Europe/Berlin")
    await talk.says("/new")
    await talk.says("/settings")
    await ring(talk, 21, 22, 23)

    await talk.says("I opened it")

    case = await case_of(talk)
    assert case.item == "Dress"
    assert [one.event for one in case.history] == [Event.DISPUTE_OPENED]


async def test_days_later_it_is_asked_when_as_after_a_tap(talk: Conversation) -> None:
    await keep(talk, DRESS, zone="Europe/Berlin")
    await ring(talk, 21, 22, 23, 27)

    await talk.says("I opened it")

    assert (await case_of(talk)).history == ()
    assert "day" in talk.screen


async def test_a_ping_that_was_answered_has_no_words_any_more(talk: Conversation) -> None:
    await keep(talk, DRESS, zone="Europe/Berlin")
    await ring(talk, 21, 22, 23)
    await talk.taps("I opened it")
    case = await case_of(talk)

    await talk.says("stop")

    assert await case_of(talk) == case
    assert "Only this kind" not in talk.buttons


async def test_a_ping_whose_case_moved_on_gives_way_to_the_screen(talk: Conversation) -> None:
    await keep(talk, DRESS, zone="Europe/Berlin")
    await ring(talk, 21, 22)
    await keep(talk, told(DRESS, OPENED), view="settings")
    await talk.says("/settings")

    await talk.says("stop")

    assert "Only this kind" not in talk.buttons
    assert "Settings" in talk.screen


async def test_the_words_of_another_pings_button_are_not_taken_for_it(talk: Conversation) -> None:
    await keep(talk, DRESS, zone="Europe/Berlin")
    await ring(talk, 21, 22)

    await talk.says("The money came")

    assert (await case_of(talk)).history == ()


async def test_of_several_cases_in_one_message_it_is_asked_which(talk: Conversation) -> None:
    await keep(talk, DRESS, zone="Europe/Berlin")
    await talk.says("/new")
    await talk.says("my kettle arrived broken")
    await keep(talk, DRESS.but(item="Kettle"))
    await ring(talk, 21, 22, 23)
    assert "Kettle" in talk.screen
    assert "Dress" in talk.screen

    await talk.says("done")
    assert "Open the one you mean" in talk.screen
    await talk.taps("Case 1")
    await talk.says("I opened it")

    case = await case_of(talk)
    assert case.item == "Dress"
    assert [one.event for one in case.history] == [Event.DISPUTE_OPENED]


class Counting(Store):
    """A store that knows how often it was asked for pings."""

    asked = 0

    async def unanswered(self, chat_id: int) -> list[Said]:
        self.asked += 1
        return await super().unanswered(chat_id)


async def test_other_words_read_nothing_more() -> None:
    """Whether words may belong to a ping, and whether the screen takes them, is known without asking the database."""
    store = Counting(await sqlite.open_memory(schema.script()), lambda: at(20))
    desk = Desk(store, load(), tongue("en"), lambda: at(20))
    asked = []
    for number, words in enumerate(("/start", "what a day it was", "stopped working", "later", "English"), 1):
        await desk.take(Arrival(number, 101, at(20), inputs.Said(words)))
        asked.append(store.asked)
    await store.close()

    assert asked == [0, 0, 0, 1, 1]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_label_of_a_ping_can_be_typed(language: str) -> None:
    spoken = tongue("en")
    scene = scene_of(Case(), language=language)
    labels = {f"did_{done.label}" for done in DONE.values()}
    for label in (*labels, "not_yet", "later_ping", "stop_these", "open_this_case", "go_on"):
        assert label in called(scene, spoken.label(Button(label, ""), language))


@pytest.mark.parametrize("words", ["", "done with this seller", "the parcel came", "it stopped working", "x" * 4096])
def test_a_sentence_is_no_button(words: str) -> None:
    assert called(scene_of(Case()), words) == frozenset()


@pytest.mark.parametrize(("view", "taken"), [("talk", True), ("card", False), ("home", False), ("putoff", False)])
def test_people_are_talked_to_and_pings_do_not_listen_in(view: str, taken: bool) -> None:
    assert claimed(scene_of(Case(), view), "later") is taken
