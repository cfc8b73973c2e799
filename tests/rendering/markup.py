"""What Telegram accepts as HTML, as strict as Telegram: known tags only, closed in order."""

from __future__ import annotations

import html
import re
from functools import cache
from html.parser import HTMLParser
from typing import Final

ALLOWED: Final = {
    "b": set[str](),
    "i": set[str](),
    "u": set[str](),
    "s": set[str](),
    "code": set[str](),
    "pre": set[str](),
    "blockquote": {"expandable"},
    "tg-time": {"unix", "format"},
    "tg-spoiler": set[str](),
    "a": {"href"},
}
_ENTITY: Final = re.compile(r"&(?!(?:lt|gt|amp|quot|#\d+|#x[0-9a-f]+);)")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ALLOWED or not {name for name, _ in attrs} <= ALLOWED[tag]:
            self.faults.append(f"<{tag}> with {attrs}")
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")


@cache
def faults(text: str) -> list[str]:
    """What Telegram would refuse in this text; empty when it would show it. Many screens are shown the same."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    stray = [f"stray & near {text[found.start() : found.start() + 12]!r}" for found in _ENTITY.finditer(text)]
    return [*reader.faults, *(f"<{tag}> is never closed" for tag in reader.open), *stray]


@cache
def visible(text: str) -> str:
    """What a reader sees of it."""
    return html.unescape(re.sub(r"<[^>]+>", "", text))
