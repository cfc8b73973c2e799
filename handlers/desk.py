"""Desk: what the handlers need from the inner layers, and no more. `bot/services` and `bot/rendering` fulfil it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Protocol

from bot.domain.buyer import Buyer
from bot.domain.inputs import Arrival
from bot.domain.screen import Screen, Toast
from bot.rendering.bubbles import Bubble
from bot.services.outcome import Outcome
from bot.storage.changes import Post


class Desk(Protocol):
    """Takes what arrives and says what to show."""

    async def take(self, arrival: Arrival) -> Outcome:
        """One turn, committed when this returns. A second time the same update changes nothing, and its tap is
        answered all the same. Raises `StorageFault` when the database is out."""

    def owed(self) -> AsyncIterator[Outcome]:
        """After a start: the screens that were not delivered before."""

    async def shown(self, buyer: Buyer, screen_id: int | None) -> None:
        """The buyer has seen the screen of `buyer.revision`; `screen_id` is the message to edit next, None: none."""

    async def unreachable(self, chat_id: int) -> None:
        """The buyer blocked the bot or is gone: owe nothing until they come back."""


class Words(Protocol):
    """Turns values into words."""

    def bubble(self, screen: Screen, language: str) -> Bubble: ...

    def toast(self, answer: Toast, language: str) -> str: ...

    def post(self, post: Post) -> Bubble: ...
