"""Parking: where an update goes that failed every time. Kept with all it said, and told to host and buyer.

The log and the host get numbers and names of classes only. What the update said stays in the database.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Final, TypeGuard

import structlog

from bot.rendering.catalogues import SOURCE, negotiate
from bot.storage.changes import Post
from bot.storage.store import Store
from handlers.errors import code, place

_log = structlog.get_logger(__name__)

_NESTED: Final = ("message", "edited_message", "my_chat_member")


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
        if not _is_id(update_id):
            _log.error("update_without_number", error=code(error))
            return
        chat_id, private, language, query_id = _whence(raw)
        facts = {"update": update_id, "error": code(error)}
        kind = f"{code(error)}:{place(error)}:{self._clock():%Y%m%d}"
        posts = [Post(host, "parked", facts, key=f"parked:{kind}:{host}") for host in self._hosts]
        if private and chat_id is not None:
            posts.append(
                Post(chat_id, "trouble", {"update": update_id}, language, urgent=True, key=f"trouble:{update_id}")
            )
        await self._store.park(update_id, _kept(raw), code(error), chat_id, attempts, *posts)
        _log.error("update_parked", update=update_id, chat=chat_id, error=code(error), at=place(error))
        if query_id and chat_id is not None:
            self._tap(chat_id, query_id)


def _whence(raw: dict[str, Any]) -> tuple[int | None, bool, str, str]:
    """Chat, whether it is a private one, language and tap of an update that may be malformed anywhere."""
    query = _part(raw, "callback_query")
    source = next((part for name in _NESTED if (part := _part(raw, name))), None) or _part(query, "message")
    chat = _part(source, "chat")
    user = _part(query, "from") or _part(source, "from")
    chat_id, language, query_id = chat.get("id"), user.get("language_code"), query.get("id")
    return (
        chat_id if _is_id(chat_id) else None,
        chat.get("type") == "private",
        negotiate(language) if isinstance(language, str) else SOURCE,
        query_id if isinstance(query_id, str) else "",
    )


def _kept(raw: dict[str, Any]) -> str:
    """All that the update says, as ASCII, so that half a character can be kept too. Of one that is too deep to be
    written down, only its number."""
    try:
        return json.dumps(raw, separators=(",", ":"))
    except RecursionError:
        return json.dumps({"update_id": raw["update_id"]})


def _is_id(value: Any) -> TypeGuard[int]:
    return type(value) is int and -(2**63) <= value < 2**63


def _part(value: dict[str, Any], name: str) -> dict[str, Any]:
    part = value.get(name)
    return part if isinstance(part, dict) else {}
