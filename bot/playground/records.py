"""Records: one message as it stands in a transcript: what a person did, as a line; what the bot showed, as text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from bot.playground.chats import Chat
from bot.playground.files import Files
from bot.playground.lines import BUYER, Line, Says, Sends
from bot.playground.pointers import gist, kind_of, topic_name
from bot.playground.samples import name_of
from bot.playground.world import JSON

_SERVICE: Final = {
    "forum_topic_created": "(opens the topic)",
    "forum_topic_edited": "(changes the topic)",
    "forum_topic_closed": "(closes the topic)",
    "forum_topic_reopened": "(reopens the topic)",
}


def sent(chat: Chat, message: JSON, files: Files) -> Line | None:
    """What a person did to bring this message about; None for what an app writes by itself."""
    kind = kind_of(message)
    line: Line | None = None
    if kind is not None:
        stored = files.get(message["photo"][-1]["file_id"]) if kind == "photo" else None
        line = Sends(kind, message.get("caption"), name_of(stored.data if stored else None))
    elif "text" in message:
        line = Says(message["text"])
    answered = message.get("reply_to_message")
    if line is not None and answered and "forum_topic_created" not in answered:
        line = replace(line, reply=gist(answered))
    return line and placed(line, chat, message.get("message_thread_id"), message["from"])


def placed(line: Line, chat: Chat, thread: int | None, person: JSON) -> Line:
    """The line with who acts, and where."""
    if chat.owner is not None:
        return replace(line, who=BUYER)
    return replace(line, who=person["first_name"], topic=topic_name(chat.topics, thread))


def shown(chat: Chat, message: JSON) -> str:
    """What the bot's message looks like: its topic in a group, its words, its buttons in square brackets. Nothing for
    a notice of Telegram's own that is no news here."""
    kind = kind_of(message)
    words = (
        f"({kind})" if kind else "",
        next((said for name, said in _SERVICE.items() if name in message), ""),
        message.get("text", message.get("caption", "")),
    )
    if not any(words):
        return ""
    first = (f"({topic_name(chat.topics, message.get('message_thread_id'))})" if chat.owner is None else "", *words)
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return "\n".join([" ".join(filter(None, first)), *("".join(map(_key, row)) for row in rows)])


def without_keys(text: str) -> str:
    """What `shown` gave, without the buttons."""
    return re.split(r"\n\[", text, maxsplit=1)[0]


def _key(button: JSON) -> str:
    return f"[{button['text']}{' ⧉' if 'copy_text' in button else ''}]"
