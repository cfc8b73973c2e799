"""Conversation: a buyer and the whole bot, through the stand-in, on a clock the test moves.

    async with conversation(at="2026-05-22") as talk:
        await talk.says("the parcel never came")
        await talk.taps("Yes, that is right")
        assert "You can open a dispute" in talk.screen

Nothing is patched: real handlers, real rules, a real database; only the time and Telegram are played.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from bot.app import App, build
from bot.playground.clocks import StillClock
from bot.playground.lines import Edits, Line, Says, Sends, Taps
from bot.playground.player import Player
from bot.playground.pointers import buttons
from bot.playground.request import InProcessRequest
from bot.playground.telegram import Telegram
from bot.playground.transcript import Transcripts
from bot.playground.world import AUTHORISATION
from bot.settings import Settings
from handlers.arrivals import WANTED
from handlers.gate import Allowance, Kind
from handlers.pace import UNLIMITED

TOKEN = AUTHORISATION
Message = dict[str, Any]


class Conversation:
    """One buyer. What the bot shows is in `screen` (its newest message) and `messages` (all that it sent)."""

    def __init__(self, telegram: Telegram, app: App, clock: StillClock, buyer: int = 101) -> None:
        self.telegram, self.app, self.clock = telegram, app, clock
        self.buyer: Final = buyer
        self._player = Player(telegram, buyer, self.settle, self.until)
        self._transcripts = Transcripts(telegram)
        self._offset = 0

    async def play(self, line: Line) -> None:
        """A line of a script."""
        await self._player.play(line)

    async def says(self, text: str) -> None:
        """The buyer types."""
        await self.play(Says(text))

    async def edits(self, text: str) -> None:
        """The buyer edits the last message of their own."""
        await self.play(Edits(text))

    async def taps(self, label: str) -> None:
        """The buyer taps a button, named by its words or their beginning."""
        await self.play(Taps(label))

    async def sends(self, what: str = "photo", caption: str | None = None) -> None:
        """The buyer sends a photo, video, document, voice, sticker, location or contact."""
        await self.play(Sends(what, caption))

    async def later(self, **span: float) -> None:
        """Time passes; what falls due is sent."""
        await self.until(self.clock.now + timedelta(**span))

    async def until(self, moment: datetime) -> None:
        """The clock is set to a moment; what fell due is sent."""
        self.clock.now = moment
        self.telegram.tell("clock", now=self.telegram.seconds())
        await self.app.ring()
        await self.settle()

    async def settle(self) -> None:
        """Until the bot has taken everything and shown everything."""
        wanted = list(WANTED)
        while batch := self.telegram.call(
            TOKEN, "getUpdates", {"offset": self._offset, "limit": 100, "allowed_updates": wanted}
        ):
            await self.app.front.intake.take(batch)
            self._offset = batch[-1]["update_id"] + 1
        await self.app.idle()

    @property
    def log(self) -> list[str]:
        """What was done and shown, as lines of a script."""
        return self._transcripts.lines(self.buyer)

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
        return [str(button["text"]) for button in buttons(self.messages[-1])] if self.messages else []


@asynccontextmanager
async def conversation(
    at: str = "2026-05-22T10:00",
    language: str = "en",
    name: str = "Ana",
    database_url: str = "sqlite:///:memory:",
    prepare: Callable[[Telegram], None] | None = None,
    support: int | Mapping[str, int] | None = None,
    operators: tuple[int, ...] = (),
    allowed: Mapping[Kind, Allowance] | None = None,
    keys: tuple[str, ...] = (),
    **settings: Any,
) -> AsyncIterator[Conversation]:
    """The bot and one buyer, at a moment (UTC). `support`: the group where humans help, which `prepare` makes;
    `operators`: who hears of what fails; `allowed`: how much a chat may send at a time, without a limit otherwise;
    `keys`: what the database is encrypted with; any other setting by its name."""
    clock = StillClock(datetime.fromisoformat(at).replace(tzinfo=UTC))
    telegram = Telegram(token=TOKEN, clock=clock)
    telegram.user(101, name, language)
    if prepare:
        prepare(telegram)
    usual = Settings(
        bot_token=TOKEN,
        database_url=database_url,
        support_chat_id=support,
        operator_ids=operators,
        encryption_keys=keys,
    )
    app = await build(replace(usual, **settings), InProcessRequest(telegram), clock, UNLIMITED, allowed)
    await app.front.open()
    talk = Conversation(telegram, app, clock)
    try:
        yield talk
    finally:  # the bot that runs by then: a test may have begun another life of it
        await talk.app.front.stop()
        await talk.app.store.close()
