"""Keyboard: a bubble as the Bot API wants it, plain JSON."""

from __future__ import annotations

from typing import Any, Final

from bot.rendering.bubbles import Bubble, Key

_NO_PREVIEW: Final = {"is_disabled": True}


def message(bubble: Bubble) -> dict[str, Any]:
    """The part of sendMessage and editMessageText that is the same for both."""
    values: dict[str, Any] = {"text": bubble.text, "parse_mode": "HTML", "link_preview_options": _NO_PREVIEW}
    if bubble.rows:
        values["reply_markup"] = {"inline_keyboard": [[_key(key) for key in row] for row in bubble.rows]}
    return values


def _key(key: Key) -> dict[str, Any]:
    shown: dict[str, Any] = {"text": key.text}
    if key.copy is not None:
        shown["copy_text"] = {"text": key.copy}
    else:
        shown["callback_data"] = key.data
    if key.style is not None:
        shown["style"] = key.style
    return shown
