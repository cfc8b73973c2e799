"""The front in process: python-telegram-bot's `BaseRequest`, with the stand-in instead of a network.

`Bot(token, request=InProcessRequest(telegram), get_updates_request=InProcessRequest(telegram))` and the bot talks to
`telegram` without a socket. Faults (slow, hanging, lost) are those of `telegram.faults`.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.playground.faults import LostConnectionError
from bot.playground.parameters import Upload
from bot.playground.telegram import NO_FILES, Telegram

_ADDRESS = re.compile(r".*?/(file/)?bot([^/]+)/(.+)", re.DOTALL)


class InProcessRequest(BaseRequest):
    """Carries calls straight to a `Telegram`."""

    __slots__ = ("_telegram",)

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram

    @property
    def read_timeout(self) -> float | None:
        return 5.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        *_: Any,
        request_data: RequestData | None = None,
        read_timeout: Any = None,
        **__: Any,
    ) -> tuple[int, bytes]:
        """Status and body, as from HTTP."""
        address = _ADDRESS.fullmatch(url)
        if address is None:
            raise NetworkError(f"no address of the Bot API: {url}")
        file, token, rest = address.groups()
        if file:
            data = self._telegram.download(unquote(token), unquote(rest))
            missing = json.dumps({"ok": False, "error_code": 404, "description": "Not Found"}).encode()
            return (404, missing) if data is None else (200, data)
        given: Mapping[str, Any] = request_data.parameters if request_data else {}
        files = _uploads(request_data) if request_data and request_data.contains_files else NO_FILES
        try:
            if not self._telegram.faults:
                status, body = await self._telegram.answer(token, rest, given, files)
            else:
                seconds = read_timeout if isinstance(read_timeout, (int, float)) else None
                status, body = await self._faulty(token, rest, given, files, seconds)
        except LostConnectionError as lost:
            raise NetworkError("the connection was lost") from lost
        return status, json.dumps(body).encode()

    async def _faulty(
        self, token: str, name: str, given: Mapping[str, Any], files: Mapping[str, Upload], seconds: float | None
    ) -> tuple[int, dict[str, Any]]:
        try:
            async with asyncio.timeout(seconds):
                await self._telegram.faults.before(name, given)
                answer = await self._telegram.answer(token, name, given, files)
                self._telegram.faults.after(name, given)
                return answer
        except TimeoutError as late:
            raise TimedOut from late


def _uploads(request_data: RequestData) -> dict[str, Upload]:
    uploads = {}
    for part, (name, content, mime) in request_data.multipart_data.items():
        data = content if isinstance(content, bytes) else content.read()
        uploads[part] = Upload(data, name, mime)
    return uploads
