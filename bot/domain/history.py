"""History: what happened in a dispute, one happening after the other, as the buyer told it or as a clock ran out.

Where the dispute stands is worked out from here (`stages.stage_of`) and never stored. Keys are stable: they are in the
database, in callback data and in specs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final


class Event(StrEnum):
    """Everything that can happen to a dispute. Past tense, or a state the buyer sees."""

    # What the buyer did.
    DISPUTE_OPENED = "dispute_opened"
    BUYER_EDITED = "buyer_edited"
    BUYER_SENT_EVIDENCE = "buyer_sent_evidence"
    BUYER_ACCEPTED_REFUND = "buyer_accepted_refund"
    BUYER_ACCEPTED_RETURN = "buyer_accepted_return"
    BUYER_ACCEPTED_NOTHING = "buyer_accepted_nothing"
    BUYER_CANCELLED = "buyer_cancelled"
    BUYER_APPEALED = "buyer_appealed"
    BUYER_MISSED_TIMER = "buyer_missed_timer"
    RETURN_SHIPPED = "return_shipped"
    # What the seller did.
    SELLER_ACCEPTED = "seller_accepted"
    SELLER_OFFERED_AMOUNT = "seller_offered_amount"
    SELLER_OFFERED_RESEND = "seller_offered_resend"
    SELLER_ASKED_RETURN = "seller_asked_return"
    SELLER_ASKED_CANCEL = "seller_asked_cancel"
    SELLER_ASKED_WAIT = "seller_asked_wait"
    SELLER_ASKED_CONFIRM = "seller_asked_confirm"
    SELLER_ASKED_OUTSIDE = "seller_asked_outside"
    SELLER_ASKED_EVIDENCE = "seller_asked_evidence"
    SELLER_OFFERED_COUPON = "seller_offered_coupon"
    SELLER_REFUSED = "seller_refused"
    SELLER_SILENT = "seller_silent"
    # What the platform did.
    PLATFORM_STEPPED_IN = "platform_stepped_in"
    PLATFORM_ASKED_EVIDENCE = "platform_asked_evidence"
    PLATFORM_ASKED_PARCEL_PAPER = "platform_asked_parcel_paper"
    PLATFORM_PROPOSED_AMOUNT = "platform_proposed_amount"
    PLATFORM_PROPOSED_ZERO = "platform_proposed_zero"
    PLATFORM_PROPOSED_RETURN = "platform_proposed_return"
    PLATFORM_PROPOSED_WAIT = "platform_proposed_wait"
    DECIDED_FOR = "decided_for"
    DECIDED_RETURN = "decided_return"
    DECIDED_AGAINST = "decided_against"
    DISPUTE_ENDED = "dispute_ended"
    # What is seen on the page, in the parcel, on the account.
    STILL_PENDING = "still_pending"
    TWO_PROPOSALS = "two_proposals"
    OTHER_OFFERED = "other_offered"
    PARCEL_ARRIVED = "parcel_arrived"
    ITEM_DIED = "item_died"
    LABEL_REFUSED = "label_refused"
    RETURN_ARRIVED = "return_arrived"
    RETURN_NOT_PAID = "return_not_paid"
    REFUND_NOT_SEEN = "refund_not_seen"
    MONEY_ARRIVED = "money_arrived"
    SUSPICIOUS_MAIL = "suspicious_mail"
    # A clock ran out.
    WINDOW_RAN_OUT = "window_ran_out"
    SELLER_TIME_RAN_OUT = "seller_time_ran_out"
    STILL_UNDER_WAY = "still_under_way"
    NEGOTIATION_RAN_OUT = "negotiation_ran_out"
    DELIVERY_TIME_RAN_OUT = "delivery_time_ran_out"
    EVIDENCE_TIME_RAN_OUT = "evidence_time_ran_out"
    PROPOSED_AMOUNT_APPLIED = "proposed_amount_applied"
    PROPOSED_RETURN_APPLIED = "proposed_return_applied"
    PROPOSED_ZERO_APPLIED = "proposed_zero_applied"
    WAITING_RAN_OUT = "waiting_ran_out"
    RETURN_TIME_RAN_OUT = "return_time_ran_out"
    RETURN_CHECK_RAN_OUT = "return_check_ran_out"
    AGREEMENT_CARRIED_OUT = "agreement_carried_out"
    AGREED_RETURN_DUE = "agreed_return_due"
    REFUND_TIME_RAN_OUT = "refund_time_ran_out"
    APPEAL_TIME_RAN_OUT = "appeal_time_ran_out"
    APPEAL_ANSWER_RAN_OUT = "appeal_answer_ran_out"


class Side(StrEnum):
    """Who offers."""

    SELLER = "seller"
    PLATFORM = "platform"


class OfferKind(StrEnum):
    """What is offered."""

    REFUND = "refund"
    RETURN = "return"
    RESEND = "resend"
    WAIT = "wait"
    COUPON = "coupon"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry of the history. `on` None: it happened, nobody knows when. Amounts are in the order's currency."""

    event: Event
    on: date | None = None
    amount: Decimal | None = None
    by: Side | None = None
    answer_by: date | None = None
    """The last day the page gives for an answer; it wins over every number of the policy."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What somebody puts forward, as `assess` takes it."""

    by: Side
    kind: OfferKind
    amount: Decimal | None = None
    on: date | None = None
    answer_by: date | None = None

    def happened(self, today: date) -> Happening:
        """The same as a happening; of today when no day was told."""
        event = _OFFERED.get((self.by, self.kind), Event.OTHER_OFFERED)
        return Happening(event, self.on or today, self.amount, self.by, self.answer_by)


