"""Forums: whether a support group has topics. Asked once, then read off what comes from the group and what it refuses.

Topics can be switched on and off while the bot runs, and Telegram sends no word about it.
"""

from __future__ import annotations

from telegram import Update

from handlers.calls import Calls


class Forums:
    """What is known of each group, in memory."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._known: dict[int, bool] = {}

    async def has_topics(self, group_id: int) -> bool:
        """Asks Telegram where it is not known; what goes wrong then is raised."""
        known = self._known.get(group_id)
        if known is None:
            chat = await self._calls.call("getChat", chat_id=group_id)
            known = self._known[group_id] = bool(chat.get("is_forum"))
        return known

    def refused(self, group_id: int) -> None:
        """Telegram says that there are none."""
        self._known[group_id] = False

    def heard(self, update: Update) -> None:
        """Whatever comes from the group says how it is."""
        chat = update.effective_chat
        if chat is not None and chat.id in self._known:
            self._known[chat.id] = bool(chat.is_forum)
