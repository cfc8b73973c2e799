"""Delete everything: asked with counts, proved with counts, honest about what others hold."""

from __future__ import annotations

from bot.playground.cast import GROUP, TITLE
from bot.playground.telegram import Telegram
from tests.conversation import Conversation, conversation


def forum(telegram: Telegram) -> None:
    telegram.group(GROUP, TITLE, forum=True, bot="administrator")


def plain(telegram: Telegram) -> None:
    telegram.group(GROUP, TITLE, bot="administrator")


async def asked_for_help(talk: Conversation) -> None:
    await talk.says("my kettle arrived broken yesterday")
    await talk.says("yes")
    await talk.sends("photo")
    await talk.says("/human")
    await talk.taps("Yes, share it and ask")
    await talk.says("can you help?")


async def test_what_will_be_gone_is_counted_and_what_was_is_proved() -> None:
    counted = "1 case, 1 photo or other file, 1 planned reminder, 1 conversation with volunteers."
    async with conversation(support=GROUP, prepare=forum) as talk:
        await asked_for_help(talk)
        await talk.says("/forget")
        assert f"This will be gone: {counted}" in talk.screen
        await talk.taps("Yes, delete everything")

        assert f"It was: {counted}" in talk.screen
        assert "I counted again: 0 entries about you are left." in talk.screen
        assert "messages are being deleted together with their topic" in talk.screen
        assert "choose “Clear history”" in talk.screen
        assert talk.telegram.chats[GROUP].topics == {}
        held = await talk.app.store.holdings.held(talk.buyer)
        assert (held.told(), held.rows) == ({}, 1)  # the chat's own row, to say this


async def test_where_there_are_no_topics_it_says_what_telegram_keeps() -> None:
    async with conversation(support=GROUP, prepare=plain) as talk:
        await asked_for_help(talk)
        await talk.says("/forget")
        await talk.taps("Yes, delete everything")

        assert "Telegram lets me delete only what is younger than two days" in talk.screen
        assert "together with" not in talk.screen


async def test_the_proof_is_said_once_and_kept_nowhere() -> None:
    async with conversation() as talk:
        await talk.says("my kettle arrived broken yesterday")
        await talk.says("/forget")
        await talk.taps("Yes, delete everything")
        await talk.says("/start")

        assert "I counted again" not in talk.screen
        buyer = (await talk.app.store.load(talk.buyer)).buyer
        assert buyer is not None
        assert buyer.notice == {}


async def test_who_has_nothing_is_told_so() -> None:
    async with conversation() as talk:
        await talk.says("/forget")

        assert "There is no case. Your settings will be gone." in talk.screen
