"""Desk: a buyer, the bot, and the volunteers of a support group, all through the stand-in.

async with desk() as talk:
    await asks(talk)
    await volunteer(talk, "/take")
    assert "Ana" in card(talk)
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from bot.playground.pointers import buttons
from bot.playground.telegram import Telegram
from tests.conversation import Conversation, Message, conversation

GROUP = -1001000000001
VERA, MAX, STRANGER = 901, 902, 903
PROBLEM = "The vase I ordered on 1 May for 25 USD arrived broken on 15 May, order 8015710859336916"
NOTICES = frozenset({"forum_topic_created", "forum_topic_edited", "forum_topic_reopened", "pinned_message"})
"""What Telegram itself says of what the bot does."""


def prepare(telegram: Telegram) -> None:
    """The support group with its volunteers, and somebody who is in another group with the bot."""
    for number, name in ((VERA, "Vera"), (MAX, "Max"), (STRANGER, "Sam")):
        telegram.user(number, name, "en")
    telegram.group(GROUP, "Recourse support", forum=True, bot="administrator", owner=VERA)
    telegram.joins(MAX, GROUP)


@asynccontextmanager
async def desk(**more: Any) -> AsyncIterator[Conversation]:
    """A bot with a support group, and a buyer who has told what is wrong."""
    async with conversation(prepare=prepare, support=GROUP, **more) as talk:
        await talk.says(PROBLEM)
        await talk.taps(talk.buttons[0])
        yield talk


async def asks(talk: Conversation) -> int:
    """The buyer asks for a human and agrees; the topic of the case comes back."""
    await talk.says("/human")
    await talk.taps("Yes, share it")
    return topics(talk)[-1]


async def volunteer(talk: Conversation, text: str, who: int = VERA, reply_to: int | None = None) -> int:
    """A volunteer writes in the newest topic; which message it became comes back."""
    message = talk.telegram.says(who, text, chat=GROUP, thread=topics(talk)[-1], reply_to=reply_to)
    await talk.settle()
    return int(message["message_id"])


def topics(talk: Conversation) -> list[int]:
    """The topics there are, oldest first."""
    return sorted(talk.telegram.chats[GROUP].topics)


def name(talk: Conversation) -> str:
    """The name of the newest topic."""
    return talk.telegram.chats[GROUP].topics[topics(talk)[-1]].name


def said(talk: Conversation, topic: int | None = None) -> list[Message]:
    """What the bot has sent into the topic, the newest if none is named, oldest first."""
    thread = topic if topic is not None else topics(talk)[-1]
    messages = talk.telegram.messages(GROUP)
    mine = [m for m in messages if m["from"]["id"] == talk.telegram.me.id and m.get("message_thread_id") == thread]
    return [message for message in mine if not NOTICES & message.keys()]


def lines(talk: Conversation, topic: int | None = None) -> list[str]:
    """The same as words; a message without any by its kind."""
    return [text(message) for message in said(talk, topic)]


def text(message: Message) -> str:
    """What a message says; its kind where it says nothing."""
    kinds = ("photo", "video", "document", "voice", "sticker", "venue", "location", "contact", "audio", "video_note")
    return str(message.get("text") or message.get("caption") or next((k for k in kinds if k in message), "?"))


def card(talk: Conversation) -> str:
    """The case card as it stands in the newest topic."""
    return next(line for line in lines(talk) if line.startswith("#"))


def told(talk: Conversation) -> list[str]:
    """All that the buyer has got, as words."""
    return [text(message) for message in talk.messages]


def marks(talk: Conversation, chat: int) -> list[int]:
    """The messages of a chat that were marked as arrived, in order."""
    calls = talk.telegram.calls("setMessageReaction")
    here = [call.parameters for call in calls if call.parameters["chat_id"] == chat and call.refusal is None]
    return [one["message_id"] for one in here if one["reaction"] == [{"type": "emoji", "emoji": "👌"}]]


def signs(talk: Conversation, chat: int, message: int) -> list[str]:
    """The signs of the bot on a message, as it looks now."""
    return [one["emoji"] for one in talk.telegram.reactions(chat, message) if one["user"] == talk.telegram.me.id]


async def pushes(talk: Conversation, label: str, who: int = VERA, topic: int | None = None) -> None:
    """A volunteer taps a button, named by its words, below the newest message of the topic that has it."""
    having = [m for m in said(talk, topic) if label in [str(key["text"]) for key in buttons(m)]]
    talk.telegram.taps(who, int(having[-1]["message_id"]), label, chat=GROUP)
    await talk.settle()
