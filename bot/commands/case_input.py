"""Case input: JSON from a stream as cases, every fault named with its line, its key and what it must be.

One object a line gives one case a line, as the lines arrive; one object over many lines works too. Nothing a stream
can hold raises here: a fault is a value. What may be said: FIELDS, one row per key.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any, BinaryIO, Final

from bot.domain.case import Case, Payment, Proof, Stage, Tracking
from bot.domain.issues import Issue

LINE_LIMIT: Final = 64 * 1024  # bytes in one object; a case needs a few hundred
_MOST: Final = 10**9
_PIECES: Final = 100_000
_SHOWN: Final = 40  # characters of a bad value that are shown back
_EARLIEST, _LATEST = date(2010, 1, 1), date(2099, 12, 31)  # AliExpress opened in 2010

_DIGITS: Final = re.compile(r"\d{1,12}(\.\d{1,12})?", re.ASCII)
_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Asked:
    """One case that was understood, and the day it is asked on."""

    line: int
    case: Case
    today: date


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with one object. `line` is where the object begins."""

    line: int
    key: str
    must: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.key}: {self.must}"


class _Odd(ValueError):
    """A value that is not what its key takes; the text says what it must be."""


class _NotANumber:
    """What JSON lets through as a number and arithmetic does not."""


class _Doubled(ValueError):
    """The same key twice in one object."""


def _text(limit: int) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if not isinstance(value, str) or len(value) > limit:
            raise _Odd(f"must be text of at most {limit} characters")
        return value

    return read


