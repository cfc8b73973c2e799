"""Stage: the whole bot and the stand-in as `play` puts them together, at a moment of our choice; the clock runs on."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.commands.stage import Stage, stage
from bot.playground.chats import User
from bot.playground.clocks import MovingClock
from bot.playground.logbook import Logbook

ANA = 101
BEGINNING = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
BROKEN = "my kettle arrived broken, ordered 1 october 2026, arrived {} november 2026, 20 usd"
"""What a buyer says first; at the end three reminders are planned around the last day."""
SHORTEST = (
    "Yes, that is right",
    "I don't know",
    "Not confirmed",
    "Skip",
    "Nothing yet",
    "Tell me what is best",
    "Show my result",
)
"""The buttons by which a buyer comes to the result soonest."""

Change = dict[str, Any]


@asynccontextmanager
async def playing(folder: Path) -> AsyncIterator[Stage]:
    """From `BEGINNING` on."""
    started = time.monotonic()
    clock = MovingClock(lambda: BEGINNING + timedelta(seconds=time.monotonic() - started))
    async with stage(folder, Logbook(), clock) as play:
        watching = asyncio.create_task(play.inspector.run())
        try:
            yield play
        finally:
            watching.cancel()


async def tells(play: Stage, who: User | int, arrived: int) -> None:
    """A buyer tells of a broken kettle, and goes on until there is a result."""
    await tells_all(play, who, BROKEN.format(arrived))


async def tells_all(play: Stage, who: User | int, story: str) -> None:
    """A buyer begins with this, and goes on by the shortest way until the case itself has something planned."""
    chat = who.id if isinstance(who, User) else who
    play.telegram.says(who, story)
    await play.travel.settled()
    while not any(one.chat == chat and one.kind != "draft" for one in await play.behind.planned()):
        screen = play.telegram.messages(chat)[-1]
        there = [button["text"] for row in screen["reply_markup"]["inline_keyboard"] for button in row]
        play.telegram.taps(who, screen["message_id"], next(label for label in SHORTEST if label in there))
        await play.travel.settled()


def shown(play: Stage, chat: int) -> list[str]:
    """What the bot has sent to a chat and is there now."""
    me = play.telegram.me.id
    return [str(one.get("text", "")) for one in play.telegram.messages(chat) if one["from"]["id"] == me]


async def until(play: Stage, met: Callable[[Change], bool]) -> Change:
    """The next change of this kind."""
    found: asyncio.Future[Change] = asyncio.get_running_loop().create_future()

    def look(change: Change) -> None:
        if not found.done() and met(change):
            found.set_result(change)

    unsubscribe = play.telegram.subscribe(look)
    try:
        async with asyncio.timeout(20):
            return await found
    finally:
        unsubscribe()


def from_bot(chat: int) -> Callable[[Change], bool]:
    """A new or edited message of the bot in this chat."""
    return lambda change: (
        change["kind"] in ("message", "edit") and change["chat"] == chat and bool(change["message"]["from_bot"])
    )
