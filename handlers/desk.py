"""Desk: what the handlers need from the inner layers, and no more. `bot/services` and `bot/rendering` fulfil it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Collection, Mapping
from typing import Any, Protocol

from bot.domain.buyer import Buyer
from bot.domain.inputs import Arrival
from bot.domain.screen import Screen, Toast
from bot.domain.ticket import Reaction, Remark, Ticket
from bot.rendering.agenda import CalendarFile
from bot.rendering.bubbles import Bubble
from bot.rendering.picture import Drawn
from bot.services.mydata import Export
from bot.services.reply import Reply
from bot.services.scene import Scene, Turn
from bot.storage.changes import Post
from bot.storage.outbox import DuePost


class Desk(Protocol):
    """Takes what arrives and says what to show."""

    async def take(self, arrival: Arrival) -> Reply:
        """One turn, committed when this returns. A second time the same update changes nothing, and its tap is
        answered all the same. Raises `StorageFault` when the database is out."""

    async def beside(self, chat_id: int, case_id: int, act: Callable[[Scene], Turn | None]) -> Reply | None:
        """A turn that no update began. None: the case is gone, or there was nothing to change."""

    async def scene(self, chat_id: int, case_id: int) -> Scene | None:
        """What such a turn would see now. None: the case is gone."""

    async def everything(self, chat_id: int) -> Export | None:
        """All that is kept of a buyer. None: nothing is, any more."""

    def owed(self) -> AsyncIterator[Reply]:
        """After a start: the screens that were not delivered before."""

    async def shown(self, buyer: Buyer, screen_id: int | None) -> None:
        """The buyer has seen the screen of `buyer.revision`; `screen_id` is the message to edit next, None: none."""

    async def unreachable(self, chat_id: int) -> None:
        """The buyer blocked the bot or is gone: owe nothing until they come back."""


class Volunteers(Protocol):
    """Takes what the support group says."""

    async def take(self, remark: Remark) -> None:
        """One message, committed when this returns; a second time it changes nothing."""

    async def react(self, reaction: Reaction) -> None:
        """A sign on a message of a talk, here or with a buyer; the same holds."""


class Room(Protocol):
    """The support group as a place."""

    async def card(self, case_id: int) -> Mapping[str, Any] | None:
        """What the card of this case says now; None when the case is gone."""

    async def name(self, case_id: int) -> Mapping[str, Any] | None:
        """What the name of the topic of this case says now, and the same as one word: `told`; None when it is gone."""

    async def newest(self, group_id: int) -> int:
        """The newest message id of this group that is known to be ours; 0: none."""

    async def late(self, ticket: Ticket, of: str) -> list[dict[str, Any]]:
        """The files of an album of the buyer's, or the one of a message, that are not in the topic yet."""

    async def filed(self, ticket: Ticket, sources: Collection[int]) -> list[dict[str, Any]]:
        """Number and line of each file among these messages of the buyer's, as they are now."""

    async def topic_lost(self, due: DuePost) -> None:
        """Queues what makes a new topic, before all that waits for it."""

    async def topic_closed(self, ticket: Ticket) -> None:
        """Queues what opens the topic again, before all that waits for it."""

    async def out_of_reach(self, due: DuePost, reason: str) -> None:
        """The group cannot be written to: buyer and host are told."""

    async def in_vain(self, due: DuePost) -> bool:
        """Whether so many topics were made for its case lately that another one would not help."""

    def astray(self, ticket: Ticket) -> tuple[Post, ...]:
        """Tells the hosts that something of this case is in General instead of in its topic."""

    def line(self, ticket: Ticket, key: str, source: int) -> Post:
        """A line about a volunteer's message: that it was sent, or taken back."""

    async def undelivered(self, due: DuePost, reason: str) -> None:
        """A message that was carried did not arrive: whoever wrote it is told."""


class Words(Protocol):
    """Turns values into words."""

    def bubble(self, screen: Screen, language: str) -> Bubble: ...

    def draw(self, picture: Drawn) -> bytes:
        """The picture as a PNG. Takes so long that it is called in a thread."""

    def write(self, file: CalendarFile) -> bytes:
        """The calendar file. Called in a thread as well."""

    def documents(self, export: Export, language: str) -> Mapping[str, bytes]:
        """What is kept of a buyer as files, by their names. Called in a thread."""
        ...

    def toast(self, answer: Toast, language: str) -> str: ...

    def post(self, post: Post) -> Bubble: ...
