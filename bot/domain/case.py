"""Case: what a buyer told us about one order, and nothing else.

A case is a frozen value; change is `replace`. `None` means not answered. A field named in `unknown` was
answered with "I don't know", which is an answer. Everything the bot concludes is worked out from here.
How it is kept: `case_json`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, Self

from bot.domain.claims import Shot
from bot.domain.history import Happening
from bot.domain.issues import Family, Issue
from bot.domain.telling import Telling

ALL: Final = "*"
"""In `Case.muted`: every kind."""


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


class Result(StrEnum):
    """How a case ended for the buyer."""

    WON = "won"
    PART = "part"
    LOST = "lost"
    WITHDRAWN = "withdrawn"


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
    without: frozenset[Shot] = field(default_factory=frozenset)
    """Shots that the buyer said can't be had; see `instead`."""
    requested: frozenset[Shot] = field(default_factory=frozenset)
    """Shots that volunteers asked for and the buyer wants to send, whatever the list of the problem says."""
    wish: Wish | None = None
    notes: str | None = None
    history: tuple[Happening, ...] = ()
    """What happened in the dispute, oldest first; grows by `standing.told`."""
    telling: tuple[Telling, ...] = ()
    """What the buyer is just telling of the dispute; the first is asked about first."""
    ended: Result | None = None
    """How it ended in the buyer's own word; `outcome` weighs it with the money that came."""
    counted: tuple[Issue, Result] | None = None
    """What the plain counters hold of this case, so that it is counted once; see `outcome`."""
    calendar: Mapping[str, date] = field(default_factory=dict)
    """The days that calendar files had so far, by the name of the entry, so that the next can take one back; see
    `agenda`."""
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
    muted: frozenset[str] = field(default_factory=frozenset)
    """Kinds of reminders the buyer does not want for this case; ALL: none of them."""
    told: Mapping[str, str] = field(default_factory=dict)
    """What the last result said, so that a change can show what it changed."""

    @property
    def blank(self) -> bool:
        """Nothing was told yet but whether there is a dispute."""
        return self == Case(stage=self.stage, marketplace=self.marketplace)

    def knows(self, name: str) -> bool:
        """Whether the buyer answered this field, "I don't know" included."""
        return getattr(self, name) is not None or name in self.unknown

    def mutes(self, kind: str) -> bool:
        """Whether the buyer switched reminders of this kind off."""
        return kind in self.muted or ALL in self.muted

    def but(self, **changes: Any) -> Self:
        """The same case with these fields changed."""
        return replace(self, **changes)
