"""Deliveries: what Telegram does where a webhook is set. It brings each update with a request, oldest first.

Of one chat one at a time, chats side by side. 2xx confirms; anything else, or no answer, is tried again after a pause
that doubles, and the chat waits meanwhile. An update older than a day is forgotten, as with `getUpdates`.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

import aiohttp
from yarl import URL

from bot.playground.world import JSON, World

_PATIENCE: Final = 60.0
_LONGEST: Final = 60.0
_PROOF: Final = "X-Telegram-Bot-Api-Secret-Token"
Roads = Callable[[URL], URL]
"""Where a delivery to an address really goes, as if there were a proxy in front of the bot."""


def straight(address: URL) -> URL:
    """To the address itself."""
    return address


class Deliveries:
    """`pause`: seconds before what failed is tried again for the first time."""

    def __init__(self, world: World, roads: Roads = straight, pause: float = 1.0) -> None:
        self._world, self._roads, self._pause = world, roads, pause
        self._news = asyncio.Event()
        self._busy: dict[int, asyncio.Task[None]] = {}
        self._failures: dict[int, int] = {}

    async def run(self) -> None:
        """Delivers until cancelled, whenever a webhook is set."""
        self._world.updates.listen(self._news.set)
        async with aiohttp.ClientSession() as client:
            try:
                while True:
                    self._news.clear()
                    self._begin(client)
                    await self._news.wait()
            finally:
                for task in self._busy.values():
                    task.cancel()
                await asyncio.gather(*self._busy.values(), return_exceptions=True)

    def _begin(self, client: aiohttp.ClientSession) -> None:
        """Sends out the next update of every chat that waits for none, as far as there are connections."""
        webhook, met = self._world.webhook, set(self._busy)
        if not webhook:
            return
        for update in self._world.updates.pending():
            if len(self._busy) >= webhook["max_connections"]:
                return
            chat = chat_of(update)
            if chat not in met:
                met.add(chat)
                task = asyncio.create_task(self._bring(client, chat, update))
                self._busy[chat] = task
                task.add_done_callback(partial(self._free, chat))

    def _free(self, chat: int, _: asyncio.Task[None]) -> None:
        self._busy.pop(chat, None)
        self._news.set()

    async def _bring(self, client: aiohttp.ClientSession, chat: int, update: JSON) -> None:
        webhook = self._world.webhook
        error = await self._posted(client, webhook, update)
        if error is None:
            self._failures.pop(chat, None)
            self._world.updates.brought(update)
            return
        webhook |= {"last_error_date": self._world.seconds(), "last_error_message": error}
        failures = self._failures[chat] = self._failures.get(chat, 0) + 1
        await asyncio.sleep(min(_LONGEST, self._pause * 2.0 ** min(failures - 1, 10)))

    async def _posted(self, client: aiohttp.ClientSession, webhook: JSON, update: JSON) -> str | None:
        """What went wrong, as getWebhookInfo words it; None: it was taken."""
        headers = {"Content-Type": "application/json"}
        if webhook.get("secret_token"):
            headers[_PROOF] = webhook["secret_token"]
        address = self._roads(URL(webhook["url"]))
        patience = aiohttp.ClientTimeout(total=_PATIENCE)
        try:
            async with client.post(address, data=json.dumps(update), headers=headers, timeout=patience) as answer:
                await answer.read()
                if 200 <= answer.status < 300:
                    return None
                return f"Wrong response from the webhook: {answer.status} {answer.reason}"
        except TimeoutError:
            return "Read timeout expired"
        except (aiohttp.ClientError, OSError):
            return "Connection refused"


def chat_of(update: Mapping[str, Any]) -> int:
    """What Telegram keeps in order: the chat of an update, or its person."""
    for body in update.values():
        if isinstance(body, dict):
            where = (
                body.get("chat") or body.get("message", {}).get("chat") or body.get("from") or body.get("user") or {}
            )
            return int(where.get("id", 0))
    return 0
