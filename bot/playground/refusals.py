"""How the stand-in says no: the refusals of the Bot API, with Telegram's own code and text.

A `RefusalError` is what the bot gets back for a call. An `ImpossibleError` is what a person at a phone could not have
done (tapping a button that is not there); it goes to whoever plays that person, never to the bot.
"""

from __future__ import annotations

from typing import Any


class RefusalError(Exception):
    """Telegram's answer to a call it does not carry out: status, description, what the client may do about it."""

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def answer(self) -> dict[str, Any]:
        """The JSON body that Telegram sends."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


class ImpossibleError(Exception):
    """Nobody could do this in a Telegram app. The text says why."""


def bad_request(text: str, **parameters: Any) -> RefusalError:
    """400. `text` as Telegram writes it after the colon."""
    return RefusalError(400, f"Bad Request: {text}", parameters or None)


def forbidden(text: str) -> RefusalError:
    """403. Nothing sent to this chat will arrive until a person changes something."""
    return RefusalError(403, f"Forbidden: {text}")


def conflict(text: str) -> RefusalError:
    """409. Two ways of asking for updates are in each other's way."""
    return RefusalError(409, f"Conflict: {text}")


def too_many_requests(seconds: int) -> RefusalError:
    """429. The same call may be tried again after so many seconds."""
    return RefusalError(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})
