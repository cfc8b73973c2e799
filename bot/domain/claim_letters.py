"""Letters of the coach: to whom each goes, and the facts they need beyond those of `letters`.

The words are templates/letters/<key>.j2. Like every letter they say only what the buyer told us.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from bot.domain.case import Case
from bot.domain.coach import Coaching
from bot.domain.history import Event, Happening
from bot.domain.letters import Fact
from bot.domain.money import paid
from bot.domain.stages import Phase


class Addressee(StrEnum):
    """Who reads a letter; it decides the language."""

    SELLER = "seller"
    PLATFORM = "platform"
    PAYPAL = "paypal"
    BANK = "bank"


COACH_LETTERS: Final[Mapping[str, Addressee]] = MappingProxyType(
    {
        "keep_agreement": Addressee.SELLER,
        "zero_offer": Addressee.SELLER,
        "low_offer": Addressee.SELLER,
        "appeal": Addressee.PLATFORM,
        "label_refused": Addressee.PLATFORM,
        "paypal_claim": Addressee.PAYPAL,
        "card_claim": Addressee.BANK,
        "bank_question": Addressee.BANK,
    }
)
_CODES: Final = MappingProxyType(
    {
        "visa_13_1": "Visa 13.1",
        "visa_13_3": "Visa 13.3",
        "visa_13_4": "Visa 13.4",
        "mastercard_4853": "Mastercard 4853",
        "amex_c08": "American Express C08",
        "amex_c31": "American Express C31",
        "amex_c32": "American Express C32",
    }
)
_ARRIVED: Final = frozenset({Event.RETURN_ARRIVED, Event.RETURN_NOT_PAID})
_AGREED: Final = frozenset({Event.SELLER_ACCEPTED})
_SUMS: Final = frozenset(
    {Event.SELLER_OFFERED_AMOUNT, Event.PLATFORM_PROPOSED_AMOUNT, Event.BUYER_ACCEPTED_REFUND, Event.DECIDED_FOR}
)


def claim_facts(case: Case, coaching: Coaching) -> Mapping[str, Fact]:
    """What the letters of the coach may mention beside the facts of every letter; all keys are always there."""
    arrived, agreed = _last(case, _ARRIVED), _last(case, _AGREED)
    offered = next((one.amount for one in reversed(case.history) if one.event in _SUMS and one.amount), None)
    codes = [_CODES[route.route] for route in coaching.routes if route.route in _CODES]
    return {
        "offered": offered,
        "total": paid(case),
        "paid_on": case.paid_on or case.ordered_on,
        "opened_on": case.opened_on,
        "closed_on": case.closed_on,
        "agreed_on": agreed.on if agreed else None,
        "return_arrived_on": arrived.on if arrived and arrived.event is Event.RETURN_ARRIVED else None,
        "return_by": coaching.at.act_by if coaching.at.phase is Phase.RETURN_DUE and not coaching.at.over else None,
        "refund_on": coaching.at.since if coaching.at.phase is Phase.REFUND_DUE else None,
        "reason_code": codes[0] if codes else None,
    }


def _last(case: Case, events: frozenset[Event]) -> Happening | None:
    return next((one for one in reversed(case.history) if one.event in events), None)
