"""Hands: what it takes to run an errand, and what errands have in common. The errands themselves are in `errands`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Final

from telegram.error import TelegramError

from bot.storage.changes import Afterwards
from bot.storage.outbox import DuePost
from handlers.calls import Calls
from handlers.desk import Desk, Room, Words
from handlers.errors import Fault, trouble
from handlers.forums import Forums
from handlers.moved import Moved
from handlers.places import Place, in_general, place

NOTHING: Final = Afterwards()


@dataclass(frozen=True, slots=True)
class Hands:
    """What it takes to run an errand. `room`, `forums`, `moved` None: there is no support group. `general`: the topic
    cannot be used, so what is for it goes into General."""

    calls: Calls
    words: Words
    room: Room | None = None
    forums: Forums | None = None
    moved: Moved | None = None
    general: bool = False
    desk: Desk | None = None

    async def has_topics(self, chat_id: int) -> bool:
        """Whether this support group has topics."""
        return self.forums is None or await self.forums.has_topics(chat_id)

    async def place(self, due: DuePost, *, card: bool = False) -> Place:
        """Where it goes."""
        return in_general(due, card=card) if self.general else await place(self.forums, due, card=card)


Errand = Callable[[Hands, DuePost], Awaitable[Afterwards]]


async def unless(harmless: tuple[Fault, ...], call: Awaitable[Any]) -> bool:
    """Whether the call was carried out; what is harmless is not raised."""
    try:
        await call
    except TelegramError as error:
        if trouble(error).fault not in harmless:
            raise
        return False
    return True
