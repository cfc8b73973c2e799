"""Overhearing: who has written to the bot, and in which groups it is, read off the updates that wait at Telegram.

They are looked at and left there: none is confirmed, so the bot gets all of them when it starts. It sees the hundred
oldest; where more wait, the bot has to run first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import TelegramError

from handlers.arrivals import WANTED
from handlers.calls import Calls

_PATIENCE: Final = 5.0  # seconds
_GROUPS: Final = (ChatType.GROUP, ChatType.SUPERGROUP)
_OUT: Final = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)


@dataclass(frozen=True, slots=True)
class Heard:
    """A person or a group, by number and name."""

    number: int
    name: str


class Ear:
    """One bot's."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def people(self) -> list[Heard]:
        """Who has written to the bot in private."""
        return _unlike(chat for chat in await self._chats() if chat.get("type") == ChatType.PRIVATE)

    async def groups(self) -> list[Heard]:
        """Groups that the bot was added to, was written to in, or that a forwarded message is from."""
        return _unlike(chat for chat in await self._chats() if chat.get("type") in _GROUPS)

    async def find(self, reference: int | str) -> Heard | None:
        """The group with this number or public name; None: the bot cannot see it."""
        try:
            chat = await self._calls.call("getChat", patience=_PATIENCE, chat_id=reference)
        except TelegramError:
            return None
        return _heard(chat) if chat.get("type") in _GROUPS else None

    async def unhook(self) -> bool:
        """Takes the webhook away; what waits is kept. Whether that was done."""
        try:
            await self._calls.call("deleteWebhook", patience=_PATIENCE)
        except TelegramError:
            return False
        return True

    async def _chats(self) -> list[dict[str, Any]]:
        try:
            updates = await self._calls.call(
                "getUpdates", patience=_PATIENCE, timeout=0, limit=100, allowed_updates=list(WANTED)
            )
        except TelegramError:  # the network may come back, and a number can be typed meanwhile
            return []
        return [chat for update in updates for chat in _mentioned(update)]


def _mentioned(update: dict[str, Any]) -> Iterator[dict[str, Any]]:
    standing = update.get("my_chat_member")
    if standing is not None and standing["new_chat_member"]["status"] not in _OUT:
        yield standing["chat"]
    message = update.get("message")
    if message is not None and not message.keys() & {"migrate_to_chat_id", "left_chat_member"}:
        yield message["chat"]
        if (source := message.get("forward_origin", {}).get("sender_chat")) is not None:
            yield source


def _unlike(chats: Iterator[dict[str, Any]]) -> list[Heard]:
    """Each once, the newest first, by its newest name."""
    seen = {chat["id"]: _heard(chat) for chat in chats}
    return [*reversed(seen.values())]


def _heard(chat: dict[str, Any]) -> Heard:
    name = chat.get("title") or " ".join(filter(None, (chat.get("first_name"), chat.get("last_name"))))
    return Heard(chat["id"], f"{name} @{chat['username']}" if chat.get("username") else name)
