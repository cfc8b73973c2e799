"""Marked: the words of a message as Telegram HTML, without the command they begin with."""

from __future__ import annotations

import re
from typing import Final

from telegram import Message, MessageEntity

_HALF: Final = re.compile("[\ud800-\udfff]")
"""Half a character, which no app sends and PTB cannot format."""

_TURNS: Final = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""Embeddings, overrides and isolates: left open, they turn round what the bot says on the same line. Marks, which are
about one place only, stay."""


def upright(text: str) -> str:
    """The text without what would turn round the words after it. Hebrew and Arabic need none of that."""
    return text.translate(_TURNS)


def words(message: Message, cut: int = 0) -> tuple[str, str]:
    """Text or caption from `cut` on, plain, and as HTML where any of it is formatted.

    A format may begin before the cut and go on behind it: the whole message in bold, command and all."""
    whole = message.text or message.caption or ""
    text = whole[cut:].strip()
    entities = message.entities or message.caption_entities
    if not text or not entities:
        return text, ""
    start = len(whole[: whole.index(text, cut)].encode("utf-16-le", "surrogatepass")) // 2  # Telegram counts in these
    stop = start + len(text.encode("utf-16-le", "surrogatepass")) // 2
    kept = [moved for entity in entities if (moved := _moved(entity, start, stop)) is not None]
    if not kept:
        return text, ""
    sound = _HALF.sub("\ufffd", text)
    return text, Message(0, message.date, message.chat, text=sound, entities=kept).text_html


def _moved(entity: MessageEntity, start: int, stop: int) -> MessageEntity | None:
    """The part of the entity between these two, counted from the first; None: there is none."""
    first, last = max(entity.offset, start), min(entity.offset + entity.length, stop)
    if first >= last:
        return None
    return MessageEntity(
        entity.type,
        first - start,
        last - first,
        url=entity.url,
        user=entity.user,
        language=entity.language,
        custom_emoji_id=entity.custom_emoji_id,
    )
