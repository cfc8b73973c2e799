"""Entities: what is bold, a link, a command in a plain text, by offset and length in UTF-16 code units.

`html.py` makes them from markup; here they are moved when a text is trimmed, and what the apps find by themselves
(commands, links, mentions) is a row of `FOUND`.
"""

from __future__ import annotations

import re
from typing import Any

Entity = dict[str, Any]

FOUND = (
    (
        "url",
        re.compile(
            r"(?<![\w@.])(?:https?://[^\s<>\"']*[\w/]|(?:[\w-]+\.)+(?:com|net|org|ru|io|me)\b(?:/[^\s<>\"']*[\w/])?)"
        ),
    ),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/])")),
    ("mention", re.compile(r"(?<![\w@./])@[A-Za-z]\w{3,31}\b")),
    ("hashtag", re.compile(r"(?<![\w#])#[^\W\d]\w*")),
)

_FENCED = {"code", "pre", "text_link", "text_mention", "url"}


def utf16(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Without white space at either end; entities are moved, cut, and put in Telegram's order (outer ones first)."""
    short = text.strip()
    if not entities:
        return short, []
    lead, whole = utf16(text[: len(text) - len(text.lstrip())]), utf16(short)
    kept = []
    for entity in entities:
        start = max(entity["offset"] - lead, 0)
        stop = min(entity["offset"] + entity["length"] - lead, whole)
        if stop > start:
            kept.append({**entity, "offset": start, "length": stop - start})
    kept.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return short, kept


def found(text: str, entities: list[Entity]) -> list[Entity]:
    """`entities` and what Telegram finds by itself: commands, links, addresses, mentions, hashtags."""
    if not any(sign in text for sign in "/@#."):
        return entities
    taken = [(e["offset"], e["offset"] + e["length"]) for e in entities if e["type"] in _FENCED]
    extra = []
    for kind, pattern in FOUND:
        for match in pattern.finditer(text):
            start = utf16(text[: match.start()])
            stop = start + utf16(match.group())
            if all(stop <= begin or end <= start for begin, end in taken):
                taken.append((start, stop))
                extra.append({"offset": start, "length": stop - start, "type": kind})
    if not extra:
        return entities
    return sorted(entities + extra, key=lambda entity: (entity["offset"], -entity["length"]))
