"""JSON objects from a stream, one a line or one over many lines, each as soon as it is complete.

Nothing a stream can hold raises here: what is not an object is a Fault with the line on which it begins. Numbers come
as Decimal, exact; what JSON calls a number and arithmetic does not comes as Beyond.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import BinaryIO, Final

LINE_LIMIT: Final = 64 * 1024  # bytes in one object; a case needs a few hundred
_SHOWN: Final = 40  # characters of a bad value or key that are shown back


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with one object. `line` is where the object begins."""

    line: int
    key: str
    must: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.key}: {self.must}"


class Beyond:
    """NaN, Infinity, or more digits than can be counted with."""


class Unfinished:
    """The object goes on in the next line."""


class _DoubledKeyError(ValueError):
    """The same key twice in one object."""


Found = dict[str, object] | Fault


def objects(stream: BinaryIO) -> Iterator[tuple[int, Found]]:
    """The objects of a stream with the lines they begin on."""
    pending, began = "", 0
    for number, raw in enumerate(iter(lambda: stream.readline(LINE_LIMIT + 1), b""), start=1):
        text = _line(raw, number, len(pending))
        if isinstance(text, Fault):
            if len(raw) > LINE_LIMIT and not raw.endswith(b"\n"):
                _skip_line(stream)
            if pending:
                yield began, _broken_off(began)
            pending = ""
            yield number, text
            continue
        if not text.strip():
            continue
        if pending and text.startswith("{") and isinstance(_decoded(text), dict):
            yield began, _broken_off(began)
            pending = ""
        began = began if pending else number
        pending = f"{pending}\n{text}" if pending else text
        if began < number and not text.endswith("}"):
            continue
        found = _decoded(pending)
        if not isinstance(found, Unfinished):
            pending = ""
            yield began, replace(found, line=began) if isinstance(found, Fault) else found
    if pending:
        yield began, _broken_off(began)


def _line(raw: bytes, number: int, before: int) -> str | Fault:
    if len(raw) + before > LINE_LIMIT:
        return Fault(number, "JSON", f"must be one object of at most {LINE_LIMIT} bytes")
    try:
        return raw.decode("utf-8-sig" if number == 1 else "utf-8").rstrip()
    except UnicodeDecodeError:
        return Fault(number, "JSON", "must be UTF-8 text")


def _broken_off(began: int) -> Fault:
    return Fault(began, "JSON", "must be one complete object")


def _skip_line(stream: BinaryIO) -> None:
    while (rest := stream.readline(LINE_LIMIT)) and not rest.endswith(b"\n"):
        pass


def _decoded(text: str) -> Found | Unfinished:
    try:
        found: object = json.loads(
            text, parse_int=_parsed, parse_float=_parsed, parse_constant=lambda _: Beyond(), object_pairs_hook=_pairs
        )
    except json.JSONDecodeError as broken:
        if text.startswith("{") and broken.pos >= len(text) and "Unterminated" not in broken.msg:
            return Unfinished()
        return Fault(0, "JSON", f"must be one object a line: {broken.msg} at character {broken.pos + 1}")
    except _DoubledKeyError as doubled:
        return Fault(0, str(doubled), "must be given once")
    except RecursionError:
        return Fault(0, "JSON", "must be one flat object")
    return found if isinstance(found, dict) else Fault(0, "JSON", f"must be one object in braces, not {shown(found)}")


def _parsed(digits: str) -> Decimal | Beyond:
    try:
        return Decimal(digits)
    except ArithmeticError:
        return Beyond()


def _pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise _DoubledKeyError(shown_key(key))
        found[key] = value
    return found


def shown(value: object) -> str:
    """A bad value as JSON on one short line, safe for any terminal."""
    if isinstance(value, Beyond):
        return "a number beyond counting"
    if isinstance(value, Decimal):
        return _cut(str(value))
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "an object"
    return _cut(json.dumps(value))


def shown_key(key: str) -> str:
    return _cut(key if key.isascii() and key.isidentifier() else json.dumps(key))


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 3] + "..."
