"""Fetching: the bytes of a buyer's file, from Telegram into a folder that is gone when the work is done."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Final

from telegram.error import BadRequest, TelegramError

from bot.domain.buyer import File
from bot.domain.looks import Seen
from handlers.calls import Calls

MOST: Final = 20 * 1024 * 1024
"""Bytes of the largest file that Telegram gives a bot (Bot API)."""


class NoFile(Exception):
    """There are no bytes to be had. `seen` says why, as a look does."""

    def __init__(self, seen: Seen) -> None:
        super().__init__(seen)
        self.seen = seen


async def fetch(calls: Calls, file: File, folder: Path) -> Path:
    """Where the bytes lie now, under a name of ours. Raises `NoFile` for one too large or gone, and what Telegram's
    troubles raise otherwise."""
    if file.size > MOST:
        raise NoFile(Seen.TOO_LARGE)
    try:
        told = await calls.call("getFile", file_id=file.file_id)
        content = await calls.download(str(told["file_path"]))
    except BadRequest as error:
        raise NoFile(Seen.TOO_LARGE if "too big" in error.message else Seen.LOST) from None
    except TelegramError as error:
        if "404" in str(error) or "Not Found" in str(error):
            raise NoFile(Seen.LOST) from None
        raise
    if len(content) > MOST:
        raise NoFile(Seen.TOO_LARGE)
    path = folder / f"{file.message_id}"
    await asyncio.to_thread(path.write_bytes, content)
    return path
