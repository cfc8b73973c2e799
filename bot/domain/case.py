"""Case: what a buyer told us about one order, and nothing else.

A case is a frozen value; change is `replace`. `None` means not answered. A field named in `unknown` was
answered with "I don't know", which is an answer. Everything the bot concludes is worked out from here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, Self

from bot.domain.history import Happening
from bot.domain.history import read as _history
from bot.domain.history import written as _written
from bot.domain.issues import Family, Issue


class Stage(StrEnum):
    """Where the dispute stands, as far as the spine knows; the coach refines it."""

    NOT_OPENED = "not_opened"
    OPEN = "open"
    DECIDED = "decided"


class Tracking(StrEnum):
    NONE = "none"
    MOVING = "moving"
    STALLED = "stalled"
    INVALID = "invalid"
    DELIVERED = "delivered"
    RETURNED = "returned"


class Payment(StrEnum):
    CARD = "card"
    VISA = "visa"
    MASTERCARD = "mastercard"
    AMEX = "amex"
    PAYPAL = "paypal"
    OTHER = "other"


class Proof(StrEnum):
    """Kinds of evidence a buyer can hold."""

    PHOTO = "photo"
    VIDEO = "video"
    SCREENSHOT = "screenshot"
    CHAT = "chat"
    TRACKING = "tracking"
    OFFICIAL_LETTER = "official_letter"
    RECEIPT = "receipt"


class Loss(StrEnum):
    """How a partial loss is counted: the method of a partial refund."""

    COUNT = "count"
    PART = "part"
    FUNCTION = "function"
    REPAIR = "repair"
    WHOLE = "whole"


class Wish(StrEnum):
    """What the buyer would like, in their own order of preference."""

    MONEY_BACK = "money_back"
    PART_BACK = "part_back"
    NEW_PIECE = "new_piece"
    RETURN = "return"
    ADVISE = "advise"


class Replied(StrEnum):
    """Whether the seller was written to, and what came of it."""

    NOT_WRITTEN = "not_written"
    SILENT = "silent"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Case:
    """One order with one problem. Dates are calendar days as the buyer sees them on the order page."""

    marketplace: str = "aliexpress"
    stage: Stage | None = None
    family: Family | None = None
    issue: Issue | None = None
    item: str | None = None
    detail: str | None = None
    """What differs or is broken, in the buyer's own words and language: quoted in the letters as it stands."""
    order_number: str | None = None
    price: Decimal | None = None  # paid for the whole line, all pieces
    shipping_price: Decimal | None = None
    tax: Decimal | None = None
    currency: str | None = None
    quantity: int | None = None
    affected: int | None = None
    loss: Loss | None = None
    part_price: Decimal | None = None
    function_lost: Decimal | None = None  # 0..1
    repair_price: Decimal | None = None
    return_price: Decimal | None = None
    ordered_on: date | None = None
    paid_on: date | None = None
    shipped_on: date | None = None
    protection_ends_on: date | None = None
    delivered_on: date | None = None
    confirmed_on: date | None = None
    opened_on: date | None = None
    closed_on: date | None = None
    shipping_method: str | None = None
    tracking: Tracking | None = None
    payment: Payment | None = None
    country: str | None = None  # ISO 3166-1 alpha-2
    replied: Replied | None = None
    seller_contacted_on: date | None = None
    evidence: tuple[Proof, ...] | None = None
    wish: Wish | None = None
    notes: str | None = None
    history: tuple[Happening, ...] = ()
    """What happened in the dispute, oldest first; grows by `stages.told`."""
    unknown: frozenset[str] = field(default_factory=frozenset)
    """Fields answered with "I don't know" or skipped."""
    heard: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Readings that were understood but not yet confirmed by the buyer; several mean: ask which."""
    recap: bool = False
    """The first sentence was understood, and its readings wait for one common yes."""
    accepted: frozenset[str] = field(default_factory=frozenset)
    """Doubts (see `doubts`) the buyer has answered with "it is right"."""
    reviewed: bool = False
    """The summary was confirmed: the result may be shown."""
    told: Mapping[str, str] = field(default_factory=dict)
    """What the last result said, so that a change can show what it changed."""

    @property
    def blank(self) -> bool:
        """Nothing was told yet but whether there is a dispute."""
        return self == Case(stage=self.stage, marketplace=self.marketplace)

    def knows(self, name: str) -> bool:
        """Whether the buyer answered this field, "I don't know" included."""
        return getattr(self, name) is not None or name in self.unknown

    def but(self, **changes: Any) -> Self:
        """The same case with these fields changed."""
        return replace(self, **changes)


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
    return {name: _text(value) for name, value in dict(told).items()}


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
    "accepted": _names,
    "heard": _heard,
    "told": _told,
    "history": _history,
    "recap": _flag,
    "reviewed": _flag,
}


def parse(name: str, text: Any) -> Any:
    """A field's stored text as the field's own type; raises ValueError where it is not one."""
    return _READ.get(name, _text)(text)


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
        elif entry.name == "history":
            value = _written(value)
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
_COLLECTIONS: Final = frozenset({"unknown", "heard", "accepted", "told", "history"})
ANSWERS: Final = _NAMES - _COLLECTIONS - {"recap", "reviewed"}
"""The fields a buyer can answer; the others say how the form stands."""
