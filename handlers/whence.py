"""Whence: where an update comes from that may be malformed anywhere: its chat, its language, its tap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, TypeGuard

from bot.rendering.catalogues import SOURCE, negotiate

_NESTED: Final = ("message", "edited_message", "my_chat_member")


@dataclass(frozen=True, slots=True)
class Whence:
    """`chat_id` None: of no chat that can be read. `language`: one that the bot speaks. `query_id`: empty for all but
    taps."""

    chat_id: int | None
    private: bool
    language: str
    query_id: str


def whence(raw: dict[str, Any]) -> Whence:
    """As far as it can be told."""
    query = _part(raw, "callback_query")
    source = next((part for name in _NESTED if (part := _part(raw, name))), None) or _part(query, "message")
    chat = _part(source, "chat")
    user = _part(query, "from") or _part(source, "from")
    chat_id, language, query_id = chat.get("id"), user.get("language_code"), query.get("id")
    return Whence(
        chat_id if is_id(chat_id) else None,
        chat.get("type") == "private",
        negotiate(language) if isinstance(language, str) else SOURCE,
        query_id if isinstance(query_id, str) else "",
    )


def is_id(value: Any) -> TypeGuard[int]:
    """Whether it is a whole number that a database takes."""
    return type(value) is int and -(2**63) <= value < 2**63


def _part(value: dict[str, Any], name: str) -> dict[str, Any]:
    part = value.get(name)
    return part if isinstance(part, dict) else {}
