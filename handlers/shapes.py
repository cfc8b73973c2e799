"""Shapes: what an update has to look like for us to read it. Nothing below these tables asks again.

Telegram keeps to them. What does not, by a mistake of a server between or by somebody's hand, is parked at once: half
read, a chat's number that is a text would find another buyer's row. Only what the bot reads is named here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Protocol


class MalformedError(Exception):
    """An update that Telegram would not have sent. The text names the field, never what was in it."""


class Shape(Protocol):
    """What a value has to look like."""

    def check(self, value: Any, name: str) -> None:
        """Raises `MalformedError` with the name of the field that does not."""


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number of 64 bits, as the database keeps it."""

    least: int = -(2**63)
    most: int = 2**63 - 1

    def check(self, value: Any, name: str) -> None:
        if type(value) is not int or not self.least <= value <= self.most:
            raise MalformedError(name)


@dataclass(frozen=True, slots=True)
class Words:
    """A text. `most`: characters; the largest that Telegram has is many times smaller."""

    most: int = 65_536

    def check(self, value: Any, name: str) -> None:
        if type(value) is not str or len(value) > self.most:
            raise MalformedError(name)


@dataclass(frozen=True, slots=True)
class Truth:
    """True or false."""

    def check(self, value: Any, name: str) -> None:
        if type(value) is not bool:
            raise MalformedError(name)


@dataclass(frozen=True, slots=True)
class Each:
    """A list, in which each has this shape."""

    shape: Shape
    most: int = 1_000

    def check(self, value: Any, name: str) -> None:
        if type(value) is not list or len(value) > self.most:
            raise MalformedError(name)
        for one in value:
            self.shape.check(one, name)


@dataclass(frozen=True, slots=True)
class Thing:
    """An object: what it needs, and what else of it we read. Whatever else it has is not looked at, and a part that is
    null is one that is not there."""

    needs: Mapping[str, Shape] = field(default_factory=dict)
    may: Mapping[str, Shape] = field(default_factory=dict)

    def check(self, value: Any, name: str) -> None:
        if type(value) is not dict:
            raise MalformedError(name)
        for part, shape in self.needs.items():
            shape.check(value.get(part), part)
        for part, there in value.items():
            if there is not None and part in self.may:
                self.may[part].check(there, part)


_TEXT: Final = Words()
_NAME: Final = Words(1_024)
_NUMBER: Final = Number()
_COUNT: Final = Number(0)
_ID: Final = Number(1)
_TRUTH: Final = Truth()
_CHAT: Final = Thing({"id": _NUMBER, "type": _NAME}, {"title": _NAME, "is_forum": _TRUTH})
_USER: Final = Thing(
    {"id": _NUMBER, "is_bot": _TRUTH, "first_name": _NAME}, {"language_code": _NAME, "username": _NAME}
)
_ENTITIES: Final = Each(
    Thing(
        {"type": _NAME, "offset": Number(0, 2**31), "length": Number(0, 2**31)},
        {"user": _USER, "url": _TEXT, "language": _NAME, "custom_emoji_id": _NAME},
    )
)
_FILE: Final = Thing(
    {"file_id": _NAME, "file_unique_id": _NAME}, {"file_size": _COUNT, "mime_type": _NAME, "file_name": _NAME}
)
_PHOTO: Final = Each(Thing({**_FILE.needs, "width": _COUNT, "height": _COUNT}, _FILE.may))
_ANSWERED: Final = Thing({"message_id": _COUNT, "chat": _CHAT}, {"from": _USER, "sender_chat": _CHAT})
_MESSAGE: Final = Thing(
    {"message_id": _COUNT, "chat": _CHAT},
    {
        "from": _USER,
        "sender_chat": _CHAT,
        "author_signature": _NAME,
        "message_thread_id": _NUMBER,
        "is_topic_message": _TRUTH,
        "media_group_id": _NAME,
        "text": _TEXT,
        "entities": _ENTITIES,
        "caption": _TEXT,
        "caption_entities": _ENTITIES,
        "photo": _PHOTO,
        "video": _FILE,
        "document": _FILE,
        "live_photo": Thing({}, {"photo": _PHOTO}),
        "reply_to_message": _ANSWERED,
        "left_chat_member": _USER,
        "migrate_to_chat_id": _NUMBER,
        "migrate_from_chat_id": _NUMBER,
    },
)
_MEMBER: Final = Thing({"status": _NAME, "user": _USER}, {"can_manage_topics": _TRUTH, "is_member": _TRUTH})
_MEMBERSHIP: Final = Thing({"chat": _CHAT, "from": _USER, "old_chat_member": _MEMBER, "new_chat_member": _MEMBER})
_SIGNS: Final = Each(Thing({"type": _NAME}, {"emoji": _NAME, "custom_emoji_id": _NAME}))
_UPDATE: Final = Thing(
    {"update_id": Number(0)},
    {
        "message": _MESSAGE,
        "edited_message": _MESSAGE,
        "callback_query": Thing({"id": _NAME, "from": _USER}, {"data": _NAME, "message": _ANSWERED}),
        "my_chat_member": _MEMBERSHIP,
        "chat_member": _MEMBERSHIP,
        "message_reaction": Thing(
            {"chat": _CHAT, "message_id": _COUNT, "old_reaction": _SIGNS, "new_reaction": _SIGNS}, {"user": _USER}
        ),
    },
)


def check(raw: Any) -> None:
    """Raises `MalformedError` for an update that is not to be read."""
    _UPDATE.check(raw, "update")
    if len(_UPDATE.may.keys() & raw.keys()) > 1:
        raise MalformedError("update")  # one thing happened, or it is not known to whom
