"""Keyboards: checked as Telegram checks them, and given back as Telegram gives them back.

Only an inline keyboard becomes part of a message; the other three change what the person types with.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from bot.playground import limits
from bot.playground.parameters import Parameters
from bot.playground.refusals import RefusalError, bad_request

JSON = dict[str, Any]

ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
STYLES = ("primary", "success", "danger")
_HOST = re.compile(r"[^\s.@:/?#]+(?:\.[^\s.@:/?#]+)+(?::\d+)?|\[[0-9a-fA-F:]+\](?::\d+)?")


def read_markup(given: Parameters, *, inline_only: bool = False) -> tuple[JSON | None, JSON | None]:
    """(inline keyboard, other markup) of `reply_markup`; refuses what Telegram cannot parse or show."""
    markup = given.json("reply_markup", bad_request("can't parse reply keyboard markup JSON object"))
    if markup is None:
        return None, None
    if not isinstance(markup, Mapping):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        return inline_keyboard(markup["inline_keyboard"]), None
    if inline_only:
        if markup:
            raise bad_request("inline keyboard expected")
        return None, None
    if "keyboard" in markup:
        rows = markup["keyboard"]
        if not _is_rows(rows):
            raise bad_request('field "keyboard" of the ReplyKeyboardMarkup must be an Array of Arrays')
    if len(str(markup.get("input_field_placeholder") or "")) > limits.PLACEHOLDER:
        raise bad_request("input field placeholder is too long")
    return None, dict(markup)


def _is_rows(rows: object) -> bool:
    return isinstance(rows, (list, tuple)) and all(isinstance(row, (list, tuple)) for row in rows)


def inline_keyboard(rows: Any) -> JSON | None:
    """The keyboard as a message carries it; None when it has no button."""
    if not isinstance(rows, (list, tuple)):
        raise bad_request('field "inline_keyboard" must be of type Array')
    if not _is_rows(rows):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    kept = [[_button(button) for button in row] for row in rows if row]
    if sum(map(len, kept)) > limits.BUTTONS or _weight(kept) > limits.KEYBOARD_BYTES:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": kept} if kept else None


def _weight(rows: list[list[JSON]]) -> int:
    """Size in bytes; a small keyboard, which cannot be too large, is not measured."""
    if sum(map(len, rows)) < 20:
        return 0
    return len(json.dumps(rows, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def _unparsable(text: str) -> RefusalError:
    return bad_request(f"can't parse InlineKeyboardButton: {text}")


def _button(given: Any) -> JSON:
    if not isinstance(given, Mapping):
        raise _unparsable("InlineKeyboardButton must be an Object")
    text = given.get("text")
    if text is None:
        raise _unparsable('Can\'t find field "text"')
    if not isinstance(text, str):
        raise _unparsable('Field "text" must be of type String')
    data = given.get("callback_data")
    if data is not None and len(given) == 2:
        return {"text": _label(text), "callback_data": _data(data)}
    button: JSON = {"text": _label(text)}
    action = next((name for name in ACTIONS if given.get(name) not in (None, "")), None)
    if action is None:
        raise _unparsable("Text buttons are not allowed in the inline keyboard")
    if action == "callback_data":
        button["callback_data"] = _data(data)
    elif action == "url":
        button["url"] = checked_url(given["url"])
    elif action == "copy_text":
        button["copy_text"] = {"text": _copied(given["copy_text"])}
    else:
        raise bad_request(f"the stand-in knows no button with {action}")
    style = given.get("style")
    if style is not None:
        if style not in STYLES:
            raise _unparsable("invalid button style specified")
        button["style"] = style
    return button


def _label(text: str) -> str:
    if not text.strip():
        raise bad_request("inline keyboard button text must be non-empty")
    return text


def _data(data: Any) -> str:
    if not isinstance(data, str):
        raise _unparsable('Field "callback_data" must be of type String')
    if not 1 <= len(data.encode("utf-8", "surrogatepass")) <= limits.CALLBACK_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    return data


def _copied(given: Any) -> str:
    if not isinstance(given, Mapping):
        raise _unparsable('Field "copy_text" must be of type Object')
    text = given.get("text")
    if not isinstance(text, str):
        raise _unparsable('Can\'t find field "text"')
    if not 1 <= len(text) <= limits.COPY_TEXT:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    return text


def checked_url(given: Any) -> str:
    """A button's address as Telegram keeps it (with a scheme and a path)."""
    if not isinstance(given, str):
        raise _unparsable('Field "url" must be of type String')
    url = given.strip()
    if url.startswith(("tg://", "ton://")):
        return url
    scheme, colon, rest = url.partition("://")
    if not colon:
        scheme, rest = "http", url
    reason = None
    if scheme.lower() not in ("http", "https"):
        reason = "Unsupported URL protocol"
    else:
        host = re.split(r"[/?#]", rest, maxsplit=1)[0]
        if not host:
            reason = "URL host is empty"
        elif _HOST.fullmatch(host) is None:
            reason = "Wrong HTTP URL"
        elif host == rest:
            rest = f"{rest}/"
    if reason:
        raise bad_request(f"inline keyboard button URL '{given}' is invalid: {reason}")
    return f"{scheme.lower()}://{rest}"
