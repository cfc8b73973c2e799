"""Busy: the line "sending a file" above a chat, for as long as the buyer waits for one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Final

from telegram.error import TelegramError

from handlers.calls import Calls

_SHOWN: Final = 4.5
"""Seconds; Telegram shows it for five."""


@asynccontextmanager
async def busy(calls: Calls, chat_id: int, action: str = "upload_document") -> AsyncIterator[None]:
    """Shows it until the work within is done. Nobody misses it where it fails."""
    showing = asyncio.create_task(_show(calls, chat_id, action), name=f"busy {chat_id}")
    try:
        yield
    finally:
        showing.cancel()
        await asyncio.gather(showing, return_exceptions=True)


async def _show(calls: Calls, chat_id: int, action: str) -> None:
    while True:
        with suppress(TelegramError):
            await calls.call("sendChatAction", patience=_SHOWN, chat_id=chat_id, action=action)
        await asyncio.sleep(_SHOWN)
