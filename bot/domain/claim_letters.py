"""claim_facts(case, coaching) → the facts the coach's letters need beyond those of `letters`.

The words are templates/letters/<key>.j2. Like every letter they say only what the buyer told us. To whom each goes:
`addressees`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from bot.domain.case import Case
from bot.domain.coach import Coaching
from bot.domain.history import Event, Happening
from bot.domain.letters import Fact, request_facts
from bot.domain.money import paid
from bot.domain.stages import Phase

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
_UNSOLVED: Final = frozenset({Phase.REFUSED, Phase.APPEAL_RUNNING, Phase.LOST, Phase.CANCELLED})
_BACK: Final = frozenset({Event.RETURN_ARRIVED, Event.RETURN_NOT_PAID})
_SENT: Final = frozenset({Event.RETURN_SHIPPED})
_CAME: Final = frozenset({Event.PARCEL_ARRIVED})
_APPEALED: Final = frozenset({Event.BUYER_APPEALED})
_PAPER: Final = Event.PLATFORM_ASKED_PARCEL_PAPER
_AGREED: Final = frozenset({Event.SELLER_ACCEPTED})
_SUMS: Final = frozenset(
    {Event.SELLER_OFFERED_AMOUNT, Event.PLATFORM_PROPOSED_AMOUNT, Event.BUYER_ACCEPTED_REFUND, Event.DECIDED_FOR}
)


def claim_facts(case: Case, coaching: Coaching) -> Mapping[str, Fact]:
    """What the letters of the coach may mention beside the facts of every letter; all keys are always there."""
    back = _last(case, _BACK)
    told = next((one.amount for one in reversed(case.history) if one.event in _SUMS and one.amount), None)
    codes = [_CODES[route.route] for route in coaching.routes if route.route in _CODES]
    return {
        **request_facts(case, coaching.claim),
        "offered": coaching.offer.offered if coaching.offer else told,
        "total": paid(case),
        "paid_on": case.paid_on or case.ordered_on,
        "opened_on": case.opened_on,
        "closed_on": case.closed_on,
        "unsolved": coaching.at.phase in _UNSOLVED,
        "return_cost": case.return_price if case.currency else None,
        "agreed_on": _day(case, _AGREED),
        "appealed_on": _day(case, _APPEALED),
        "came_on": _day(case, _CAME),
        "sent_back_on": _day(case, _SENT),
        "return_arrived_on": back.on if back and back.event is Event.RETURN_ARRIVED else None,
        "return_by": coaching.at.act_by if coaching.at.phase is Phase.RETURN_DUE and not coaching.at.over else None,
        "paper_by": coaching.at.act_by if coaching.event is _PAPER and not coaching.at.over else None,
        "refund_on": coaching.at.since if coaching.at.phase is Phase.REFUND_DUE else None,
        "reason_code": codes[0] if codes else None,
    }


def _day(case: Case, events: frozenset[Event]) -> date | None:
    last = _last(case, events)
    return last.on if last else None


def _last(case: Case, events: frozenset[Event]) -> Happening | None:
    return next((one for one in reversed(case.history) if one.event in events), None)