def _letters(count: int, what: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if not (isinstance(value, str) and len(value) == count and value.isascii() and value.isalpha()):
            raise _Odd(f"must be {what}")
        return value.upper()

    return read


def _one_of(kind: type[StrEnum]) -> Callable[[Any], StrEnum]:
    def read(value: Any) -> StrEnum:
        if not isinstance(value, str) or value not in set(kind):
            raise _Odd("must be one of " + ", ".join(kind))
        return kind(value)

    return read


def _day(value: Any) -> date:
    must = f"must be a date from {_EARLIEST} to {_LATEST} written YYYY-MM-DD"
    if not isinstance(value, str) or not _ISO.fullmatch(value):
        raise _Odd(must)
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise _Odd(must) from None
    if not _EARLIEST <= day <= _LATEST:
        raise _Odd(must)
    return day


def _number(most: int, least: int = 0) -> Callable[[Any], Decimal]:
    def read(value: Any) -> Decimal:
        number = Decimal(value) if isinstance(value, str) and _DIGITS.fullmatch(value) else value
        if not isinstance(number, Decimal):
            raise _Odd(f"must be a number of at least {least}")
        if number < least:
            raise _Odd(f"must be a number of at least {least}")
        if number > most:
            raise _Odd(f"must be a number of at most {most}")
        return number

    return read


def _whole(value: Any) -> int:
    must = f"must be a whole number from 1 to {_PIECES}"
    try:
        number = _number(_PIECES, 1)(value)
    except _Odd:
        raise _Odd(must) from None
    if number != number.to_integral_value():
        raise _Odd(must)
    return int(number)


def _evidence(value: Any) -> tuple[Proof, ...]:
    must = "must be a list of kinds out of " + ", ".join(Proof)
    if not isinstance(value, list) or not all(isinstance(kind, str) and kind in set(Proof) for kind in value):
        raise _Odd(must)
    return tuple(dict.fromkeys(Proof(kind) for kind in value))


FIELDS: Final[Mapping[str, Callable[[Any], object]]] = MappingProxyType(
    {
        "marketplace": _text(40),
        "today": _day,
        "issue": _one_of(Issue),
        "stage": _one_of(Stage),
        "ordered_on": _day,
        "paid_on": _day,
        "shipped_on": _day,
        "protection_ends_on": _day,
        "delivered_on": _day,
        "confirmed_on": _day,
        "opened_on": _day,
        "closed_on": _day,
        "price": _number(_MOST),
        "shipping_price": _number(_MOST),
        "tax": _number(_MOST),
        "currency": _letters(3, "a currency of three letters, such as USD"),
        "quantity": _whole,
        "affected": _whole,
        "part_price": _number(_MOST),
        "function_lost": _number(1),
        "repair_price": _number(_MOST),
        "return_price": _number(_MOST),
        "shipping_method": _text(200),
        "tracking": _one_of(Tracking),
        "payment": _one_of(Payment),
        "country": _letters(2, "a country of two letters, such as DE"),
        "seller_contacted_on": _day,
        "evidence": _evidence,
        "notes": _text(4000),
    }
)
REQUIRED: Final = ("today", "issue")


def read(stream: BinaryIO) -> Iterator[Asked | list[Fault]]:
    """The cases of a stream as they become complete, or all the faults of one."""
    pending, began = "", 0
    for number, raw in enumerate(iter(lambda: stream.readline(LINE_LIMIT + 1), b""), start=1):
        line = raw
        if len(raw) > LINE_LIMIT and not raw.endswith(b"\n"):
            _skip_line(stream)
        try:
            if len(line) > LINE_LIMIT or len(pending) + len(line) > LINE_LIMIT:
                raise _Odd(f"must be at most {LINE_LIMIT} bytes long")
            text = line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip()
        except UnicodeDecodeError:
            fault: str | None = "must be UTF-8 text"
        except _Odd as odd:
            fault = str(odd)
        else:
            fault = None
        if fault:
            if pending:
                yield [Fault(began, "JSON", "must be one complete object")]
            pending = ""
            yield [Fault(number, "JSON", fault)]
            continue
        if not text.strip():
            continue
        if pending and text.startswith("{") and isinstance(_decoded(text), dict):
            yield [Fault(began, "JSON", "must be one complete object")]
            pending = ""
        if not pending:
            began = number
        pending = f"{pending}\n{text}" if pending else text
        if began < number and not text.endswith("}"):
            continue
        found = _decoded(pending)
        if found is _MORE:
            continue
        pending = ""
        yield _understood(began, found)
    if pending:
        yield [Fault(began, "JSON", "must be one complete object, but the input ends inside it")]


_MORE: Final = "more"


def _skip_line(stream: BinaryIO) -> None:
    while (rest := stream.readline(LINE_LIMIT)) and not rest.endswith(b"\n"):
        pass


def _decoded(text: str) -> object:
    """The object, `_MORE` when it goes on in the next line, or a Fault without a place."""
    try:
        found: object = json.loads(
            text,
            parse_int=_parsed,
            parse_float=_parsed,
            parse_constant=lambda _: _NotANumber(),
            object_pairs_hook=_pairs,
        )
    except json.JSONDecodeError as broken:
        inside = text.startswith("{") and broken.pos >= len(text) and "Unterminated" not in broken.msg
        return (
            _MORE
            if inside
            else Fault(0, "JSON", f"must be one object a line; {broken.msg} at character {broken.pos + 1}")
        )
    except _Doubled as doubled:
        return Fault(0, str(doubled), "must be given once")
    except RecursionError:
        return Fault(0, "JSON", "must be one flat object")
    return found


def _parsed(digits: str) -> object:
    try:
        return Decimal(digits)
    except ArithmeticError:
        return _NotANumber()


def _pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise _Doubled(_shown_key(key))
        found[key] = value
    return found


def _understood(line: int, found: object) -> Asked | list[Fault]:
    if isinstance(found, Fault):
        return [Fault(line, found.key, found.must)]
    if not isinstance(found, dict):
        return [Fault(line, "JSON", f"must be one object in braces, not {_shown(found)}")]
    faults, values = [], {}
    for key, value in found.items():
        if key not in FIELDS:
            faults.append(Fault(line, _shown_key(key), "must be one of the known keys: " + ", ".join(FIELDS)))
        elif value is None and key not in REQUIRED:
            continue
        else:
            try:
                values[key] = FIELDS[key](value)
            except _Odd as odd:
                faults.append(Fault(line, key, f"{odd}, not {_shown(value)}"))
    faults += [Fault(line, key, "must be given") for key in REQUIRED if key not in found]
    if not faults:
        faults = _crossed(line, values)
    if faults:
        return faults
    today = values.pop("today")
    case: Case = Case(**values)
    return Asked(line, case, today)


def _crossed(line: int, values: Mapping[str, Any]) -> list[Fault]:
    quantity, affected = values.get("quantity"), values.get("affected")
    if quantity is not None and affected is not None and affected > quantity:
        return [Fault(line, "affected", f"must be at most quantity, {quantity}, not {affected}")]
    return []


def _shown(value: object) -> str:
    """A bad value as JSON on one short line, safe for any terminal."""
    if isinstance(value, _NotANumber):
        return "a number beyond counting"
    if isinstance(value, Decimal):
        return _cut(str(value))
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "an object"
    return _cut(json.dumps(value))


def _shown_key(key: str) -> str:
    return _cut(key if key.isascii() and key.isidentifier() else json.dumps(key))


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
