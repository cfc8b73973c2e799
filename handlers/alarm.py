"""Alarm: a screen that cannot be made, or that Telegram refuses for good. The host hears of it, and the buyer is not
left with nothing: the screen stays owed, and the next release or the next answer brings it.
"""

from __future__ import annotations

from collections.abc import Sequence

import structlog

from bot.domain.buyer import Buyer
from bot.storage.changes import Post
from bot.storage.faults import StorageFault
from bot.storage.store import Store
from handlers.errors import code

_log = structlog.get_logger(__name__)


class Alarm:
    """`hosts` are the private chats of whoever runs the bot."""

    def __init__(self, store: Store, hosts: Sequence[int]) -> None:
        self._store, self._hosts = store, hosts

    async def unshown(self, buyer: Buyer, template: str, reason: str) -> None:
        """Queues a word to the buyer, once a screen, and one to each host, once a day for each kind of failure."""
        day = f"{buyer.active_at:%Y%m%d}" if buyer.active_at else ""
        facts = {"screen": template, "error": reason}
        posts = [Post(host, "unshown", facts, key=f"unshown:{template}:{reason}:{day}:{host}") for host in self._hosts]
        key = f"unshown:{buyer.chat_id}:{buyer.revision}"
        posts.append(Post(buyer.chat_id, "stuck", {}, buyer.language, urgent=True, key=key))
        try:
            await self._store.post(*posts)
        except StorageFault as fault:  # the screen is still owed: it is tried again after the next start
            _log.warning("alarm_unsaved", chat=buyer.chat_id, error=code(fault))
