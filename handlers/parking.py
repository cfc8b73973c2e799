"""Parking: where an update goes that failed every time. Kept with all it said, and told to host and buyer.

The log and the host get numbers and names of classes only. What the update said stays in the database.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import structlog

from bot.storage.changes import Post
from bot.storage.store import Store
from handlers.errors import code, place
from handlers.whence import is_id, whence

_log = structlog.get_logger(__name__)


class Parking:
    """`tap` answers a tap that came with a parked update; `hosts` are the private chats of whoever runs the bot."""

    def __init__(
        self,
        store: Store,
        hosts: Sequence[int],
        tap: Callable[[int, str], None],
        clock: Callable[[], datetime],
    ) -> None:
        self._store, self._hosts, self._tap, self._clock = store, hosts, tap, clock

    async def park(self, raw: Any, error: Exception, attempts: int) -> None:
        """Returns when the update is kept and the messages about it are queued: of many with one fault the hosts hear
        once a day. Raises `StorageFault`."""
        update_id = raw.get("update_id") if isinstance(raw, dict) else None
        if not is_id(update_id):
            _log.error("update_without_number", error=code(error))
            return
        came = whence(raw)
        facts = {"update": update_id, "error": code(error)}
        kind = f"{code(error)}:{place(error)}:{self._clock():%Y%m%d}"
        posts = [Post(host, "parked", facts, key=f"parked:{kind}:{host}") for host in self._hosts]
        if came.private and came.chat_id is not None:
            told = {"update": update_id}
            posts.append(Post(came.chat_id, "trouble", told, came.language, urgent=True, key=f"trouble:{update_id}"))
        await self._store.park(update_id, _kept(raw), code(error), came.chat_id, attempts, *posts)
        _log.error("update_parked", update=update_id, chat=came.chat_id, error=code(error), at=place(error))
        if came.query_id and came.chat_id is not None:
            self._tap(came.chat_id, came.query_id)


def _kept(raw: dict[str, Any]) -> str:
    """All that the update says, as ASCII, so that half a character can be kept too. Of one that is too deep to be
    written down, only its number."""
    try:
        return json.dumps(raw, separators=(",", ":"))
    except RecursionError:
        return json.dumps({"update_id": raw["update_id"]})
