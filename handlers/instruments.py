"""Instruments: what the checks of `bot/services/checks` read off Telegram. They send nothing and confirm nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from telegram.constants import ChatMemberStatus
from telegram.error import ChatMigrated, TelegramError

from bot.services.checks.bench import Absent, Me, Rights, Webhook
from handlers.arrivals import WANTED
from handlers.calls import Calls
from handlers.errors import Fault, trouble
from handlers.moved import GroupMovedError
from handlers.pulse import Pulse

_INSIDE: Final = (ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR)
_PATIENCE: Final = 5.0


class Instruments:
    """`me`: the bot's own number; `patience`: seconds for a question, which may be two calls."""

    def __init__(self, calls: Calls, pulse: Pulse, me: int, patience: float = _PATIENCE) -> None:
        self._calls, self._pulse, self._me, self._patience = calls, pulse, me, patience

    async def me(self) -> Me | Absent:
        """The bot by its token, or why nothing is known of it."""
        try:
            card = await self._calls.call("getMe", patience=self._patience)
        except TelegramError as error:
            return Absent.REFUSED if trouble(error).fault is Fault.UNKNOWN_BOT else Absent.OUT
        return Me(
            name=card.get("first_name", ""),
            username=card.get("username", ""),
            joins=bool(card.get("can_join_groups")),
            reads_all=bool(card.get("can_read_all_group_messages")),
        )

    async def rights(self, group_id: int) -> Rights | None:
        """What the bot may do in this group; None: it cannot be seen from here."""
        try:
            chat = await self._chat(group_id)
            number = chat.get("id", group_id)
            member = await self._calls.call(
                "getChatMember", patience=self._patience / 2, chat_id=number, user_id=self._me
            )
        except TelegramError:
            return None
        return Rights(
            title=chat.get("title", ""),
            member=member["status"] in _INSIDE,
            administrator=member["status"] == ChatMemberStatus.ADMINISTRATOR,
            forum=bool(chat.get("is_forum")),
            topics=bool(member.get("can_manage_topics")),
            pin=bool(member.get("can_pin_messages")),
            delete=bool(member.get("can_delete_messages")),
            moved=number if number != group_id else None,
        )

    async def _chat(self, group_id: int) -> Any:
        """A group that has another number by now is looked up there."""
        try:
            return await self._calls.call("getChat", patience=self._patience / 2, chat_id=group_id)
        except GroupMovedError:
            return await self._calls.call("getChat", patience=self._patience / 2, chat_id=group_id)
        except ChatMigrated as error:
            return await self._calls.call("getChat", patience=self._patience / 2, chat_id=error.new_chat_id)

    async def webhook(self) -> Webhook | None:
        """How Telegram delivers; None: it did not say."""
        try:
            told = await self._calls.call("getWebhookInfo", patience=self._patience)
        except TelegramError:
            return None
        at, asked = told.get("last_error_date"), told.get("allowed_updates")
        return Webhook(
            url=told.get("url", ""),
            pending=told.get("pending_update_count", 0),
            lacking=tuple(kind for kind in WANTED if asked is not None and kind not in asked),
            error=told.get("last_error_message", ""),
            failed_at=datetime.fromtimestamp(at, UTC) if at else None,
        )

    async def reachable(self, user_id: int) -> bool | None:
        """Whether this person has opened a chat with the bot; None: Telegram did not say."""
        try:
            await self._calls.call("getChat", patience=self._patience / 2, chat_id=user_id)
        except TelegramError as error:
            return False if trouble(error).fault is Fault.GONE else None
        return True

    def heard_at(self) -> datetime | None:
        """When Telegram last answered the question for updates."""
        return self._pulse.heard_at

    def ahead(self) -> timedelta | None:
        """How far our clock is ahead of Telegram's."""
        return self._pulse.ahead
