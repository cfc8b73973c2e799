"""Pointers: how a line of a script names a button, a message or a topic, and which one it means.

Naming and finding stand side by side, because one must undo the other: a name that `transcript.py` writes leads
`player.py` to the same thing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from bot.playground.chats import Topic
from bot.playground.world import JSON

GENERAL: Final = "General"
KINDS: Final = ("photo", "video", "document", "voice", "sticker", "location", "contact", "poll")
_WORDS: Final = 40


def buttons(message: JSON) -> list[JSON]:
    """The buttons under a message, row by row."""
    return [button for row in message.get("reply_markup", {}).get("inline_keyboard", []) for button in row]


def find_button(messages: Sequence[JSON], label: str, above: int = 0) -> tuple[JSON, JSON] | None:
    """The lowest message with a button of these words, or the one so many above it, and the button. Words that are
    not there whole may be the beginning or a part of a button's words."""
    for matches in (str.__eq__, str.startswith, str.__contains__):
        found = [
            (message, button)
            for message in reversed(messages)
            for button in buttons(message)
            if "callback_data" in button and matches(button["text"], label)
        ]
        if len(found) > above:
            return found[above]
    return None


def name_button(
    messages: Sequence[JSON], message_id: int, data: str, label: str | None = None
) -> tuple[str, int] | None:
    """The words of a button, and how many others with the same words stand nearer the end. `label`: its words, where
    they are known already."""
    label = label or next(
        (
            button["text"]
            for message in messages
            for button in buttons(message)
            if message["message_id"] == message_id and button.get("callback_data") == data
        ),
        None,
    )
    if label is None:
        return None
    above = 0
    while (found := find_button(messages, label, above)) is not None:
        message, button = found
        if (message["message_id"], button["callback_data"]) == (message_id, data):
            return label, above
        above += 1
    return None


def kind_of(message: JSON) -> str | None:
    """What a message carries besides words."""
    return next((kind for kind in KINDS if kind in message), None)


def gist(message: JSON) -> str:
    """The words by which a message can be pointed at: its first ones, or what it carries."""
    text = str(message.get("text") or message.get("caption") or kind_of(message) or "")
    return re.split(r"[()←\n]", text.lstrip("()←\n "), maxsplit=1)[0][:_WORDS].strip()


def find_message(messages: Sequence[JSON], words: str) -> JSON | None:
    """The lowest message with these words; their numbers may be others where the words are nowhere else."""
    for matches in (_within, _within_but_for_numbers):
        for message in reversed(messages):
            text = str(message.get("text") or message.get("caption") or kind_of(message) or "")
            if matches(text, words):
                return message
    return None


def topic_name(topics: Mapping[int, Topic], thread: int | None) -> str:
    """The first part of a topic's name, or as much of it as tells it from the others."""
    if thread is None or thread not in topics:
        return GENERAL
    whole = re.sub(r"\s*[()←].*", "", topics[thread].name)
    first = whole.split(" · ", 1)[0]
    return first if find_topic(topics, first) == thread else whole


def find_topic(topics: Mapping[int, Topic], words: str) -> int | None:
    """The id of the newest topic with these words in its name, whole or in part; their numbers may be others where no
    topic has just these, for cases are numbered anew when a script is played again."""
    for matches in (str.__eq__, str.startswith, _within, _within_but_for_numbers):
        for thread, topic in sorted(topics.items(), reverse=True):
            if matches(topic.name, words):
                return thread
    return None


def _within(text: str, words: str) -> bool:
    return words in text


def _within_but_for_numbers(text: str, words: str) -> bool:
    return re.sub(r"\d+", "0", words) in re.sub(r"\d+", "0", text)
