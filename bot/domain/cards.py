"""Card routes: which reason code fits, until when, and from when the bank will take it.

Order of the codes and their waits: POLICY F3 to F7. A start that depends on the payment stays None when nobody
said when it was.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from bot.domain.assessment import Facts, Fallback
from bot.domain.calendar import after
from bot.domain.case import Payment
from bot.domain.findings import Findings
from bot.domain.issues import Issue
from bot.domain.situations import NEVER_ARRIVED, Situation

_NOT_COVERED: Final = frozenset({Situation.UNWANTED, Situation.LATE})
CARD_ROUTES: Final = (
    "visa_13_1",
    "visa_13_3",
    "visa_13_4",
    "mastercard_4853",
    "amex_c08",
    "amex_c31",
    "amex_c32",
    "card_unknown",
)


def by_card(found: Findings) -> bool:
    """Whether a card was used, as far as is known."""
    return found.case.payment not in (Payment.PAYPAL, Payment.OTHER)


def card(found: Findings) -> Fallback | None:
    """The route through the card issuer, or None where it does not apply or did not exist."""
    if found.row in _NOT_COVERED or not by_card(found) or not found.payments.has("mastercard_within"):
        return None
    brand = found.case.payment
    scheme = _SCHEMES.get(brand) if brand is not None else None
    return scheme(found) if scheme is not None else _any_brand(found)


def _visa(found: Findings) -> Fallback:
    ends, received = found.case.protection_ends_on, found.case.delivered_on
    if found.row in NEVER_ARRIVED:
        wait = found.payments.value("visa_not_received_wait")
        return _route(found, "visa_13_1", "visa_not_received_within", ends or found.paid_on, _waits(found, wait))
    if found.case.issue is Issue.COUNTERFEIT:
        never_after = _plus(found.paid_on, found.payments.value("visa_counterfeit_never_after"))
        base = received or found.paid_on
        notes = ("needs_third_party",)
        return _route(found, "visa_13_4", "visa_counterfeit_within", base, notes=notes, never_after=never_after)
    days = found.payments.value("visa_after_return_wait")
    notes = ("offer_return_first",)
    base = received or found.paid_on
    return _route(found, "visa_13_3", "visa_not_as_described_within", base, notes=notes, facts={"wait_days": days})


def _mastercard(found: Findings) -> Fallback:
    ends, received = found.case.protection_ends_on, found.case.delivered_on
    delayed = received is not None and ends is not None and received > ends
    wait = found.payments.value("mastercard_wait")
    from_on = _waits(found, wait) if found.row in NEVER_ARRIVED else None
    return _route(found, "mastercard_4853", "mastercard_within", received if delayed else found.paid_on, from_on)


def _amex(found: Findings) -> Fallback:
    key = "amex_c32" if found.case.issue is Issue.DAMAGED else "amex_c31"
    if found.row in NEVER_ARRIVED:
        key = "amex_c08"
    sooner = _plus(found.paid_on, found.payments.value("amex_within_shorter"))
    facts = {"sooner_on": sooner} if sooner is not None else {}
    notes = ("amex_days_uncertain",) if sooner is not None else ()
    return _route(found, key, "amex_within", found.paid_on, notes=notes, facts=facts)


def _any_brand(found: Findings) -> Fallback:
    """The brand is not known: the latest wait of all, and the earliest last day that can be defended."""
    options = [scheme(found) for scheme in (_visa, _mastercard, _amex)]
    dated = [option for option in options if option.last_day is not None]
    tightest = min(dated, key=lambda option: option.last_day or date.max, default=options[1])
    waits = [option.from_on for option in options if option.from_on is not None]
    ends = found.case.protection_ends_on
    if found.row in NEVER_ARRIVED and ends is not None:
        # F3: for what never came the day it was due starts the clock, whenever it was paid for.
        chosen, facts, start = options[0], {"start_on": ends}, _start(found, tightest.last_day, options[0].last_day)
    else:
        chosen, facts, start = tightest, {}, ()
    if "sooner_day" in start and tightest.last_day is not None:
        facts["sooner_on"] = tightest.last_day
    condition = () if found.case.payment is Payment.CARD else ("if_card",)
    last_day = chosen.last_day if start or len(dated) == len(options) else None
    unsure = () if last_day is not None else ("day_needs_payment",)
    notes = (*condition, *start, "one_at_a_time", "account_risk", *unsure)
    return Fallback("card_unknown", last_day, max(waits, default=None), chosen.source, notes, facts, chosen.term)


def _start(found: Findings, sooner: date | None, last_day: date | None) -> tuple[str, ...]:
    """What the last day is counted from, and whether a card that counts from the payment has an earlier one."""
    if sooner is None or last_day is None or sooner >= last_day:
        return ("from_expected",)
    return ("from_expected", "sooner_day" if sooner >= found.today else "sooner_day_passed")


_SCHEMES: Final[dict[Payment, Callable[[Findings], Fallback]]] = {
    Payment.VISA: _visa,
    Payment.MASTERCARD: _mastercard,
    Payment.AMEX: _amex,
}


def _route(
    found: Findings,
    key: str,
    term: str,
    base: date | None,
    from_on: date | None = None,
    notes: tuple[str, ...] = (),
    facts: Facts | None = None,
    never_after: date | None = None,
) -> Fallback:
    last_day = _plus(base, found.payments.value(term))
    if last_day is not None and never_after is not None:
        last_day = min(last_day, never_after)
    unsure = () if last_day is not None else ("day_needs_payment",)
    said = (*notes, "one_at_a_time", "account_risk", *unsure)
    return Fallback(key, last_day, from_on, found.payments.source(term), said, facts or {}, term)


def _waits(found: Findings, days: int) -> date | None:
    """The day after the promised one; where none was promised, so many days after the payment."""
    ends = found.case.protection_ends_on
    return after(ends, 1) if ends is not None else _plus(found.paid_on, days)


def _plus(day: date | None, days: int) -> date | None:
    return None if day is None else after(day, days)
