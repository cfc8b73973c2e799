"""Case input: what `assess` may be told, one row of FIELDS per key, and every fault in it named.

An object with any fault gives no case, only all of its faults: nothing is guessed or left out silently.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from bot.commands.json_objects import Fault, shown, shown_key
from bot.domain.case import Case, Payment, Proof, Stage, Tracking
from bot.domain.issues import Issue

_MOST: Final = 10**9
_PIECES: Final = 100_000
_EARLIEST, _LATEST = date(2010, 1, 1), date(2099, 12, 31)  # AliExpress opened in 2010

_DIGITS: Final = re.compile(r"\d{1,12}(\.\d{1,12})?", re.ASCII)
_LONE: Final = re.compile(r"[\ud800-\udfff]")
_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Asked:
    """One case that was understood, and the day it is asked on."""

    line: int
    case: Case
    today: date


class _OddError(ValueError):
    """A value that is not what its key takes; the text says what it must be."""


def _text(limit: int) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if not isinstance(value, str) or len(value) > limit or _LONE.search(value):
            raise _OddError(f"must be text of at most {limit} characters")
        return value

    return read


def _letters(count: int, what: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if not (isinstance(value, str) and len(value) == count and value.isascii() and value.isalpha()):
            raise _OddError(f"must be {what}")
        return value.upper()

    return read


def _one_of(kind: type[StrEnum]) -> Callable[[Any], StrEnum]:
    def read(value: Any) -> StrEnum:
        if not isinstance(value, str) or value not in set(kind):
            raise _OddError("must be one of " + ", ".join(kind))
        return kind(value)

    return read


def _day(value: Any) -> date:
    must = f"must be a date from {_EARLIEST} to {_LATEST} written YYYY-MM-DD"
    if not isinstance(value, str) or not _ISO.fullmatch(value):
        raise _OddError(must)
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise _OddError(must) from None
    if not _EARLIEST <= day <= _LATEST:
        raise _OddError(must)
    return day


def _number(most: int, least: int = 0) -> Callable[[Any], Decimal]:
    def read(value: Any) -> Decimal:
        number = Decimal(value) if isinstance(value, str) and _DIGITS.fullmatch(value) else value
        if not isinstance(number, Decimal):
            raise _OddError(f"must be a number of at least {least}")
        if number < least:
            raise _OddError(f"must be a number of at least {least}")
        if number > most:
            raise _OddError(f"must be a number of at most {most}")
        return number

    return read


def _whole(value: Any) -> int:
    must = f"must be a whole number from 1 to {_PIECES}"
    try:
        number = _number(_PIECES, 1)(value)
    except _OddError:
        raise _OddError(must) from None
    if number != number.to_integral_value():
        raise _OddError(must)
    return int(number)


def _evidence(value: Any) -> tuple[Proof, ...]:
    must = "must be a list of kinds out of " + ", ".join(Proof)
    if not isinstance(value, list) or not all(isinstance(kind, str) and kind in set(Proof) for kind in value):
        raise _OddError(must)
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


def understood(line: int, found: Mapping[str, object]) -> Asked | tuple[Fault, ...]:
    """The case an object describes, or everything that is wrong with it."""
    faults: list[Fault] = []
    values: dict[str, Any] = {}
    for key, value in found.items():
        if key not in FIELDS:
            faults.append(Fault(line, shown_key(key), "must be one of the known keys: " + ", ".join(FIELDS)))
        elif value is None and key not in REQUIRED:
            continue
        else:
            try:
                values[key] = FIELDS[key](value)
            except _OddError as odd:
                faults.append(Fault(line, key, f"{odd}, not {shown(value)}"))
    faults += [Fault(line, key, "must be given") for key in REQUIRED if key not in found]
    if not faults:
        faults = _crossed(line, values)
    if faults:
        return tuple(faults)
    today = values.pop("today")
    return Asked(line, Case(**values), today)


def _crossed(line: int, values: Mapping[str, Any]) -> list[Fault]:
    quantity, affected = values.get("quantity"), values.get("affected")
    if quantity is not None and affected is not None and affected > quantity:
        return [Fault(line, "affected", f"must be at most quantity, {quantity}, not {affected}")]
    return []
