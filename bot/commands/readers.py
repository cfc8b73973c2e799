"""Readers: what a key of `assess` takes: functions from a JSON value to ours. What does not fit raises OddError."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from bot.domain.case import Proof
from bot.domain.claims import Shot

MOST: Final = 10**9
_PIECES: Final = 100_000
_EARLIEST, _LATEST = date(2010, 1, 1), date(2099, 12, 31)  # AliExpress opened in 2010

_DIGITS: Final = re.compile(r"\d{1,12}(\.\d{1,12})?", re.ASCII)
_LONE: Final = re.compile(r"[\ud800-\udfff]")
_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class OddError(ValueError):
    """A value that is not what its key takes; the text says what it must be."""


def text(limit: int) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if not isinstance(value, str) or len(value) > limit or _LONE.search(value):
            raise OddError(f"must be text of at most {limit} characters")
        return value

    return read


def letters(count: int, what: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if not (isinstance(value, str) and len(value) == count and value.isascii() and value.isalpha()):
            raise OddError(f"must be {what}")
        return value.upper()

    return read


def one_of(kind: type[StrEnum]) -> Callable[[Any], StrEnum]:
    def read(value: Any) -> StrEnum:
        if not isinstance(value, str) or value not in set(kind):
            raise OddError("must be one of " + ", ".join(kind))
        return kind(value)

    return read


def day(value: Any) -> date:
    must = f"must be a date from {_EARLIEST} to {_LATEST} written YYYY-MM-DD"
    if not isinstance(value, str) or not _ISO.fullmatch(value):
        raise OddError(must)
    try:
        found = date.fromisoformat(value)
    except ValueError:
        raise OddError(must) from None
    if not _EARLIEST <= found <= _LATEST:
        raise OddError(must)
    return found


def number(most: int, least: int = 0) -> Callable[[Any], Decimal]:
    def read(value: Any) -> Decimal:
        found = Decimal(value) if isinstance(value, str) and _DIGITS.fullmatch(value) else value
        if not isinstance(found, Decimal):
            raise OddError(f"must be a number of at least {least}")
        if found < least:
            raise OddError(f"must be a number of at least {least}")
        if found > most:
            raise OddError(f"must be a number of at most {most}")
        return found

    return read


def whole(value: Any) -> int:
    must = f"must be a whole number from 1 to {_PIECES}"
    try:
        found = number(_PIECES, 1)(value)
    except OddError:
        raise OddError(must) from None
    if found != found.to_integral_value():
        raise OddError(must)
    return int(found)


def shots(value: Any) -> frozenset[Shot]:
    must = "must be a list of shots out of " + ", ".join(Shot)
    if not isinstance(value, list) or not all(isinstance(shot, str) and shot in set(Shot) for shot in value):
        raise OddError(must)
    return frozenset(Shot(shot) for shot in value)


def evidence(value: Any) -> tuple[Proof, ...]:
    must = "must be a list of kinds out of " + ", ".join(Proof)
    if not isinstance(value, list) or not all(isinstance(kind, str) and kind in set(Proof) for kind in value):
        raise OddError(must)
    return tuple(dict.fromkeys(Proof(kind) for kind in value))
