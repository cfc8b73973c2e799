"""Trouble: what can go wrong between a bot and Telegram, made to order by the page. One row of `KINDS` for each kind.

A flood and an outage last for a while, lost rights until they are back; the rest happens once. What is wrong now is
worked out from the stand-in itself, so it is right whoever made the trouble.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from bot.playground.chats import Chat, User
from bot.playground.refusals import ImpossibleError
from bot.playground.telegram import Telegram
from bot.playground.world import JSON

Order = Mapping[str, Any]
LONGEST = 3600
"""Seconds of a flood or an outage."""


class Troubles:
    """All trouble of one stand-in, and the page told of each change of it."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram
        self._told: list[JSON] = []
        self._timer: asyncio.TimerHandle | None = None
        telegram.reports["trouble"] = self.now
        telegram.subscribe(lambda change: self._tell() if change["kind"] in ("clock", "group") else None)

    def now(self) -> list[JSON]:
        """What is wrong now; `until` in epoch seconds of the stand-in's clock, None until somebody mends it."""
        telegram, wrong = self._telegram, []
        left = telegram.faults.out_for
        if left:
            until = telegram.clock() + timedelta(seconds=left)
            wrong.append(_card("outage", None, until, "Telegram cannot be reached"))
        for chat, until in telegram.floods.paused(telegram.clock()).items():
            where = "everywhere" if chat is None else f"in chat {chat}"
            wrong.append(_card("flood", chat, until, f"Telegram wants fewer messages {where}: 429"))
        lost = (
            _card("rights_lost", one.id, None, f"the bot has no rights in “{one.title}”") for one in _lost(telegram)
        )
        return [*wrong, *lost]

    async def carry_out(self, order: Order) -> JSON:
        """An order of the page; returns what it may want to know of it."""
        kind = KINDS.get(str(order.get("kind")))
        if kind is None:
            raise ImpossibleError(f"no such trouble: {order.get('kind')}")
        done = kind(self._telegram, order)
        self._tell()
        return done

    def _tell(self) -> None:
        wrong = self.now()
        if wrong != self._told:
            self._told = wrong
            self._telegram.tell("trouble", trouble=wrong)
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        ends = [one["until"] for one in wrong if one["until"] is not None]
        if ends:
            left = min(ends) - self._telegram.clock().timestamp()
            self._timer = asyncio.get_running_loop().call_later(max(left, 0.0) + 0.1, self._tell)


def _card(kind: str, chat: int | None, until: datetime | None, text: str) -> JSON:
    return {"kind": kind, "chat": chat, "until": ceil(until.timestamp()) if until else None, "text": text}


def _lost(telegram: Telegram) -> list[Chat]:
    """Groups that people still write in and where the bot is no administrator."""
    groups = [chat for chat in telegram.chats.values() if chat.owner is None and chat.migrated_to is None]
    return [group for group in groups if _standing(telegram, group) != "administrator"]


def _standing(telegram: Telegram, group: Chat) -> str:
    return group.members.get(telegram.me.id, "left")


def _seconds(order: Order) -> float:
    seconds = order.get("seconds")
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 < seconds <= LONGEST:
        raise ImpossibleError(f"the order names no seconds from 1 to {LONGEST}")
    return float(seconds)


def _group(telegram: Telegram, order: Order) -> Chat:
    chat = telegram.chats.get(order["chat"]) if isinstance(order.get("chat"), int) else None
    if chat is None or chat.owner is not None or chat.migrated_to is not None:
        raise ImpossibleError("the order names no group")
    return chat


def _somebody(telegram: Telegram, group: Chat) -> User:
    """A person of the group, by whose hand it happens."""
    people = [number for number in group.members if number != telegram.me.id]
    if not people:
        raise ImpossibleError("there is nobody in the group")
    return telegram.person(people[0])


def _flood(telegram: Telegram, order: Order) -> JSON:
    chat = order.get("chat")
    if chat is not None and chat not in telegram.chats:
        raise ImpossibleError(f"there is no chat {chat}")
    telegram.throttle(chat, _seconds(order))
    return {}


def _outage(telegram: Telegram, order: Order) -> JSON:
    telegram.break_off(_seconds(order))
    return {}


def _duplicate(telegram: Telegram, _: Order) -> JSON:
    last = telegram.updates.last_id
    if last is None:
        raise ImpossibleError("there was no update yet")
    telegram.duplicate(last)
    return {"update_id": last}


def _topic_deleted(telegram: Telegram, order: Order) -> JSON:
    thread = order.get("thread")
    if not isinstance(thread, int):
        raise ImpossibleError("the order names no topic")
    telegram.deletes_topic(_group(telegram, order).id, thread)
    return {}


def _rights_lost(telegram: Telegram, order: Order) -> JSON:
    group = _group(telegram, order)
    if _standing(telegram, group) != "administrator":
        raise ImpossibleError("the bot has no rights there")
    telegram.demotes_bot(_somebody(telegram, group), group.id)
    return {}


def _rights_back(telegram: Telegram, order: Order) -> JSON:
    group = _group(telegram, order)
    if _standing(telegram, group) == "administrator":
        raise ImpossibleError("the bot has its rights there")
    telegram.promotes_bot(_somebody(telegram, group), group.id)
    return {}


def _upgraded(telegram: Telegram, order: Order) -> JSON:
    group = _group(telegram, order)
    return {"chat": telegram.upgrades(group.id, min(telegram.chats) - 1).id}


def _clear(telegram: Telegram, _: Order) -> JSON:
    telegram.faults.clear()
    telegram.floods.clear()
    for group in _lost(telegram):
        telegram.promotes_bot(_somebody(telegram, group), group.id)
    return {}


KINDS: Mapping[str, Callable[[Telegram, Order], JSON]] = {
    "flood": _flood,
    "outage": _outage,
    "duplicate": _duplicate,
    "topic_deleted": _topic_deleted,
    "rights_lost": _rights_lost,
    "rights_back": _rights_back,
    "upgraded": _upgraded,
    "clear": _clear,
}
