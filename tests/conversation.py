"""Conversation: a buyer and the whole bot, through the stand-in, on a clock the test moves.

    async with conversation(at="2026-05-22") as talk:
        await talk.says("the parcel never came")
        await talk.taps("Yes, that is right")
        assert "You can open a dispute" in talk.screen

Nothing is patched: real handlers, real rules, a real database; only the time and Telegram are played.
"""

from __future__ import annotations

import html
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.app import App, build
from bot.playground.request import InProcessRequest
from bot.playground.telegram import Telegram
from bot.playground.world import AUTHORISATION
from bot.settings import Settings
from handlers.pace import UNLIMITED

TOKEN = AUTHORISATION
Message = dict[str, Any]


@dataclass(slots=True)
class Clock:
    """The time, which a test may move."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@dataclass(slots=True)
class Conversation:
    """One buyer. What the bot shows is in `screen` (its newest message) and `messages` (all that it sent)."""

    telegram: Telegram
    app: App
    clock: Clock
    buyer: int = 101
    log: list[str] = field(default_factory=list)
    _offset: int = 0
    _seen: dict[int, str] = field(default_factory=dict)

    async def says(self, text: str) -> None:
        """The buyer types."""
        self._write(f"buyer  {text.replace(chr(10), ' ⏎ ')}")
        self.telegram.says(self.buyer, text)
        await self.settle()

    async def edits(self, text: str) -> None:
        """The buyer edits the last message of their own."""
        self._write(f"buyer  (edits) {text}")
        mine = [m for m in self.telegram.messages(self.buyer) if m["from"]["id"] == self.buyer]
        self.telegram.edits(self.buyer, mine[-1]["message_id"], text)
        await self.settle()

    async def taps(self, label: str) -> None:
        """The buyer taps a button, named by its words or their beginning."""
        message, button = self._find(label)
        self._write(f"buyer  [{button['text']}]")
        self.telegram.taps(self.buyer, message["message_id"], button["callback_data"])
        await self.settle()

    async def sends(self, what: str = "photo", caption: str | None = None, **more: Any) -> None:
        """The buyer sends a photo, video, document, voice, sticker, location or contact."""
        self._write(f"buyer  ({what}{': ' + caption if caption else ''})")
        act = getattr(self.telegram, f"sends_{what}")
        extra = {"caption": caption} if caption else {}
        act(self.buyer, **extra, **more)
        await self.settle()

    async def later(self, **span: float) -> None:
        """Time passes; what falls due is sent."""
        await self.until(self.clock.now + timedelta(**span))

    async def until(self, moment: datetime) -> None:
        """The clock is set to a moment; what fell due is sent."""
        self.clock.now = moment
        self._write(f"time   {moment:%Y-%m-%d %H:%M}")
        await self.app.bell.ring()
        await self.settle()

    async def settle(self) -> None:
        """Until the bot has taken everything and shown everything."""
        while batch := self.telegram.call(TOKEN, "getUpdates", {"offset": self._offset, "limit": 100}):
            await self.app.front.intake.take(batch)
            self._offset = batch[-1]["update_id"] + 1
        await self.app.idle()
        self._look()

    @property
    def messages(self) -> list[Message]:
        """What the bot has sent and is still there, oldest first."""
        return [m for m in self.telegram.messages(self.buyer) if m["from"]["id"] != self.buyer]

    @property
    def screen(self) -> str:
        """The text of the bot's newest message."""
        return str(self.messages[-1].get("text", "")) if self.messages else ""

    @property
    def buttons(self) -> list[str]:
        """The words of the buttons under the bot's newest message."""
        return [str(button["text"]) for button in _buttons(self.messages[-1])] if self.messages else []

    def _find(self, label: str) -> tuple[Message, Message]:
        for match in (str.__eq__, str.startswith, str.__contains__):
            for message in reversed(self.messages):
                for button in _buttons(message):
                    if "callback_data" in button and match(button["text"], label):
                        return message, button
        raise LookupError(f"no button {label!r}; there are {self.buttons}\n{self.screen}")

    def _write(self, line: str) -> None:
        self.log.append(line)

    def _look(self) -> None:
        """Notes what is new or changed on the buyer's screen."""
        for message in self.messages:
            shown = _shown(message)
            before = self._seen.get(message["message_id"])
            if shown != before:
                self._seen[message["message_id"]] = shown
                mark = "bot  ~ " if before is not None else "bot    "
                if before is not None and _without_keys(before) == shown:
                    continue
                self.log.extend(mark + line if not n else "       " + line for n, line in enumerate(shown.split("\n")))


def _without_keys(shown: str) -> str:
    return re.split(r"\n\[", shown, maxsplit=1)[0]


def _buttons(message: Message) -> list[Message]:
    return [button for row in message.get("reply_markup", {}).get("inline_keyboard", []) for button in row]


def _shown(message: Message) -> str:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    keys = ["".join(f"[{_key(button)}]" for button in row) for row in rows]
    return "\n".join([html.unescape(str(message.get("text", message.get("caption", "")))), *keys])


def _key(button: Message) -> str:
    return f"{button['text']}{' ⧉' if 'copy_text' in button else ''}"


@asynccontextmanager
async def conversation(
    at: str = "2026-05-22T10:00",
    language: str = "en",
    name: str = "Ana",
    database_url: str = "sqlite:///:memory:",
    prepare: Callable[[Telegram], None] | None = None,
    support: int | None = None,
    operators: tuple[int, ...] = (),
) -> AsyncIterator[Conversation]:
    """The bot and one buyer, at a moment (UTC). `support`: the group where humans help, which `prepare` makes;
    `operators`: who hears of what fails."""
    clock = Clock(datetime.fromisoformat(at).replace(tzinfo=UTC))
    telegram = Telegram(token=TOKEN, clock=clock)
    telegram.user(101, name, language)
    if prepare:
        prepare(telegram)
    settings = Settings(bot_token=TOKEN, database_url=database_url, support_chat_id=support, operator_ids=operators)
    app = await build(settings, InProcessRequest(telegram), clock, UNLIMITED)
    await app.front.open()
    talk = Conversation(telegram, app, clock)
    try:
        yield talk
    finally:  # the bot that runs by then: a test may have begun another life of it
        await talk.app.front.stop()
        await talk.app.store.close()
