"""Case to and from JSON, and one field from its stored text. What another release wrote never raises."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any, Final

from bot.domain import history, telling
from bot.domain.case import Case, Loss, Payment, Proof, Replied, Result, Stage, Tracking, Wish
from bot.domain.claims import Shot
from bot.domain.issues import Family, Issue


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _amount(value: Any) -> Decimal:
    amount = Decimal(value)
    if not amount.is_finite():
        raise ValueError
    return amount


def _names(values: Any) -> frozenset[str]:
    if not isinstance(values, list):
        raise TypeError
    return frozenset(map(_text, values))


def _told(told: Any) -> Mapping[str, str]:
    return {_text(name): _text(value) for name, value in dict(told).items()}


def _heard(heard: Any) -> Mapping[str, tuple[str, ...]]:
    """The readings that can still be offered. None at all means: asked, and nothing understood yet."""
    kept = {name: (values, tuple(filter(_readable(name), values))) for name, values in heard.items() if name in ANSWERS}
    return {name: read for name, (values, read) in kept.items() if isinstance(values, list) and (read or not values)}


def _readable(name: str) -> Callable[[Any], bool]:
    def reads(text: Any) -> bool:
        try:
            return isinstance(text, str) and parse(name, text) is not None
        except (ValueError, ArithmeticError, TypeError):
            return False

    return reads


def _shots(stored: Any) -> frozenset[Shot]:
    return frozenset(Shot(shot) for shot in _names(stored))


def _calendar(stored: Any) -> Mapping[str, date]:
    return {name: date.fromisoformat(day) for name, day in dict(stored).items()}


def _counted(stored: Any) -> tuple[Issue, Result]:
    issue, result = stored
    return Issue(issue), Result(result)


_READ: Final[dict[str, Any]] = {
    "stage": Stage,
    "family": Family,
    "issue": Issue,
    "tracking": Tracking,
    "payment": Payment,
    "loss": Loss,
    "wish": Wish,
    "replied": Replied,
    **dict.fromkeys(
        ("price", "shipping_price", "tax", "part_price", "function_lost", "repair_price", "return_price"),
        _amount,
    ),
    **dict.fromkeys(
        (
            "ordered_on",
            "paid_on",
            "shipped_on",
            "protection_ends_on",
            "delivered_on",
            "confirmed_on",
            "opened_on",
            "closed_on",
            "seller_contacted_on",
        ),
        date.fromisoformat,
    ),
    "quantity": int,
    "affected": int,
    "evidence": lambda kinds: tuple(Proof(kind) for kind in kinds),
    "unknown": _names,
    "without": _shots,
    "requested": _shots,
    "accepted": _names,
    "muted": _names,
    "heard": _heard,
    "told": _told,
    "history": history.read,
    "telling": telling.read,
    "ended": Result,
    "counted": _counted,
    "calendar": _calendar,
    "recap": _flag,
    "reviewed": _flag,
}


def parse(name: str, text: Any) -> Any:
    """A field's stored text as the field's own type; raises ValueError where it is not one."""
    return _READ.get(name, _text)(text)


_WRITTEN: Final[Mapping[str, Callable[[Any], Any]]] = {
    "history": history.written,
    "telling": telling.written,
    "calendar": lambda days: {name: day.isoformat() for name, day in days.items()},
}
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def to_json(case: Case) -> str:
    """The answers as compact JSON; fields at their default are left out, so new fields need no migration."""
    out: dict[str, Any] = {}
    for entry in fields(Case):
        value = getattr(case, entry.name)
        if value is None or value is False or (entry.name in _COLLECTIONS and not value):
            continue
        if isinstance(value, date):
            value = value.isoformat()
        elif isinstance(value, Decimal):
            value = str(value)
        elif isinstance(value, frozenset):
            value = sorted(value)
        elif entry.name in _WRITTEN:
            value = _WRITTEN[entry.name](value)
        out[entry.name] = value
    return _ENCODER.encode(out)


def from_json(text: str) -> Case:
    """The case `to_json` wrote. A field this release no longer has is dropped; a value it no longer
    understands counts as not answered, so the buyer is simply asked again. What is no case at all is an empty one."""
    try:
        stored = json.loads(text)
    except ValueError:
        stored = None
    answers: dict[str, Any] = {}
    for name, value in stored.items() if isinstance(stored, dict) else ():
        if name in _NAMES:
            try:
                answers[name] = parse(name, value)
            except (ValueError, ArithmeticError, TypeError, AttributeError):
                continue
    return Case(**answers)


_NAMES: Final = frozenset(entry.name for entry in fields(Case))
_COLLECTIONS: Final = frozenset(
    {"unknown", "without", "requested", "heard", "accepted", "told", "history", "telling", "muted", "calendar"}
)
ANSWERS: Final = _NAMES - _COLLECTIONS - {"ended", "counted", "recap", "reviewed"}
"""The fields a buyer can answer; the others say how the form stands."""
