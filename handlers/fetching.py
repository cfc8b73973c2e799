"""Fetching: the bytes of a buyer's file, from Telegram into a folder that is gone when the work is done."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Final

from telegram.error import InvalidToken, TelegramError

from bot.domain.buyer import File
from bot.domain.looks import Seen
from bot.services.looks import FETCHED
from handlers.calls import Calls
from handlers.errors import Fault, trouble

_GONE: Final = {Fault.LARGE: Seen.TOO_LARGE, Fault.REFUSED: Seen.LOST}


class NoFile(Exception):
    """There are no bytes to be had. `seen` says why, as a look does."""

    def __init__(self, seen: Seen) -> None:
        super().__init__(seen)
        self.seen = seen


async def fetch(calls: Calls, file: File, folder: Path) -> Path:
    """Where the bytes lie now, under a name of ours. Raises `NoFile` for one too large or gone, and what Telegram's
    troubles raise otherwise."""
    if file.size > FETCHED:
        raise NoFile(Seen.TOO_LARGE)
    try:
        told = await calls.call("getFile", file_id=file.file_id)
    except TelegramError as error:
        gone = _GONE.get(trouble(error).fault)
        if gone is None:
            raise
        raise NoFile(gone) from None
    try:
        content = await calls.download(str(told["file_path"]))
    except InvalidToken:  # PTB's name for 404, and the token was good a moment ago
        raise NoFile(Seen.LOST) from None
    if len(content) > FETCHED:
        raise NoFile(Seen.TOO_LARGE)
    path = folder / f"{file.message_id}"
    await asyncio.to_thread(path.write_bytes, content)
    return path
