"""What can reach the bot from a chat, as plain values. A handler parses an update into exactly one of these."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final


@dataclass(frozen=True, slots=True)
class Said:
    """The buyer typed something, or edited what they had typed."""

    text: str
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Pressed:
    """The buyer tapped a button. `data` is what the button carried."""

    data: str
    query_id: str


@dataclass(frozen=True, slots=True)
class Commanded:
    """A slash command, with what was typed after it."""

    name: str
    argument: str = ""


class FileKind(StrEnum):
    PHOTO = "photo"
    VIDEO = "video"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that can be evidence. Bytes stay with Telegram; `file_id` is what is kept."""

    kind: FileKind
    file_id: str
    unique_id: str
    message_id: int
    size: int = 0
    mime: str = ""
    caption: str = ""
    album: str = ""
    name: str = ""
    """How a document is called."""


@dataclass(frozen=True, slots=True)
class Strange:
    """Something the bot cannot use here: `kind` is Telegram's name of it (voice, sticker, location, …)."""

    kind: str


class Reach(StrEnum):
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"


@dataclass(frozen=True, slots=True)
class Reachable:
    """The buyer blocked the bot, or let it back in."""

    reach: Reach


@dataclass(frozen=True, slots=True)
class Hurried:
    """The buyer sent more than is read in that time. What comes within the next `seconds` is not read either."""

    seconds: int


Input = Said | Pressed | Commanded | Sent | Strange | Reachable | Hurried


@dataclass(frozen=True, slots=True)
class Note:
    """The message an input came with, for whoever carries it on: its number (of a tap: that of the message with the
    button), what it replies to (0: nothing), its words as Telegram HTML where they are formatted, and the first name of
    who wrote it."""

    message_id: int = 0
    reply_to: int = 0
    html: str = ""
    name: str = ""
    edited: bool = False


NO_NOTE: Final = Note()


@dataclass(frozen=True, slots=True)
class Arrival:
    """One input from one private chat. `at` is aware, UTC."""

    update_id: int
    chat_id: int
    at: datetime
    input: Input
    language: str = ""
    note: Note = NO_NOTE