_OFFERED: Final = {
    (Side.SELLER, OfferKind.REFUND): Event.SELLER_OFFERED_AMOUNT,
    (Side.SELLER, OfferKind.RETURN): Event.SELLER_ASKED_RETURN,
    (Side.SELLER, OfferKind.RESEND): Event.SELLER_OFFERED_RESEND,
    (Side.SELLER, OfferKind.WAIT): Event.SELLER_ASKED_WAIT,
    (Side.SELLER, OfferKind.COUPON): Event.SELLER_OFFERED_COUPON,
    (Side.PLATFORM, OfferKind.REFUND): Event.PLATFORM_PROPOSED_AMOUNT,
    (Side.PLATFORM, OfferKind.RETURN): Event.PLATFORM_PROPOSED_RETURN,
    (Side.PLATFORM, OfferKind.WAIT): Event.PLATFORM_PROPOSED_WAIT,
}


def in_order(history: tuple[Happening, ...]) -> tuple[Happening, ...]:
    """By their days; what shares one keeps its order, and what has none stays behind what was told before it."""
    latest, placed = date.min, list[tuple[date, Happening]]()
    for one in history:
        latest = max(latest, one.on or latest)
        placed.append((one.on or latest, one))
    return tuple(one for _, one in sorted(placed, key=lambda entry: entry[0]))


def written(history: tuple[Happening, ...]) -> list[dict[str, str]]:
    """The history as JSON takes it; what is absent is left out."""
    return [
        {
            name: value.isoformat() if isinstance(value, date) else str(value)
            for name in Happening.__slots__
            if (value := getattr(happening, name)) is not None
        }
        for happening in history
    ]


def read(stored: Any) -> tuple[Happening, ...]:
    """What `written` wrote; an entry this release does not understand is left out. Raises TypeError for no list."""
    if not isinstance(stored, list):
        raise TypeError
    return tuple(happening for entry in stored if (happening := _entry(entry)) is not None)


def _entry(entry: Any) -> Happening | None:
    try:
        return Happening(
            event=Event(entry["event"]),
            on=_day(entry, "on"),
            amount=_amount(entry),
            by=Side(entry["by"]) if "by" in entry else None,
            answer_by=_day(entry, "answer_by"),
        )
    except (KeyError, ValueError, ArithmeticError, TypeError):
        return None


def _day(entry: Mapping[str, Any], name: str) -> date | None:
    return date.fromisoformat(entry[name]) if name in entry else None


def _amount(entry: Mapping[str, Any]) -> Decimal | None:
    if "amount" not in entry:
        return None
    amount = Decimal(entry["amount"])
    if not amount.is_finite() or amount < 0:
        raise ValueError
    return amount
