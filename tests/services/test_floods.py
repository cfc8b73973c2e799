"""Floods: somebody sends far too much. It costs nobody else anything, and they are told once how to go on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from telegram import Update

from bot.app import build
from bot.playground.clocks import StillClock
from bot.playground.request import InProcessRequest
from bot.playground.telegram import Telegram
from bot.settings import Settings
from handlers.gate import ALLOWED, REST, Gate, Kind
from handlers.pace import UNLIMITED
from tests.conversation import TOKEN, Conversation, Message, conversation
from tests.services.walkers import STORY, answers, go, well

TOLD = {
    "en": "That was fast, and I could not read all of it. Please wait 10 seconds.",
    "ru": "Вы пишете быстрее, чем я успеваю читать",
}
WORDS, TAPS, FILES = (ALLOWED[kind].at_once for kind in (Kind.WORDS, Kind.TAP, Kind.FILE))
NOW = datetime(2026, 5, 22, 10, tzinfo=UTC)


def told(talk: Conversation, language: str = "en") -> list[Message]:
    """The messages that say so and are still there."""
    return [message for message in talk.messages if TOLD[language] in str(message.get("text"))]


async def fifty(talk: Conversation) -> None:
    """Fifty messages in ten seconds."""
    for number in range(50):
        talk.telegram.says(talk.buyer, f"hello {number}")
        talk.clock.now += timedelta(seconds=0.2)
        await talk.settle()


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_fifty_messages_in_ten_seconds_get_one_kind_answer(language: str, log: list[Any]) -> None:
    async with conversation(language=language, allowed=ALLOWED) as talk:
        await talk.says("/start")
        shown = len(talk.telegram.calls("sendMessage"))
        await fifty(talk)
        assert len(told(talk, language)) == 1
        assert TOLD[language] in talk.screen
        assert len(talk.telegram.calls("sendMessage")) - shown <= WORDS + 10
        well(talk, log)


async def test_after_a_moment_the_buyer_goes_on_where_they_were(log: list[Any]) -> None:
    async with conversation(allowed=ALLOWED) as talk:
        await go(talk, "recap")
        before = await answers(talk)
        for _ in range(WORDS + 20):
            await talk.says("/help")
        assert len(told(talk)) == 1
        talk.clock.now += REST
        await talk.says("/start")
        assert "Welcome back. Your answers are still here" in talk.screen
        assert await answers(talk) == before
        well(talk, log)


async def test_a_flood_costs_the_others_nothing(log: list[Any]) -> None:
    """The same conversation beside one, and alone: the same screens, call for call."""

    async def told_a_story(*, beside_a_flood: bool) -> list[Any]:
        async with conversation(allowed=ALLOWED) as talk:
            talk.telegram.user(102, "Flo", "en")
            for act in ("/start", STORY, "[Yes", "red dress", "PayPal"):
                for _ in range(100 if beside_a_flood else 0):
                    talk.telegram.says(102, "hello")
                await (talk.taps(act[1:]) if act[0] == "[" else talk.says(act))
            assert await talk.app.store.parked(1) == []
            return [
                (call.method, call.parameters.get("text"))
                for call in talk.telegram.journal
                if call.parameters.get("chat_id") == talk.buyer
            ]

    assert await told_a_story(beside_a_flood=True) == await told_a_story(beside_a_flood=False)
    assert not [entry for entry in log if entry["log_level"] in ("error", "warning")]


async def test_what_is_left_out_is_seen_and_never_answered_later() -> None:
    async with conversation(allowed=ALLOWED) as talk:
        for _ in range(WORDS + 2):
            talk.telegram.says(talk.buyer, "/help")
        last = talk.telegram.updates.last_id
        assert last is not None
        await talk.settle()
        assert (await talk.app.store.load(talk.buyer, last)).seen
        before = (await talk.app.store.load(talk.buyer)).buyer
        talk.clock.now += timedelta(minutes=5)
        talk.telegram.duplicate(last)
        await talk.settle()
        assert (await talk.app.store.load(talk.buyer)).buyer == replace(before, shown=before.revision) if before else 0


async def test_every_tap_stops_spinning_and_the_first_that_is_left_out_says_why(log: list[Any]) -> None:
    async with conversation(language="ru", allowed=ALLOWED) as talk:
        await talk.says("/start")
        message = talk.messages[-1]
        for _ in range(TAPS + 30):
            telegram_tap(talk, message)
            await talk.settle()
        toasts = [call.parameters.get("text") for call in talk.telegram.calls("answerCallbackQuery")]
        assert len(toasts) == TAPS + 30
        assert toasts.count("Слишком быстро. Подождите несколько секунд и нажмите ещё раз.") == 1
        assert not talk.telegram.unanswered()
        well(talk, log)


def telegram_tap(talk: Conversation, message: Message) -> None:
    data = next(key["callback_data"] for row in message["reply_markup"]["inline_keyboard"] for key in row)
    talk.telegram.taps(talk.buyer, message["message_id"], data, stale=True)


async def test_all_photos_of_a_case_in_six_albums_at_once_are_kept() -> None:
    async with conversation(allowed=ALLOWED) as talk:
        await go(talk, "question")
        for _ in range(6):
            talk.telegram.sends_album(talk.buyer, [1000] * 10)
        await talk.settle()
        known = await answers(talk)
        assert known is not None
        assert len(known["files"]) == FILES == 60
        assert told(talk) == []


@pytest.mark.parametrize(
    ("command", "answer"), [("/forget", "Delete"), ("/privacy", "What is kept about you"), ("/start", "Welcome")]
)
async def test_who_has_said_too_much_can_still_command(command: str, answer: str) -> None:
    """Above all: to delete it."""
    async with conversation(allowed=ALLOWED) as talk:
        for _ in range(WORDS + 5):
            await talk.says("my parcel never came, and I want it all gone")
        assert len(told(talk)) == 1
        await talk.says(command)
        assert answer in talk.screen
        assert TOLD["en"] not in talk.screen


async def test_who_must_wait_with_words_still_taps_and_who_leaves_is_heard() -> None:
    async with conversation(allowed=ALLOWED) as talk:
        await talk.says("/start")
        await talk.taps("Something is wrong")
        for _ in range(WORDS + 5):
            await talk.says("?")
        assert len(told(talk)) == 1
        await talk.taps(talk.buttons[0])
        assert TOLD["en"] not in talk.screen
        talk.telegram.blocks(talk.buyer)
        await talk.settle()
        buyer = (await talk.app.store.load(talk.buyer)).buyer
        assert buyer is not None
        assert buyer.blocked


async def test_a_bot_that_is_run_as_usual_has_the_limits() -> None:
    """Only who measures has none."""
    clock, telegram = StillClock(NOW), Telegram(token=TOKEN, clock=StillClock(NOW))
    telegram.user(101, "Ana", "en")
    settings = Settings(bot_token=TOKEN, database_url="sqlite:///:memory:")
    app = await build(settings, InProcessRequest(telegram), clock, replace(UNLIMITED, debt=UNLIMITED.debt))
    await app.front.open()
    talk = Conversation(telegram, app, clock)
    try:
        for _ in range(WORDS + 5):
            await talk.says("/help")
        assert len(told(talk)) == 1
    finally:
        await app.front.stop()
        await app.store.close()


def said(number: int, chat_id: int = 7) -> Update:
    chat = {"id": chat_id, "type": "private" if chat_id > 0 else "supergroup", "title": "Help"}
    message = {"message_id": number, "date": 0, "chat": chat, "text": "?"}
    update = Update.de_json({"update_id": number, "message": message}, None)
    assert update is not None
    return update


def test_a_flood_is_answered_once_a_minute_and_read_in_pieces() -> None:
    gate, told, read = Gate(), 0, 0
    for number in range(600):
        over = gate.excess(said(number), NOW + timedelta(seconds=number / 5))
        told, read = told + bool(over and over.first), read + (over is None)
    assert told == 2
    assert WORDS + 120 / 2 <= read <= WORDS + 120


def test_an_update_that_is_tried_again_counts_once_and_means_the_same() -> None:
    gate = Gate()
    for number in range(WORDS):
        assert [gate.excess(said(number), NOW) for _ in range(3)] == [None] * 3
    first = [gate.excess(said(WORDS), NOW + timedelta(seconds=one / 100)) for one in range(3)]
    assert [over is not None and over.first for over in first] == [True] * 3


def test_a_clock_that_goes_back_keeps_nobody_waiting() -> None:
    gate = Gate()
    for number in range(WORDS + 1):
        gate.excess(said(number), NOW)
    assert gate.excess(said(100), NOW - timedelta(days=1)) is not None  # at once it is still too much
    assert gate.excess(said(101), NOW - timedelta(days=1) + REST) is None


def test_groups_are_not_counted_and_a_million_chats_take_no_more_room() -> None:
    gate = Gate()
    assert [gate.excess(said(number, -100), NOW) for number in range(1000)] == [None] * 1000
    for chat in range(1, 10_100):
        gate.excess(said(chat, chat), NOW)
    assert gate.chats == 10_000
