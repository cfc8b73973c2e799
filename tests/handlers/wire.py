"""Wire: the other end of the line. What Telegram does when it misbehaves, said by the test, without a network."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Any

from telegram.error import TimedOut
from telegram.request import BaseRequest, RequestData


@dataclass(frozen=True, slots=True)
class Call:
    """One call as it reached Telegram."""

    method: str
    values: dict[str, Any]
    files: dict[str, Any] = field(default_factory=dict)

    @property
    def chat(self) -> int | None:
        return self.values.get("chat_id")


def refusal(code: int, description: str, **parameters: Any) -> dict[str, Any]:
    """An error as the Bot API words it."""
    answer: dict[str, Any] = {"ok": False, "error_code": code, "description": description}
    return answer | ({"parameters": parameters} if parameters else {})


TOO_MANY = refusal(429, "Too Many Requests: retry after 0.01", retry_after=0.01)
BLOCKED = refusal(403, "Forbidden: bot was blocked by the user")
NOT_MODIFIED = refusal(400, "Bad Request: message is not modified: specified new message content is the same")
NOT_FOUND = refusal(400, "Bad Request: message to edit not found")
BAD_PHOTO = refusal(400, "Bad Request: IMAGE_PROCESS_FAILED")
TOO_OLD = refusal(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
CONFLICT = refusal(409, "Conflict: terminated by other getUpdates request; make sure only one runs")
BROKEN = refusal(502, "Bad Gateway")
LOST = TimedOut()
"""No answer at all."""


class Wire(BaseRequest):
    """Answers every call well, unless the test said something else for the next ones of that method."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.updates: list[dict[str, Any]] = []
        self.answers: dict[str, deque[dict[str, Any] | Exception]] = defaultdict(deque)
        self.held: dict[int, asyncio.Event] = {}
        self.webhook: dict[str, Any] = {"url": "", "pending_update_count": 0}
        self._arrived = asyncio.Event()
        self._called = asyncio.Event()
        self._last = 100

    @property
    def read_timeout(self) -> float:
        return 1.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    def will(self, method: str, *answers: dict[str, Any] | Exception) -> None:
        """The next calls of this method get these answers, in order."""
        self.answers[method].extend(answers)

    def hold(self, chat_id: int) -> asyncio.Event:
        """Calls for this chat hang until the event is set."""
        return self.held.setdefault(chat_id, asyncio.Event())

    def arrive(self, *updates: dict[str, Any]) -> None:
        """Updates wait to be fetched."""
        self.updates.extend(updates)
        self._arrived.set()

    def made(self, *methods: str, chat: int | None = None) -> list[Call]:
        """The calls of these methods, oldest first; all but getMe and getUpdates when none is named."""
        wanted = [call for call in self.calls if call.method in methods or (not methods and call.method[:3] != "get")]
        return [call for call in wanted if chat is None or call.chat == chat]

    async def until(self, method: str, times: int = 1, chat: int | None = None) -> None:
        """Returns when this method was called so often."""
        while len(self.made(method, chat=chat)) < times:
            self._called.clear()
            await self._called.wait()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = None,
        write_timeout: Any = None,
        connect_timeout: Any = None,
        pool_timeout: Any = None,
    ) -> tuple[int, bytes]:
        name = url.rsplit("/", 1)[1]
        values = dict(request_data.parameters) if request_data is not None else {}
        json.dumps(values)
        files = request_data.multipart_data if request_data is not None else {}
        self.calls.append(Call(name, values, {part: content for part, (_, content, _) in files.items()}))
        self._called.set()
        answer = self.answers[name].popleft() if self.answers[name] else None
        if (chat := values.get("chat_id")) in self.held:
            await self.held[chat].wait()
        if isinstance(answer, Exception):
            raise answer
        if answer is None:
            answer = {"ok": True, "result": await self._result(name, values)}
        return answer.get("error_code", 200), json.dumps(answer).encode()

    async def _result(self, method: str, values: dict[str, Any]) -> Any:
        match method:
            case "getMe":
                return {"id": 1, "is_bot": True, "first_name": "Recourse", "username": "RecourseBot"}
            case "getUpdates":
                return await self._fetch(values.get("offset"), values["timeout"])
            case "getWebhookInfo":
                return {name: value for name, value in self.webhook.items() if name != "secret_token"}
            case "setWebhook":
                self.webhook |= values
            case "sendMessage" | "sendPhoto" | "sendDocument":
                self._last += 1
                return {"message_id": self._last}
        return True

    async def _fetch(self, offset: int | None, hold: int) -> list[dict[str, Any]]:
        if offset is not None:
            self.updates = [update for update in self.updates if update.get("update_id", offset) >= offset]
        if not self.updates and hold:
            self._arrived.clear()
            await self._arrived.wait()
        return list(self.updates)
