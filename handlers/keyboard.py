"""Keyboard: a bubble as the Bot API wants it, plain JSON."""

from __future__ import annotations

from typing import Any, Final

from bot.rendering.bubbles import Bubble, Key

_NO_PREVIEW: Final = {"is_disabled": True}


def message(bubble: Bubble) -> dict[str, Any]:
    """The part of sendMessage and editMessageText that is the same for both."""
    return {"text": bubble.text, "parse_mode": "HTML", "link_preview_options": _NO_PREVIEW, **_keys(bubble)}


def caption(bubble: Bubble) -> dict[str, Any]:
    """What goes below a photo."""
    return {"caption": bubble.text, "parse_mode": "HTML", **_keys(bubble)}


def _keys(bubble: Bubble) -> dict[str, Any]:
    if not bubble.rows:
        return {}
    return {"reply_markup": {"inline_keyboard": [[_key(key) for key in row] for row in bubble.rows]}}


def _key(key: Key) -> dict[str, Any]:
    shown: dict[str, Any] = {"text": key.text}
    if key.copy is not None:
        shown["copy_text"] = {"text": key.copy}
    else:
        shown["callback_data"] = key.data
    if key.style is not None:
        shown["style"] = key.style
    return shown
