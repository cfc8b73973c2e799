"""Telegram's HTML: marked-up text in, plain text and entities out, and every complaint in Telegram's own words.

Offsets and lengths are in UTF-16 code units, positions in complaints in bytes of UTF-8, as Telegram counts them.
What a tag means is a row of `TAGS`. Entities without markup are the business of `entities.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.playground.entities import Entity, trimmed, utf16
from bot.playground.refusals import RefusalError, bad_request

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}

WITH_ATTRIBUTES = frozenset({"a", "code", "span", "tg-emoji", "blockquote", "tg-time"})
CHARACTERS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}

_MARK = re.compile(r"[<&]")
_REFERENCE = re.compile(r"&(?:#x([0-9A-Fa-f]{1,8})|#([0-9]{1,8})|([a-z]+));?")
_NAME = re.compile(r"[^\s>]*")
_ATTRIBUTE = re.compile(r"[^\s=>]*")
_SPACE = re.compile(r"\s*")
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_TIME_FORMAT = re.compile(r"r|w?[dD]?[tT]?")


@dataclass(slots=True)
class _Open:
    tag: str
    argument: str
    extra: str
    offset: int
    start: int


class _Reader:
    """Reads one text from left to right. `out` is the plain text so far, `length` its length in UTF-16."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.out: list[str] = []
        self.length = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def read(self) -> tuple[str, list[Entity]]:
        source, end = self.source, len(self.source)
        while self.at < end:
            mark = _MARK.search(source, self.at)
            self._say(source[self.at : mark.start() if mark else end])
            if mark is None:
                break
            self.at = mark.start()
            if source[self.at] == "&":
                self._say(self._character())
            elif source.startswith("</", self.at):
                self._close()
            else:
                self._begin()
        if self.open:
            raise _complaint(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        return "".join(self.out), self.entities

    def _say(self, text: str) -> None:
        self.out.append(text)
        self.length += utf16(text)

    def _byte(self, position: int) -> int:
        return len(self.source[:position].encode("utf-8", "surrogatepass"))

    def _character(self) -> str:
        """The character that a reference stands for; an unknown one stays as it was typed."""
        match = _REFERENCE.match(self.source, self.at)
        if match is None:
            self.at += 1
            return "&"
        hexadecimal, decimal, name = match.groups()
        if name is not None:
            said = CHARACTERS.get(name)
        else:
            code = int(hexadecimal, 16) if hexadecimal else int(decimal)
            said = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else None
        if said is None:
            self.at += 1
            return "&"
        self.at = match.end()
        return said

    def _begin(self) -> None:
        source, begin = self.source, self.at
        at = _until(_NAME, source, begin + 1)
        if at >= len(source):
            raise _complaint(f"Unclosed start tag at byte offset {self._byte(begin)}")
        tag = source[begin + 1 : at].lower()
        if tag not in TAGS:
            raise _complaint(f'Unsupported start tag "{tag}" at byte offset {self._byte(begin)}')
        attributes, self.at = self._attributes(tag, begin, at) if source[at] != ">" else ({}, at + 1)
        argument, extra = _argument(tag, attributes) if tag in WITH_ATTRIBUTES else ("", "")
        if tag == "span" and argument != "tg-spoiler":
            raise _complaint(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}')
        self.open.append(_Open(tag, argument, extra, self.length, len(self.out)))

    def _attributes(self, tag: str, begin: int, at: int) -> tuple[dict[str, str], int]:
        source, end = self.source, len(self.source)
        found: dict[str, str] = {}
        unclosed = f'Unclosed start tag "{tag}" at byte offset '
        while True:
            at = _until(_SPACE, source, at)
            if at >= end:
                raise _complaint(unclosed + str(self._byte(begin)))
            if source[at] == ">":
                return found, at + 1
            start, at = at, _until(_ATTRIBUTE, source, at)
            name = source[start:at].lower()
            if not name:
                raise _complaint(f'Empty attribute name in the tag "{tag}" at byte offset {self._byte(begin)}')
            at = _until(_SPACE, source, at)
            if at >= end:
                raise _complaint(unclosed + str(self._byte(begin)))
            if source[at] != "=":
                found[name] = ""
                continue
            at = _until(_SPACE, source, at + 1)
            if at >= end:
                raise _complaint(unclosed + str(self._byte(begin)))
            found[name], at = self._value(begin, at)

    def _value(self, begin: int, at: int) -> tuple[str, int]:
        source = self.source
        quote = source[at]
        if quote not in "'\"":
            stop = _until(_TOKEN, source, at)
            if stop >= len(source) or not (source[stop].isspace() or source[stop] == ">"):
                raise _complaint(f"Unexpected end of name token at byte offset {self._byte(at)}")
            return source[at:stop].lower(), stop
        stop = source.find(quote, at + 1)
        if stop < 0 or stop + 1 >= len(source):
            raise _complaint(f"Unclosed start tag at byte offset {self._byte(begin)}")
        inner = _Reader(source[at + 1 : stop])
        value: list[str] = []
        while inner.at < len(inner.source):
            letter = inner.source[inner.at]
            if letter == "&":
                value.append(inner._character())
            else:
                value.append(letter)
                inner.at += 1
        return "".join(value), stop + 1

    def _close(self) -> None:
        source, begin = self.source, self.at
        if not self.open:
            raise _complaint(f"Unexpected end tag at byte offset {self._byte(begin)}")
        at = _until(_NAME, source, begin + 2)
        name = source[begin + 2 : at].lower()
        at = _until(_SPACE, source, at)
        if at >= len(source) or source[at] != ">":
            raise _complaint(f"Unclosed end tag at byte offset {self._byte(begin)}")
        opened = self.open.pop()
        if name and name != opened.tag:
            raise _complaint(
                f'Unmatched end tag at byte offset {self._byte(begin)}, expected "</{opened.tag}>", found "</{name}>"'
            )
        self.at = at + 1
        if self.length > opened.offset:
            self._entity(opened)

    def _entity(self, opened: _Open) -> None:
        span = {"offset": opened.offset, "length": self.length - opened.offset}
        kind = TAGS[opened.tag]
        last = self.entities[-1] if self.entities else None
        twin = last is not None and last["offset"] == span["offset"] and last["length"] == span["length"]
        if kind == "pre" and twin and last is not None and last["type"] == "code":
            self.entities[-1] = {**span, "type": "pre"} | ({"language": last["language"]} if "language" in last else {})
            return
        entity: Entity = {**span, "type": kind}
        if kind == "code" and opened.argument:
            entity["language"] = opened.argument
        elif kind == "blockquote" and opened.argument:
            entity["type"] = "expandable_blockquote"
        elif kind == "custom_emoji":
            entity["custom_emoji_id"] = opened.argument
        elif kind == "date_time":
            entity["unix_time"] = int(opened.argument)
            if opened.extra:
                entity["date_time_format"] = opened.extra
        elif kind == "text_link":
            url = _checked(opened.argument or "".join(self.out[opened.start :]))
            if not url:
                return
            entity["url"] = url
        self.entities.append(entity)


def _until(pattern: re.Pattern[str], source: str, at: int) -> int:
    """Where what `pattern` describes ends; `at` itself when there is nothing of it."""
    match = pattern.match(source, at)
    return match.end() if match else at


def _argument(tag: str, attributes: dict[str, str]) -> tuple[str, str]:
    if tag == "a":
        return attributes.get("href", ""), ""
    if tag == "code":
        language = attributes.get("class", "")
        return language.removeprefix("language-") if language.startswith("language-") else "", ""
    if tag == "span":
        return attributes.get("class", ""), ""
    if tag == "tg-emoji":
        return attributes.get("emoji-id", ""), ""
    if tag == "blockquote":
        return "yes" if "expandable" in attributes else "", ""
    if tag == "tg-time":
        unix, shape = attributes.get("unix", ""), attributes.get("format", "")
        if not re.fullmatch(r"[0-9]{1,10}", unix):
            raise _complaint("Invalid Unix time specified")
        if _TIME_FORMAT.fullmatch(shape) is None:
            raise _complaint("Invalid date-time format specified")
        return unix, shape
    return "", ""


def _checked(url: str) -> str:
    """The address as Telegram keeps it, or nothing when it is not one: such a link is dropped without a word."""
    url = url.strip()
    if url.startswith(("tg:", "tel:", "mailto:")):
        return url
    bare = re.sub(r"^https?://", "", url, flags=re.IGNORECASE)
    host = re.split(r"[/?#]", bare, maxsplit=1)[0]
    if "://" in bare or not re.fullmatch(r"[^\s.@:]+(?:\.[^\s.@:]+)+(?::\d+)?", host):
        return ""
    whole = url if bare != url else f"http://{bare}"
    return whole if len(bare) > len(host) else f"{whole}/"


def _complaint(text: str) -> RefusalError:
    return bad_request(f"can't parse entities: {text}")


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Plain text and its entities, trimmed as Telegram trims; refuses what Telegram cannot parse."""
    if "<" in source or "&" in source:
        text, entities = _Reader(source).read()
        for entity in entities:
            if entity["type"] == "code":
                entity.pop("language", None)
    else:
        text, entities = source, []
    return trimmed(text, entities)
