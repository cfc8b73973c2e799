"""ROUTE_LETTERS and ROUTE_EVIDENCE: the one letter of each way outside the dispute, and what goes with it.

What is named is what helps, not what the buyer has: whoever lacks a paper sends the others. A list leaves out what
cannot exist in this case, such as photos of a parcel that never came. Words: words/enclosures.j2, one entry each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from bot.domain.arguments import never_came
from bot.domain.cards import CARD_ROUTES
from bot.domain.case import Case, Stage
from bot.domain.fallbacks import ROUTES
from bot.domain.history import Event
from bot.domain.situations import stage


class Enclosure(StrEnum):
    """One thing to attach."""

    ORDER_PAGE = "order_page"
    LISTING = "listing"
    STATEMENT_LINE = "statement_line"
    PROBLEM_SHOWN = "problem_shown"
    TRACKING = "tracking"
    CARRIER_PAPER = "carrier_paper"
    CHAT = "chat"
    DISPUTE_RESULT = "dispute_result"
    OVERLOOKED = "overlooked"
    RETURN_OFFERED = "return_offered"
    POSTING_PROOF = "posting_proof"
    RETURN_TRACKING = "return_tracking"
    EXPERT_WORD = "expert_word"
    DAY_OF_RECEIPT = "day_of_receipt"
    LETTER_SENT = "letter_sent"
    LABEL_REFUSAL = "label_refusal"
    REFUND_SHOWN = "refund_shown"
    THE_MESSAGE = "the_message"
    APPEAL_SHOWN = "appeal_shown"


E = Enclosure
_BOUGHT: Final = (E.ORDER_PAGE, E.STATEMENT_LINE, E.LISTING)
_SHOWN: Final = (E.PROBLEM_SHOWN, E.TRACKING, E.CARRIER_PAPER)
_TRIED: Final = (E.CHAT, E.DISPUTE_RESULT)
_CLAIM: Final = (*_BOUGHT, *_SHOWN, *_TRIED)

ROUTE_LETTERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "appeal": "appeal",
        "reopen_dispute": "dispute_form",
        "cancel_order": "first_message",
        "free_return": "first_message",
        "paypal": "paypal_claim",
        **dict.fromkeys(CARD_ROUTES, "card_claim"),
        "us_fcba": "us_billing_error",
        "uk_section_75": "uk_section_75",
        "uk_chargeback": "uk_chargeback",
        "eu_withdrawal": "eu_withdrawal",
        "eu_conformity": "eu_conformity",
        "eu_non_delivery": "eu_non_delivery",
        "eu_court": "eu_account",
        "brazil_regret": "brazil_regret",
        "brazil_procon": "brazil_complaint",
        "dsa_notice": "dsa_notice",
        "support_goodwill": "goodwill",
    }
)
ROUTE_EVIDENCE: Final[Mapping[str, tuple[Enclosure, ...]]] = MappingProxyType(
    {
        "appeal": (E.OVERLOOKED, *_SHOWN, E.POSTING_PROOF, E.CHAT),
        "reopen_dispute": (*_SHOWN, E.LISTING, E.CHAT),
        "cancel_order": (E.ORDER_PAGE,),
        "free_return": (E.ORDER_PAGE, E.PROBLEM_SHOWN),
        "paypal": _CLAIM,
        **dict.fromkeys(CARD_ROUTES, _CLAIM),
        # The scheme wants to see that the goods were offered back (POLICY F4).
        "visa_13_3": (*_CLAIM, E.RETURN_OFFERED, E.POSTING_PROOF),
        "visa_13_4": (*_BOUGHT, E.EXPERT_WORD, *_SHOWN, *_TRIED),
        "us_fcba": _CLAIM,
        "uk_section_75": _CLAIM,
        "uk_chargeback": _CLAIM,
        "eu_withdrawal": (E.ORDER_PAGE, E.DAY_OF_RECEIPT),
        "eu_conformity": (E.ORDER_PAGE, E.DAY_OF_RECEIPT, E.LISTING, E.PROBLEM_SHOWN),
        "eu_non_delivery": (E.ORDER_PAGE, E.TRACKING, E.CARRIER_PAPER),
        "eu_court": (*_CLAIM, E.LETTER_SENT),
        "brazil_regret": (E.ORDER_PAGE, E.DAY_OF_RECEIPT),
        "brazil_procon": (*_CLAIM, E.LETTER_SENT),
        "dsa_notice": (E.LISTING, E.PROBLEM_SHOWN, E.EXPERT_WORD),
        "support_goodwill": (E.ORDER_PAGE, E.PROBLEM_SHOWN, E.TRACKING),
    }
)
_AT_THE_SAME_BANK: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {"uk_chargeback": ("uk_chargeback",), "us_fcba": ("card_claim", "us_billing_error")}
)
"""The law of the country speaks to the bank of the card, so it is no second way: what is sent there instead."""
_REPORT: Final = "dsa_notice"
LETTER_EVIDENCE: Final[Mapping[str, tuple[Enclosure, ...]]] = MappingProxyType(
    {
        "appeal": ROUTE_EVIDENCE["appeal"],
        "appeal_overdue": (E.APPEAL_SHOWN,),
        "label_refused": (E.LABEL_REFUSAL,),
        "return_not_paid": (E.RETURN_TRACKING, E.POSTING_PROOF),
        "carrier_letter": (E.TRACKING, E.ORDER_PAGE),
        "still_not_received": (E.TRACKING,),
        "bank_question": (E.REFUND_SHOWN, E.STATEMENT_LINE),
        "phishing_report": (E.THE_MESSAGE,),
    }
)
"""For letters inside the platform that need more than the shot list of the problem."""

if missing := {*ROUTES, *CARD_ROUTES} - {"card"} ^ set(ROUTE_LETTERS) | set(ROUTE_LETTERS) ^ set(ROUTE_EVIDENCE):
    raise AssertionError(f"routes without a letter or a list: {sorted(missing)}")

_RETURNED: Final = frozenset({Event.RETURN_SHIPPED, Event.RETURN_ARRIVED, Event.RETURN_NOT_PAID})
_TO_RETURN: Final = _RETURNED | {Event.DECIDED_RETURN, Event.BUYER_ACCEPTED_RETURN, Event.RETURN_TIME_RAN_OUT}
_FITS: Final[Mapping[Enclosure, Callable[[Case], bool]]] = MappingProxyType(
    {
        E.PROBLEM_SHOWN: lambda case: not never_came(case),
        E.TRACKING: never_came,
        E.CARRIER_PAPER: never_came,
        E.RETURN_OFFERED: lambda case: not _told(case, _RETURNED),
        E.POSTING_PROOF: lambda case: _told(case, _TO_RETURN),
        E.DISPUTE_RESULT: lambda case: stage(case) is not Stage.NOT_OPENED,
    }
)


def evidence(case: Case, listed: Iterable[Enclosure]) -> tuple[Enclosure, ...]:
    """What of a list can exist in this case, in its order."""
    return tuple(one for one in listed if one not in _FITS or _FITS[one](case))


def enclosed(case: Case, letter: str) -> tuple[Enclosure, ...]:
    """What goes with a letter, whichever way it belongs to; for the letters of the form it is the shot list."""
    route = next((way for way, key in ROUTE_LETTERS.items() if key == letter), "")
    listed = LETTER_EVIDENCE.get(letter, () if letter in _OF_THE_FORM else ROUTE_EVIDENCE.get(route, ()))
    return evidence(case, listed)


_OF_THE_FORM: Final = frozenset({"first_message", "dispute_form"})


def letters_of(first: str, others: Iterable[str]) -> tuple[str, ...]:
    """The letters of the way that comes first, the one to send first first. A report of a fake listing asks for no
    money, so it may go beside any way."""
    left = tuple(others)
    bank = next((_AT_THE_SAME_BANK[route] for route in left if route in _AT_THE_SAME_BANK), ())
    sent = (bank if first in CARD_ROUTES else ()) or (ROUTE_LETTERS[first],)
    return tuple(dict.fromkeys((*sent, *((ROUTE_LETTERS[_REPORT],) if _REPORT in left else ()))))


def _told(case: Case, events: frozenset[Event]) -> bool:
    return any(one.event in events for one in case.history)
