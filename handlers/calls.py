"""Calls: one method of the Bot API by name, plain JSON in and out.

PTB's own methods build a `Message` of every answer, which costs more than sending it. What comes back here is the
JSON as it came. Errors are PTB's; `errors.py` says what each of them means for us.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from telegram import Bot, InputFile
from telegram.error import ChatMigrated, RetryAfter
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter

from handlers.moved import GroupMovedError, Moved
from handlers.pulse import Pulse


class Calls:
    """The methods of one bot. Values must be JSON as they stand; a value of None is left out. `moved`: which numbers
    stand for others; `pulse`: what calls tell in passing."""

    def __init__(self, bot: Bot, moved: Moved | None = None, pulse: Pulse | None = None) -> None:
        self._request: BaseRequest = bot.request
        self._root = bot.base_url
        self._files, self._token = bot.base_file_url, bot.token
        self._urls: dict[str, str] = {}
        self._moved, self._pulse = moved, pulse

    async def call(self, method: str, *, patience: float | None = None, **values: Any) -> Any:
        """The `result` of the answer. `patience`: seconds to wait for it, when the usual ones do not fit. Raises
        `GroupMovedError` where a support group turned out to have another number."""
        if self._moved is None:
            return await self._call(method, patience, values)
        try:
            return await self._call(method, patience, self._moved.outward(values))
        except ChatMigrated as error:
            old = values.get("chat_id")
            if old is not None and await self._moved.learn(old, error.new_chat_id):
                raise GroupMovedError("the group has another number") from None
            raise

    async def _call(self, method: str, patience: float | None, values: Mapping[str, Any]) -> Any:
        url = self._urls.get(method)
        if url is None:
            url = self._urls[method] = f"{self._root}/{method}"
        data = RequestData([RequestParameter(name, value, None) for name, value in values.items() if value is not None])
        result = await self._post(url, data, patience)
        if self._pulse is not None:
            self._pulse.felt(method, result)
        return result

    async def download(self, path: str) -> bytes:
        """The bytes of a file; `path` is what getFile says. A server of one's own may say where it lies on its disk,
        which is asked for by what follows the token's folder."""
        return await self._request.retrieve(f"{self._files}/{path.rpartition(self._token)[2].lstrip('/')}")

    async def send_photo(self, png: bytes, **values: Any) -> Any:
        """The `result` of sendPhoto: the picture is uploaded along with the call."""
        return await self._upload("sendPhoto", "photo", InputFile(png, filename="picture.png"), values)

    async def send_document(self, content: bytes, name: str, **values: Any) -> Any:
        """The `result` of sendDocument: a file of that name, whose ending tells its type."""
        return await self._upload("sendDocument", "document", InputFile(content, filename=name), values)

    async def upload(self, method: str, files: Mapping[str, tuple[Path | bytes, str]], **values: Any) -> Any:
        """The `result` of a method that files go along with. `files`: where each lies and how it is called, by the name
        under which `values` mention it (attach://name). What is on the disk is read as it is sent."""
        with ExitStack() as opened:
            given = [RequestParameter(name, value, None) for name, value in values.items() if value is not None]
            parts = [
                RequestParameter(part, None, [_streamed(opened, path, name)]) for part, (path, name) in files.items()
            ]
            return await self._post(f"{self._root}/{method}", RequestData([*given, *parts]))

    async def _upload(self, method: str, part: str, file: InputFile, values: Mapping[str, Any]) -> Any:
        given = [RequestParameter(name, value, None) for name, value in values.items()]
        data = RequestData([*given, RequestParameter(part, None, [file])])
        return await self._post(f"{self._root}/{method}", data)

    async def _post(self, url: str, data: RequestData, patience: float | None = None) -> Any:
        try:
            if patience is None:
                return await self._request.post(url, data)
            return await self._request.post(url, data, read_timeout=patience)
        except RetryAfter:
            if self._pulse is not None:
                self._pulse.too_many += 1
            raise


def _streamed(opened: ExitStack, path: Path | bytes, name: str) -> InputFile:
    if isinstance(path, bytes):
        return InputFile(path, filename=name)
    return InputFile(opened.enter_context(path.open("rb")), filename=name, read_file_handle=False)
