"""What is offered at "What happened?": the likely events of a stage first, and every other on its shelf."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from bot.domain.history import Event
from bot.domain.stages import Phase
from bot.domain.transitions import POSSIBLE


class Teller(StrEnum):
    """Whose doing it is."""

    SELLER = "seller"
    PLATFORM = "platform"
    SEEN = "seen"
    BUYER = "buyer"


SHELVES: Final[Mapping[Teller, tuple[Event, ...]]] = MappingProxyType(
    {
        Teller.SELLER: (
            Event.SELLER_ACCEPTED,
            Event.SELLER_OFFERED_AMOUNT,
            Event.SELLER_OFFERED_RESEND,
            Event.SELLER_ASKED_RETURN,
            Event.SELLER_ASKED_CANCEL,
            Event.SELLER_ASKED_WAIT,
            Event.SELLER_ASKED_CONFIRM,
            Event.SELLER_ASKED_OUTSIDE,
            Event.SELLER_ASKED_EVIDENCE,
            Event.SELLER_OFFERED_COUPON,
            Event.SELLER_REFUSED,
            Event.SELLER_SILENT,
        ),
        Teller.PLATFORM: (
            Event.PLATFORM_STEPPED_IN,
            Event.PLATFORM_ASKED_EVIDENCE,
            Event.PLATFORM_ASKED_PARCEL_PAPER,
            Event.PLATFORM_PROPOSED_AMOUNT,
            Event.PLATFORM_PROPOSED_ZERO,
            Event.PLATFORM_PROPOSED_RETURN,
            Event.PLATFORM_PROPOSED_WAIT,
            Event.DECIDED_FOR,
            Event.DECIDED_RETURN,
            Event.DECIDED_AGAINST,
            Event.DISPUTE_ENDED,
        ),
        Teller.SEEN: (
            Event.STILL_PENDING,
            Event.TWO_PROPOSALS,
            Event.OTHER_OFFERED,
            Event.PARCEL_ARRIVED,
            Event.ITEM_DIED,
            Event.LABEL_REFUSED,
            Event.RETURN_ARRIVED,
            Event.RETURN_NOT_PAID,
            Event.REFUND_NOT_SEEN,
            Event.MONEY_ARRIVED,
            Event.SUSPICIOUS_MAIL,
        ),
        Teller.BUYER: (
            Event.DISPUTE_OPENED,
            Event.BUYER_EDITED,
            Event.BUYER_SENT_EVIDENCE,
            Event.BUYER_ACCEPTED_REFUND,
            Event.BUYER_ACCEPTED_RETURN,
            Event.BUYER_ACCEPTED_NOTHING,
            Event.BUYER_CANCELLED,
            Event.BUYER_APPEALED,
            Event.BUYER_MISSED_TIMER,
            Event.RETURN_SHIPPED,
        ),
    }
)
"""Everything a person can tell. What only a clock knows is on no shelf."""
TELLABLE: Final = frozenset(event for shelf in SHELVES.values() for event in shelf)

LIKELY: Final[Mapping[Phase, tuple[Event, ...]]] = MappingProxyType(
    {
        Phase.BEFORE_OPENING: (
            Event.DISPUTE_OPENED,
            Event.SELLER_ASKED_WAIT,
            Event.SELLER_REFUSED,
            Event.PARCEL_ARRIVED,
        ),
        Phase.WAITING_FOR_SELLER: (
            Event.SELLER_ACCEPTED,
            Event.SELLER_OFFERED_AMOUNT,
            Event.SELLER_ASKED_RETURN,
            Event.SELLER_REFUSED,
            Event.SELLER_SILENT,
        ),
        Phase.SELLER_AGREED: (Event.MONEY_ARRIVED, Event.REFUND_NOT_SEEN, Event.RETURN_SHIPPED),
        Phase.NEGOTIATION: (
            Event.PLATFORM_PROPOSED_AMOUNT,
            Event.PLATFORM_STEPPED_IN,
            Event.SELLER_OFFERED_AMOUNT,
            Event.SELLER_ACCEPTED,
            Event.BUYER_ACCEPTED_REFUND,
        ),
        Phase.PLATFORM_LOOKS: (
            Event.PLATFORM_PROPOSED_AMOUNT,
            Event.PLATFORM_PROPOSED_RETURN,
            Event.PLATFORM_ASKED_EVIDENCE,
            Event.DECIDED_FOR,
            Event.DECIDED_AGAINST,
        ),
        Phase.PARCEL_AWAITED: (Event.PARCEL_ARRIVED, Event.PLATFORM_PROPOSED_AMOUNT, Event.SELLER_ACCEPTED),
        Phase.PROPOSAL: (
            Event.BUYER_ACCEPTED_REFUND,
            Event.BUYER_ACCEPTED_RETURN,
            Event.BUYER_EDITED,
            Event.DECIDED_FOR,
            Event.DECIDED_AGAINST,
        ),
        Phase.TOLD_TO_WAIT: (Event.PARCEL_ARRIVED, Event.PLATFORM_PROPOSED_AMOUNT, Event.DECIDED_AGAINST),
        Phase.RETURN_DUE: (Event.RETURN_SHIPPED, Event.LABEL_REFUSED, Event.BUYER_MISSED_TIMER),
        Phase.RETURN_SENT: (Event.RETURN_ARRIVED, Event.RETURN_NOT_PAID, Event.MONEY_ARRIVED),
        Phase.REFUND_DUE: (Event.MONEY_ARRIVED, Event.REFUND_NOT_SEEN, Event.SUSPICIOUS_MAIL),
        Phase.REFUSED: (Event.BUYER_APPEALED, Event.MONEY_ARRIVED),
        Phase.APPEAL_RUNNING: (Event.DECIDED_FOR, Event.DECIDED_AGAINST, Event.PLATFORM_ASKED_EVIDENCE),
        Phase.LOST: (Event.MONEY_ARRIVED, Event.SUSPICIOUS_MAIL),
        Phase.CANCELLED: (Event.DISPUTE_OPENED, Event.MONEY_ARRIVED),
        Phase.PAID: (Event.SUSPICIOUS_MAIL, Event.REFUND_NOT_SEEN),
    }
)
"""What usually comes next in each stage: offered first. Everything else is one tap further, or typed."""


def possible(phase: Phase, events: Iterable[Event]) -> tuple[Event, ...]:
    """Those of the events that can happen in this stage, in their order."""
    return tuple(event for event in events if (phase, event) in POSSIBLE)
