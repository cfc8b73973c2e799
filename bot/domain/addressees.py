"""COACH_LETTERS: to whom each letter of the coach goes, and with that in which languages it is given.

The seller reads the language chosen for sellers; AliExpress reads English, because its form takes nothing else
(POLICY section 5). PayPal, banks, carriers and authorities are the buyer's own: they get the buyer's language, and
English beside it for the country whose language we do not speak. The words are templates/letters/<key>.j2.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Addressee(StrEnum):
    """Who reads a letter."""

    SELLER = "seller"
    PLATFORM = "platform"
    PAYPAL = "paypal"
    BANK = "bank"
    CARRIER = "carrier"
    AUTHORITY = "authority"
    """Consumer protection or a court, where the buyer lives."""


COACH_LETTERS: Final[Mapping[str, Addressee]] = MappingProxyType(
    {
        # While the dispute runs.
        "keep_agreement": Addressee.SELLER,
        "zero_offer": Addressee.SELLER,
        "low_offer": Addressee.SELLER,
        "reply_offer": Addressee.SELLER,
        "reply_resend": Addressee.SELLER,
        "reply_coupon": Addressee.SELLER,
        "reply_refusal": Addressee.SELLER,
        "reply_evidence": Addressee.SELLER,
        "remind_seller": Addressee.SELLER,
        "refuse_return": Addressee.SELLER,
        "return_terms": Addressee.SELLER,
        "pay_for_arrival": Addressee.SELLER,
        "low_proposal": Addressee.PLATFORM,
        "two_proposals": Addressee.PLATFORM,
        "return_too_dear": Addressee.PLATFORM,
        "still_not_received": Addressee.PLATFORM,
        "missed_answer": Addressee.PLATFORM,
        "parcel_arrived": Addressee.PLATFORM,
        "label_refused": Addressee.PLATFORM,
        "return_not_paid": Addressee.PLATFORM,
        "carrier_letter": Addressee.CARRIER,
        # After it.
        "appeal": Addressee.PLATFORM,
        "appeal_overdue": Addressee.PLATFORM,
        "bank_question": Addressee.BANK,
        "phishing_report": Addressee.BANK,
        "paypal_claim": Addressee.PAYPAL,
        "card_claim": Addressee.BANK,
        # The law of the buyer's country.
        "us_billing_error": Addressee.BANK,
        "uk_section_75": Addressee.BANK,
        "uk_chargeback": Addressee.BANK,
        "eu_withdrawal": Addressee.SELLER,
        "eu_conformity": Addressee.SELLER,
        "eu_non_delivery": Addressee.SELLER,
        "eu_account": Addressee.AUTHORITY,
        "dsa_notice": Addressee.PLATFORM,
        "brazil_regret": Addressee.SELLER,
        "brazil_complaint": Addressee.AUTHORITY,
    }
)
_USUAL: Final[Mapping[str, Addressee]] = MappingProxyType({"dispute_form": Addressee.PLATFORM})
_ENGLISH: Final = "en"


def addressee(key: str) -> Addressee:
    """Who reads this letter; what is not the coach's goes to the seller, but for the dispute form."""
    return COACH_LETTERS.get(key) or _USUAL.get(key, Addressee.SELLER)


def written_in(key: str, buyer: str, seller: str) -> tuple[str, ...]:
    """The languages a letter is given in, the one to send first, each once."""
    match addressee(key):
        case Addressee.SELLER:
            both = (seller, buyer)
        case Addressee.PLATFORM:
            both = (_ENGLISH, buyer)
        case _:
            both = (buyer, _ENGLISH)
    return tuple(dict.fromkeys(both))
