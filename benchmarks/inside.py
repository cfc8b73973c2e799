"""In process: what a turn costs without a network, as a ratio to the stock echo. Every call is answered at once.

Both bots get the same kind of update, a tap on some button of what they showed last, and make their calls through
the same request. What it measures is everything but HTTP.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Awaitable, Callable
from itertools import count
from pathlib import Path
from typing import Any

from telegram import Update
from telegram.request import BaseRequest, RequestData

from benchmarks.bots import stock_application
from benchmarks.cost import Cost
from bot.app import build
from bot.settings import Settings
from handlers.pace import UNLIMITED

_TOKEN = "123456:benchmark"
_ME = {"id": 123456, "is_bot": True, "first_name": "Bot", "username": "bot"}
_WHEN = 1_772_445_600
_updates = count(random.SystemRandom().randrange(1 << 40))  # several processes share one database

Take = Callable[[list[Any]], Awaitable[None]]


class Instant(BaseRequest):
    """Answers every call at once and remembers the buttons each chat sees."""

    def __init__(self) -> None:
        self.calls = 0
        self.buttons: dict[int, list[str]] = {}
        self._numbers = count(1)

    @property
    def read_timeout(self) -> float:
        return 5.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self, url: str, *_: Any, request_data: RequestData | None = None, **__: Any
    ) -> tuple[int, bytes]:
        name = url.rsplit("/", 1)[1]
        values: dict[str, Any] = dict(request_data.parameters) if request_data else {}
        self.calls += 1
        result: Any = True
        if name == "getMe":
            result = _ME
        elif name in ("sendMessage", "editMessageText"):
            chat = values["chat_id"]
            number = values.get("message_id") or next(self._numbers)
            keyboard = values.get("reply_markup") or {}
            rows = keyboard.get("inline_keyboard", []) if isinstance(keyboard, dict) else []
            if found := [key["callback_data"] for row in rows for key in row if "callback_data" in key]:
                self.buttons[chat] = found
            result = {"message_id": number, "date": _WHEN, "chat": _chat(chat), "from": _ME, "text": values["text"]}
            if keyboard:
                result["reply_markup"] = keyboard
        return 200, json.dumps({"ok": True, "result": result}).encode()


async def stock_inside(request: Instant) -> tuple[Take, Callable[[], Awaitable[None]]]:
    """The stock echo, opened; how it takes updates, and how it ends."""
    application = stock_application(_TOKEN, request)
    await application.initialize()

    async def take(batch: list[Any]) -> None:
        for raw in batch:
            await application.process_update(Update.de_json(raw, application.bot))

    return take, application.shutdown


async def ours_inside(request: Instant, url: str) -> tuple[Take, Callable[[], Awaitable[None]]]:
    """Recourse, opened; how it takes updates, and how it ends."""
    settings = Settings(bot_token=_TOKEN, database_url=url)
    app = await build(settings, request, limits=UNLIMITED)
    await app.front.open()

    async def take(batch: list[Any]) -> None:
        await app.front.intake.take(batch)
        await app.front.screens.idle()

    return take, app.stop


async def cost_inside(which: str, file: Path, buyers: int = 20, rounds: int = 40) -> Cost:
    """As `runs.cost`, without a network: everybody taps at once, in rounds; the first five only warm up."""
    request = Instant()
    take, end = await (stock_inside(request) if which == "stock" else ours_inside(request, f"sqlite:///{file}"))
    chance = random.Random(7)
    people = range(5000, 5000 + buyers)
    await take([says(who) for who in people])
    for _ in range(5):
        await take([taps(who, request, chance) for who in people])
    spent, calls = 0.0, request.calls
    for _ in range(rounds):
        batch = [taps(who, request, chance) for who in people]
        began = time.process_time()
        await take(batch)
        spent += time.process_time() - began
    await end()
    return Cost(spent * 1000 / (buyers * rounds), (request.calls - calls) / (buyers * rounds))


def _chat(who: int) -> dict[str, Any]:
    return {"id": who, "type": "private", "first_name": "Ana"}


def _user(who: int) -> dict[str, Any]:
    return {"id": who, "is_bot": False, "first_name": "Ana", "language_code": "en"}


def says(who: int) -> dict[str, Any]:
    """/start, as an update."""
    command = {"text": "/start", "entities": [{"type": "bot_command", "offset": 0, "length": 6}]}
    message = {"message_id": 1, "date": _WHEN, "chat": _chat(who), "from": _user(who), **command}
    return {"update_id": next(_updates), "message": message}


def taps(who: int, request: Instant, chance: random.Random) -> dict[str, Any]:
    """A tap on some button of what this chat was shown last, as an update."""
    number = next(_updates)
    rows = [[{"text": f"Choice {data}", "callback_data": data}] for data in request.buttons[who]]
    message = {"message_id": 1, "date": _WHEN, "chat": _chat(who), "from": _ME, "text": "What happened? " * 16}
    query = {"id": str(number), "from": _user(who), "chat_instance": "1", "data": chance.choice(request.buttons[who])}
    return {
        "update_id": number,
        "callback_query": {**query, "message": message | {"reply_markup": {"inline_keyboard": rows}}},
    }
