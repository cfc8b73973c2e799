"""Moved: a group that becomes a supergroup gets another number. Inside, it keeps the one its host gave; here, at the
edge, the two are exchanged, on what goes out and on what comes in.

Telegram tells of it twice: by a notice in the group, and by refusing calls to the old number. Whichever comes first is
remembered in the database, for this process and for those that start later; the others are refused once and know then.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import structlog
from telegram.error import TelegramError

from bot.domain.group import Groups
from bot.storage.changes import Post
from bot.storage.store import Store

_log = structlog.get_logger(__name__)


class GroupMovedError(TelegramError):
    """A support group has another number, known from now on: what was refused may be put together anew."""


class Moved:
    """The support groups whose number is no longer the one their host gave. `hosts` are told to change it."""

    def __init__(self, store: Store, groups: Groups, hosts: Sequence[int] = ()) -> None:
        self._store, self._groups, self._hosts = store, groups, hosts
        self._out: dict[int, int] = {}
        self._home: dict[int, int] = {}

    async def load(self) -> None:
        """What was learnt before this start."""
        configured = [group.chat_id for group in self._groups.all]
        for old, new in (await self._store.groups.numbers(configured)).items():
            self._remember(old, new)

    def home(self, chat_id: int) -> int:
        """The number by which the rest of the bot knows this chat."""
        return self._home.get(chat_id, chat_id)

    def outward(self, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """The values of a call, with the numbers that Telegram knows."""
        return self._exchanged(values, self._out) if self._out else values

    def inward(self, raw: Any) -> Any:
        """An update, with the numbers that the rest of the bot knows."""
        return _walked(raw, self._home) if self._home else raw

    async def heed(self, batch: Sequence[Any]) -> None:
        """Looks for notices of a move before anything of the batch is read: what follows may be from the new chat."""
        for raw in batch:
            message = raw.get("message") if isinstance(raw, dict) else None
            if not isinstance(message, dict):
                continue
            if "migrate_to_chat_id" in message:
                await self.learn(message["chat"]["id"], message["migrate_to_chat_id"])
            elif "migrate_from_chat_id" in message:
                await self.learn(message["migrate_from_chat_id"], message["chat"]["id"])

    async def learn(self, old: int, new: int) -> bool:
        """This chat has that number now. Returns whether it is a support group; once, its hosts are told."""
        group = self._groups.at(self.home(old))
        if group is None:
            return False
        if self._out.get(group.chat_id) != new:
            key = f"group_moved:{group.chat_id}:{new}"
            facts = {"old": group.chat_id, "number": new}
            told = [Post(host, "group_moved", facts, key=f"{key}:{host}") for host in self._hosts]
            await self._store.groups.moved(group.chat_id, new, *told)
            self._remember(group.chat_id, new)
            _log.warning("support_group_moved", configured=group.chat_id, now=new)
        return True

    def _remember(self, old: int, new: int) -> None:
        self._out[old], self._home[new] = new, old

    @staticmethod
    def _exchanged(values: Mapping[str, Any], numbers: Mapping[int, int]) -> dict[str, Any]:
        out = dict(values)
        for name in ("chat_id", "from_chat_id"):
            if out.get(name) in numbers:
                out[name] = numbers[out[name]]
        if isinstance(scope := out.get("scope"), dict) and scope.get("chat_id") in numbers:
            out["scope"] = {**scope, "chat_id": numbers[scope["chat_id"]]}
        return out


def _walked(raw: Any, numbers: Mapping[int, int]) -> Any:
    """The JSON with other numbers in its chats; a chat is what has an id and a type."""
    if isinstance(raw, list):
        return [_walked(one, numbers) for one in raw]
    if not isinstance(raw, dict):
        return raw
    walked = {name: _walked(value, numbers) for name, value in raw.items()}
    if "type" in walked and walked.get("id") in numbers:
        walked["id"] = numbers[walked["id"]]
    return walked
