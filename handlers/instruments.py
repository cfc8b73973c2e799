"""Instruments: what the checks of `bot/services/checks.py` read off Telegram."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from telegram.constants import ChatMemberStatus
from telegram.error import TelegramError

from bot.services.checks import Rights
from handlers.calls import Calls
from handlers.pulse import Pulse

_INSIDE: Final = (ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR)
_PATIENCE: Final = 2.5  # seconds, for each of two calls


class Instruments:
    """`me`: the bot's own number."""

    def __init__(self, calls: Calls, pulse: Pulse, me: int) -> None:
        self._calls, self._pulse, self._me = calls, pulse, me

    async def rights(self, group_id: int) -> Rights | None:
        """What the bot may do in this group; None: it cannot be seen from here."""
        try:
            chat = await self._calls.call("getChat", patience=_PATIENCE, chat_id=group_id)
            member = await self._calls.call("getChatMember", patience=_PATIENCE, chat_id=group_id, user_id=self._me)
        except TelegramError:
            return None
        return Rights(
            title=chat.get("title", ""),
            member=member["status"] in _INSIDE,
            forum=bool(chat.get("is_forum")),
            topics=bool(member.get("can_manage_topics")),
            pin=bool(member.get("can_pin_messages")),
            delete=bool(member.get("can_delete_messages")),
        )

    def heard_at(self) -> datetime | None:
        """When Telegram last answered the question for updates."""
        return self._pulse.heard_at

    def ahead(self) -> timedelta | None:
        """How far our clock is ahead of Telegram's."""
        return self._pulse.ahead
