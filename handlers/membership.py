"""Membership: whether somebody is in a support group now. Who sees a button, or writes below a post, need not be.

Telegram is asked, and what it says counts for some minutes; whoever is seen leaving is asked about anew. Nothing of
this stands in the way of a buyer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import structlog
from telegram import Update
from telegram.constants import ChatMemberStatus
from telegram.error import TelegramError

from handlers.calls import Calls
from handlers.errors import Fault, code, trouble

_log = structlog.get_logger(__name__)

_LASTS: Final = timedelta(minutes=5)
_NOT_LASTS: Final = timedelta(seconds=20)
_MOST: Final = 2000
_PATIENCE: Final = 5.0  # seconds
_IN: Final = (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.MEMBER)


@dataclass(frozen=True, slots=True)
class Changed:
    """Somebody came into a group, left it, or has another standing there."""

    group_id: int
    user_id: int


class Members:
    """Who is in which group, as far as it was asked. `clock` gives aware UTC instants."""

    def __init__(self, calls: Calls, clock: Callable[[], datetime]) -> None:
        self._calls, self._clock = calls, clock
        self._known: dict[tuple[int, int], tuple[bool, datetime]] = {}

    async def check(self, group_id: int, user_id: int) -> bool | None:
        """Whether this person is in the group; None: Telegram cannot say at the moment."""
        known = self._known.get((group_id, user_id))
        if known is not None and self._clock() < known[1]:
            return known[0]
        try:
            there = _inside(
                await self._calls.call("getChatMember", patience=_PATIENCE, chat_id=group_id, user_id=user_id)
            )
        except TelegramError as error:
            if trouble(error).fault is not Fault.NOBODY:
                _log.warning("member_not_checked", group=group_id, error=code(error))
                return None
            there = False
        if len(self._known) >= _MOST:
            del self._known[next(iter(self._known))]
        self._known[group_id, user_id] = there, self._clock() + (_LASTS if there else _NOT_LASTS)
        return there

    def forget(self, change: Changed) -> None:
        """Asks anew the next time."""
        self._known.pop((change.group_id, change.user_id), None)


def changed(update: Update) -> Changed | None:
    """Whose standing in a group changed. None: nobody's."""
    member, message = update.chat_member, update.message
    if member is not None:
        return Changed(member.chat.id, member.new_chat_member.user.id)
    if message is None or message.left_chat_member is None:
        return None
    return Changed(message.chat.id, message.left_chat_member.id)


def _inside(member: Any) -> bool:
    """Restricted people may still be in the group, or not."""
    return member["status"] in _IN or (member["status"] == ChatMemberStatus.RESTRICTED and bool(member["is_member"]))
