"""The stand-in for Telegram: a small, strict world that answers the Bot API and lets people act on the other side.

`call` is the Bot API without a network; the fronts (`request.py` in process, `http.py` over HTTP) bring calls to it.
Everything else is in the classes below it: what people do (`people.py`, `groups.py`), what there is (`world.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.playground.groups import Groups
from bot.playground.journal import Call
from bot.playground.methods import METHODS
from bot.playground.methods.method import Method
from bot.playground.methods.updates import get_updates
from bot.playground.parameters import Parameters, Upload
from bot.playground.refusals import RefusalError
from bot.playground.world import JSON

NO_FILES: Mapping[str, Upload] = {}


class Telegram(Groups):
    """One bot's Telegram."""

    def call(
        self, token: str, name: str, given: Mapping[str, Any] | None = None, files: Mapping[str, Upload] = NO_FILES
    ) -> Any:
        """The `result` of a call, at once; raises `RefusalError`."""
        given = given or {}
        try:
            method = self._method(token, name, given)
            result = method.run(self, Parameters(given, files))
        except RefusalError as refusal:
            self._note(name, given, None, refusal)
            raise
        self._note(name, given, result, None)
        return result

    async def answer(
        self, token: str, name: str, given: Mapping[str, Any] | None = None, files: Mapping[str, Upload] = NO_FILES
    ) -> tuple[int, JSON]:
        """HTTP status and body of a call. `getUpdates` waits here for as long as it was asked to."""
        given = given or {}
        try:
            if name.lower() == "getupdates":
                self._method(token, name, given)
                return 200, {"ok": True, "result": await get_updates(self, Parameters(given, files))}
            return 200, {"ok": True, "result": self.call(token, name, given, files)}
        except RefusalError as refusal:
            return refusal.code, refusal.answer()

    def download(self, token: str, path: str) -> bytes | None:
        """The bytes of a file by the `file_path` that `getFile` gave; None when there is no such file or token."""
        return self.files.download(path) if token == self.token else None

    def calls(self, name: str | None = None) -> list[Call]:
        """The calls still in the journal, oldest first; only those of one method if named."""
        return [call for call in self.journal if name is None or call.method.lower() == name.lower()]

    def _method(self, token: str, name: str, given: Mapping[str, Any]) -> Method:
        if token != self.token:
            if not token.partition(":")[0].isdecimal() or ":" not in token:
                raise RefusalError(404, "Not Found")
            raise RefusalError(401, "Unauthorized")
        method = METHODS.get(name.lower())
        if method is None:
            self.complain(f"{name}: no such method in the stand-in")
            raise RefusalError(404, "Not Found: method not found")
        if not method.understands.issuperset(given):
            for unknown in sorted(given.keys() - method.understands):
                self.complain(f"{method.name}: unknown parameter {unknown}")
        return method

    def _note(self, name: str, given: Mapping[str, Any], answer: Any, refusal: RefusalError | None) -> None:
        call = Call(self.clock(), name, given, answer, refusal)
        self.journal.append(call)
        if self.watched:
            self.tell("call", call=call.card())
