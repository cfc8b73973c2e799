"""Front: everything that speaks Telegram, put together; started, and stopped without losing anything.

`bot/app.py` gives it the desk, the words and the store. Start: what was owed is shown, then updates are taken.
Stop: no more updates, what was fetched is committed and confirmed, what is owed is shown for a few seconds; what could
not be shown is shown after the next start.
"""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from typing import Any, Final

import structlog
from telegram.error import InvalidToken, NetworkError, RetryAfter
from telegram.ext import Application, ApplicationBuilder
from telegram.request import BaseRequest

from bot.metrics import Metrics
from bot.rendering.pictures.workbench import Workbench
from bot.storage.store import Store
from handlers.alarm import Alarm
from handlers.calls import Calls
from handlers.canvas import Canvas
from handlers.desk import Desk, Words
from handlers.errors import code
from handlers.hands import Hands
from handlers.outage import Outage
from handlers.outbox import Outbox
from handlers.outside import Outside
from handlers.pace import Pace
from handlers.parking import Parking
from handlers.routes import register
from handlers.show import NOWHERE, Screens
from handlers.tools import Tools
from handlers.transport import TELEGRAM, api_addresses
from handlers.updates import Intake
from handlers.workshop import Workshop

_log = structlog.get_logger(__name__)

_PATIENCE: Final = 5.0
_LONGEST: Final = 30.0

App = Application[Any, Any, Any, Any, Any, Any]


class UnknownBot(Exception):
    """The server knows no bot by this token. The text never holds it."""


def application(token: str, request: BaseRequest, api_url: str = TELEGRAM) -> App:
    """PTB's application on our transport, without its updater and its job queue."""
    os.environ.setdefault("PTB_TIMEDELTA", "true")  # spans as timedelta, as PTB 23 will have them; else it warns
    methods, files = api_addresses(api_url)
    builder = ApplicationBuilder().token(token).base_url(methods).base_file_url(files)
    return builder.request(request).get_updates_request(request).updater(None).job_queue(None).build()


class Front:
    """One bot."""

    def __init__(self, app: App, desk: Desk, words: Words, store: Store, outside: Outside) -> None:
        clock, hosts, support = outside.clock, outside.hosts, outside.support
        self.pace = pace = Pace(outside.limits)
        self.calls = support.calls if support else Calls(app.bot, pulse=outside.pulse)
        self.alarm = Alarm(store, hosts)
        self.screens = Screens(Canvas(self.calls, words, pace), desk, self.alarm)
        room, forums, moved = (support.room, support.forums, support.moved) if support else (None, None, None)
        parking, self.metrics = Parking(store, hosts, self.screens.answer, clock), Metrics()
        outage = Outage(self.calls, words, pace)
        self.intake = Intake(app, parking, outage, store.health.write, moved, self.metrics)
        hands = Hands(self.calls, words, room, forums, moved, desk=desk)
        self.outbox = Outbox(store, hands, desk, pace, clock, self.alarm)
        tools = Tools(self.calls, words, desk, self.screens, pace, Workbench(), store, self.outbox.nudge)
        self.workshop = Workshop(tools, clock, self.alarm)
        self._app, self._desk = app, desk
        self.way_in = outside.way_in(self.calls, self.intake)
        self._tasks: list[asyncio.Task[None]] = []
        nudges = self.outbox.nudge, self.workshop.nudge
        register(app, desk, self.screens, store, outside, *nudges, self.intake.repeated)

    async def open(self) -> None:
        """Makes the bot known to itself. Waits for a server that cannot be reached; raises `UnknownBot`."""
        tries = 0
        while True:
            try:
                await self._app.initialize()
            except InvalidToken:
                raise UnknownBot("Telegram knows no bot by this BOT_TOKEN: check it, and BOT_API_URL") from None
            except (NetworkError, RetryAfter) as error:
                tries += 1
                wait = min(_LONGEST, 0.5 * 2.0**tries)
                _log.warning(
                    "telegram_unreachable", error=code(error), mend="check the network and BOT_API_URL", again_in=wait
                )
                await asyncio.sleep(wait)
            else:
                return

    async def start(self) -> None:
        """Ready, then begun."""
        await self.ready()
        await self.begin()

    async def ready(self) -> None:
        """Waits for its place and for Telegram. Raises `UnknownBot`, and `StorageFault` where another process is in the
        way."""
        await self.way_in.ready()
        await self.open()

    async def begin(self) -> None:
        """Shows what was owed, and begins to take updates and to send what is queued."""
        await self.show_owed()
        self._tasks = [
            asyncio.create_task(self.way_in.run(), name="way_in"),
            asyncio.create_task(self.outbox.run(), name="outbox"),
            asyncio.create_task(self.workshop.run(), name="workshop"),
        ]

    async def show_owed(self) -> None:
        """Sends anew what was not delivered before: an edit far above would not be seen."""
        owed = 0
        async for reply in self._desk.owed():
            self.screens.show(reply, NOWHERE)
            owed += 1
        if owed:
            _log.info("owed_screens", chats=owed)

    async def idle(self) -> None:
        """Returns when nothing that was taken is left to show, and nothing queued is due or to be worked on."""
        await self.screens.idle()
        while await self.workshop.do_due() or await self.outbox.send_due():
            await self.screens.idle()

    async def wait(self) -> None:
        """Returns, or raises, when a part that should run for ever ended."""
        done, _ = await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()

    @property
    def well(self) -> bool:
        """No part that should run for ever has ended."""
        return not any(task.done() for task in self._tasks)

    async def stop(self, patience: float = _PATIENCE) -> None:
        """Ends in order. Takes little longer than `patience` seconds, unless the database is out."""
        self.way_in.stop()
        self.outbox.stop()
        self.workshop.stop()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=2 * patience)
            for task in late:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
            self._tasks = []
        self.intake.outage.over()
        await self.screens.close(patience)
        await self._app.shutdown()
