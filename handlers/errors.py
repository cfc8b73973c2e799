"""Errors: what a refusal or a failure means for us, and where an exception of a handler goes.

Telegram names most refusals only by their text, so the texts are a table here. Logs get codes: never a text that
came from outside, never a token.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any, Final

from telegram import Update
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.ext import CallbackContext

from bot.origin import code as code
from bot.origin import place as place
from handlers.moved import GroupMovedError


class Fault(StrEnum):
    """What to do about a call that failed."""

    WAIT = "wait"  # Telegram wants a pause in this chat
    AGAIN = "again"  # network or server: the same call may work later
    GONE = "gone"  # the chat cannot be reached until its owner comes back
    SAME = "same"  # nothing had to change
    MISSING = "missing"  # the message to edit is no longer there
    NO_TOPIC = "no_topic"  # the topic was deleted
    NO_TOPICS = "no_topics"  # the group has none: they are switched off, or it is no forum
    MOVED = "moved"  # the group has another number, which is known now
    TOPIC_CLOSED = "topic_closed"  # the topic takes no messages until it is opened again
    NOBODY = "nobody"  # this person never was in the group
    LARGE = "large"  # the file has more bytes than a bot gets
    LATE = "late"  # the tap is too old to be answered
    CONFLICT = "conflict"  # somebody else takes our updates
    UNKNOWN_BOT = "unknown_bot"  # the server knows no bot by our token
    REFUSED = "refused"  # our own mistake: the same call will fail again


@dataclass(frozen=True, slots=True)
class Trouble:
    """A failed call: what it means, and for how many seconds to wait where Telegram said so."""

    fault: Fault
    seconds: float = 0.0


_TEXTS: Final = (
    ("message is not modified", Fault.SAME),
    ("message to edit not found", Fault.MISSING),
    ("message can't be edited", Fault.MISSING),
    ("message_id_invalid", Fault.MISSING),
    ("topic_not_modified", Fault.SAME),
    ("message thread not found", Fault.NO_TOPIC),
    ("topic_deleted", Fault.NO_TOPIC),
    ("topic_id_invalid", Fault.NO_TOPIC),
    ("topic_closed", Fault.TOPIC_CLOSED),
    ("participant_id_invalid", Fault.NOBODY),
    ("file is too big", Fault.LARGE),
    ("query is too old", Fault.LATE),
    ("query id is invalid", Fault.LATE),
    ("chat not found", Fault.GONE),
    ("user not found", Fault.GONE),
    ("peer_id_invalid", Fault.GONE),
    ("user is deactivated", Fault.GONE),
    ("the chat is not a forum", Fault.NO_TOPICS),
    ("not enough rights", Fault.GONE),
    ("have no rights to send", Fault.GONE),
)


def trouble(error: TelegramError) -> Trouble:
    """What a failed call means."""
    match error:
        case GroupMovedError():
            return Trouble(Fault.MOVED)
        case RetryAfter():
            wait = error.retry_after
            return Trouble(Fault.WAIT, wait.total_seconds() if isinstance(wait, timedelta) else float(wait))
        case Forbidden():
            return Trouble(Fault.GONE)
        case InvalidToken():
            return Trouble(Fault.UNKNOWN_BOT)
        case Conflict():
            return Trouble(Fault.CONFLICT)
        case ChatMigrated():
            return Trouble(Fault.GONE)
        case BadRequest():
            text = error.message.lower()
            return Trouble(next((fault for part, fault in _TEXTS if part in text), Fault.REFUSED))
        case TimedOut() | NetworkError():
            return Trouble(Fault.AGAIN)
    return Trouble(Fault.REFUSED)


class Failures:
    """PTB's error handler: keeps what a handler raised until whoever fed the update asks for it."""

    def __init__(self) -> None:
        self._errors: dict[int, Exception] = {}

    async def note(self, update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
        """Called by PTB for every exception of a handler."""
        if isinstance(update, Update) and context.error is not None:
            self._errors[update.update_id] = context.error

    def pop(self, update_id: int) -> Exception | None:
        """What happened to this update, once; None: all went well."""
        return self._errors.pop(update_id, None)
