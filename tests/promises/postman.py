"""Postman: brings updates to several processes, as badly as Telegram may: twice at once, again much later, to any of
them. What one chat sent comes in its order; a delivery that is not confirmed is made again."""

from __future__ import annotations

import asyncio
import random
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import aiohttp

from bot.playground.telegram import Telegram

_PROOF: Final = "X-Telegram-Bot-Api-Secret-Token"
_TWICE: Final = 0.1
"""How many deliveries are made to two processes at once."""
_LATER: Final = 0.1
"""How many are repeated when others of the chat have been confirmed since."""


@dataclass(slots=True)
class Postman:
    """`addresses`: where the processes listen."""

    telegram: Telegram
    http: aiohttp.ClientSession
    addresses: Sequence[str]
    secret: str
    chance: random.Random
    refused: int = 0
    repeated: int = 0
    _confirmed: defaultdict[int, asyncio.Event] = field(default_factory=lambda: defaultdict(asyncio.Event))
    _waiting: defaultdict[int, deque[dict[str, Any]]] = field(default_factory=lambda: defaultdict(deque))
    _carrying: dict[int, asyncio.Task[None]] = field(default_factory=dict)
    _old: list[dict[str, Any]] = field(default_factory=list)

    def collect(self) -> None:
        """Takes what was queued, and begins to carry it."""
        while batch := self.telegram.updates.peek():
            self.telegram.updates.confirm(batch[-1]["update_id"] + 1)
            for update in batch:
                chat = _chat(update)
                self._waiting[chat].append(update)
                if chat not in self._carrying:
                    self._carrying[chat] = asyncio.create_task(self._carry(chat))

    async def confirmed(self, update_id: int) -> None:
        """Returns when a process has said that it has this update."""
        await self._confirmed[update_id].wait()

    async def done(self) -> None:
        """Returns when nothing is under way."""
        while self._carrying:
            await asyncio.wait(self._carrying.values())

    async def _carry(self, chat: int) -> None:
        while self._waiting[chat]:
            update = self._waiting[chat].popleft()
            confirmed = False
            while not confirmed:
                confirmed = await self._brought(update)
                await asyncio.sleep(0.0 if confirmed else self.chance.uniform(0.02, 0.2))
            self._confirmed[update["update_id"]].set()
            if self.chance.random() < _LATER:
                self._old.append(update)
            if self._old and self.chance.random() < _LATER:
                self.repeated += 1
                await self._brought(self._old.pop(self.chance.randrange(len(self._old))))
        del self._carrying[chat]

    async def _brought(self, update: dict[str, Any]) -> bool:
        if self.chance.random() >= _TWICE:
            return await self._bring(update)
        self.repeated += 1
        return any(await asyncio.gather(self._bring(update), self._bring(update)))

    async def _bring(self, update: dict[str, Any]) -> bool:
        try:
            address = self.chance.choice(self.addresses)
            async with self.http.post(address, json=update, headers={_PROOF: self.secret}) as answer:
                confirmed = answer.status == 200
        except (aiohttp.ClientError, TimeoutError):
            confirmed = False
        self.refused += not confirmed
        return confirmed


def _chat(update: dict[str, Any]) -> int:
    body = update.get("message") or update["callback_query"]["message"]
    return int(body["chat"]["id"])
