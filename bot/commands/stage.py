"""Stage: the whole bot and its stand-in for Telegram, put together and started. For the commands that play."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.app import App, build, tongue
from bot.backstage import Behind
from bot.playground.cast import GROUP, enter
from bot.playground.clocks import MovingClock
from bot.playground.http import Part
from bot.playground.inspector import Inspector
from bot.playground.logbook import Logbook
from bot.playground.performances import Performances
from bot.playground.request import InProcessRequest
from bot.playground.telegram import Telegram
from bot.playground.theatre import Theatre
from bot.playground.tools import tools
from bot.playground.transcript import Transcripts
from bot.playground.travel import Travel
from bot.playground.troubles import Troubles
from bot.policies import load
from bot.settings import Settings
from handlers.pace import UNLIMITED

APPROVED: Final = Path(__file__).parents[2] / "tests" / "transcripts"
"""Where a checkout keeps approved conversations."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What plays. `parts` are the routes that the page needs beside the stand-in's own."""

    telegram: Telegram
    app: App
    clock: MovingClock
    behind: Behind
    travel: Travel
    inspector: Inspector
    parts: tuple[Part, ...]

    async def wait(self) -> None:
        """Returns, or raises, when a part that should run for ever ended."""
        parts = [asyncio.ensure_future(self.app.wait()), asyncio.ensure_future(self.inspector.run())]
        try:
            done, _ = await asyncio.wait(parts, return_when=asyncio.FIRST_COMPLETED)
            for part in done:
                part.result()
        finally:
            for part in parts:
                part.cancel()
            await asyncio.gather(*parts, return_exceptions=True)


@asynccontextmanager
async def stage(folder: Path, logbook: Logbook, clock: MovingClock | None = None) -> AsyncIterator[Stage]:
    """Started when the block begins and stopped when it ends; what it keeps meanwhile is in the folder."""
    clock = clock or MovingClock()
    telegram = Telegram(clock=clock)
    enter(telegram)
    logbook.open(telegram)
    database = f"sqlite:///{folder / 'play.db'}"
    settings = Settings(bot_token=telegram.token, database_url=database, support_chat_id=GROUP)
    app = await build(settings, InProcessRequest(telegram), clock, UNLIMITED)
    behind = Behind(app, load(), tongue(settings.default_language), clock)
    travel = Travel(telegram, clock, behind)
    part = tools(telegram, travel, Troubles(telegram), behind)
    performances = Performances(telegram, travel.settled, travel.go)
    theatre = Theatre(telegram, performances, Transcripts(telegram), APPROVED if APPROVED.is_dir() else None)
    try:
        await app.start()
        yield Stage(telegram, app, clock, behind, travel, Inspector(telegram, behind), (part, theatre.part))
    finally:
        await behind.close()
        await app.stop()
