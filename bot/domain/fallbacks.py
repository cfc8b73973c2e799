"""fallbacks(found) → what remains outside the dispute, each with its days, in the order of use (POLICY section 2).

A route whose last day has passed is left out: it is no help. A last day that depends on something the buyer did not
say stays None, and a note says what is needed. The European dispute platform is closed and is never a route.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Final

from bot.domain.assessment import Fallback, Verdict
from bot.domain.calendar import after, years_after
from bot.domain.cards import by_card, card
from bot.domain.case import Payment, Stage, Wish
from bot.domain.findings import Findings
from bot.domain.issues import Issue
from bot.domain.policy import Reader
from bot.domain.situations import NEVER_ARRIVED, Situation

_ARRIVED: Final = frozenset({Situation.RECEIVED, Situation.UNWANTED, Situation.LATE})
_LOST: Final = frozenset({Verdict.CLOSED, Verdict.DECIDED, Verdict.RUNNING})


def fallbacks(found: Findings) -> tuple[Fallback, ...]:
    """The routes that remain today, first things first."""
    routes = (ROUTES[key](found) for key in ROUTES)
    return tuple(r for r in routes if r is not None and (r.last_day is None or r.last_day >= found.today))


def _after(rules: Reader, key: str, term: str, base: date | None, *notes: str) -> Fallback | None:
    """A route so many days after `base`; None where the rule did not exist."""
    days = rules.find(term)
    if days is None:
        return None
    last_day = None if base is None else after(base, days)
    return Fallback(key, last_day, None, rules.source(term), notes, {"days": days}, term)


def _open_ended(found: Findings, key: str, source: str, *notes: str) -> Fallback:
    return Fallback(key, None, None, found.policy.sources[source], notes)


def _appeal(found: Findings) -> Fallback | None:
    if found.stage is not Stage.DECIDED or not found.known_platform:
        return None
    notes = () if found.case.closed_on is not None else ("from_the_end",)
    return _after(found.rules, "appeal", "appeal_within", found.case.closed_on, *notes)


def _reopen(found: Findings) -> Fallback | None:
    last = found.window.safe_last_day
    if found.stage is not Stage.DECIDED or last is None:
        return None
    return Fallback("reopen_dispute", last, None, found.policy.sources["ALIX-2"], ("only_if_cancelled",))


def _cancel(found: Findings) -> Fallback | None:
    unshipped = found.row is Situation.NOT_SHIPPED and found.stage is Stage.NOT_OPENED
    return _open_ended(found, "cancel_order", "OFERAL") if unshipped else None


def _free_return(found: Findings) -> Fallback | None:
    wanted = found.row is Situation.UNWANTED or (found.row is Situation.RECEIVED and found.case.wish is Wish.RETURN)
    if not wanted:
        return None
    base = found.case.delivered_on
    notes = ("if_label", "unused") if base is not None else ("if_label", "unused", "from_receipt")
    return _after(found.rules, "free_return", "free_return_within", base, *notes)


def _paypal(found: Findings) -> Fallback | None:
    payment = found.case.payment
    if payment not in (None, Payment.PAYPAL) or found.row in (Situation.UNWANTED, Situation.LATE):
        return None
    notes = ["paypal_escalate", "one_at_a_time"]
    if payment is None:
        notes.insert(0, "if_paypal")
    if found.paid_on is None:
        notes.append("day_needs_payment")
    route = _after(found.payments, "paypal", "paypal_within", found.paid_on, *notes)
    if route is None:
        return None
    facts = {**route.facts, "claim_days": found.payments.value("paypal_escalate_within")}
    return Fallback(route.route, route.last_day, None, route.source, route.notes, facts, route.term)


def _us_fcba(found: Findings) -> Fallback | None:
    if not found.lives_in("us") or not by_card(found) or found.row in (Situation.UNWANTED, Situation.LATE):
        return None
    notes = ["if_credit_card", "counted_from_statement"]
    if found.paid_on is None:
        notes.append("day_needs_payment")
    return _after(found.laws, "us_fcba", "us_billing_error_within", found.paid_on, *notes)


def _section_75(found: Findings) -> Fallback | None:
    if not found.lives_in("uk") or not by_card(found) or found.row in (Situation.UNWANTED, Situation.LATE):
        return None
    years = found.laws.find("uk_section_75_within")
    if years is None:
        return None
    low, high = found.laws.value("uk_section_75_above"), found.laws.value("uk_section_75_up_to")
    each = _price_of_one(found)
    if each is not None and not low < each <= high:
        return None
    breach = found.case.protection_ends_on if found.row in NEVER_ARRIVED else found.case.delivered_on
    notes = ["if_credit_card", "middleman_may_break_chain"]
    facts: dict[str, date | int | str] = {"years": years, "low": low, "high": high}
    if each is None:
        notes.append("if_price_in_range")
    last_day = None if breach is None else years_after(breach, years)
    if breach is None:
        notes.append("day_needs_dates")
    else:
        facts["scotland_on"] = years_after(breach, found.laws.value("uk_section_75_within_scotland"))
        notes.append("scotland_shorter")
    source = found.laws.source("uk_section_75_within")
    return Fallback("uk_section_75", last_day, None, source, tuple(notes), facts, "uk_section_75_within")


def _price_of_one(found: Findings) -> Decimal | None:
    """The price of one piece in pounds, or None when it is not known in pounds."""
    case = found.case
    if case.price is None or (case.currency or "").upper() != "GBP" or not case.price.is_finite():
        return None
    return case.price / case.quantity if case.quantity and case.quantity > 0 else case.price


def _uk_chargeback(found: Findings) -> Fallback | None:
    bank = card(found) if found.lives_in("uk") else None
    if bank is None:
        return None
    weeks = found.laws.find("uk_ombudsman_after")
    if weeks is None:
        return None
    notes = ("not_a_right", "ombudsman")
    source = found.policy.sources["S75-B"]
    return Fallback("uk_chargeback", bank.last_day, bank.from_on, source, notes, {"weeks": weeks}, bank.term)


def _eu_withdrawal(found: Findings) -> Fallback | None:
    received = found.case.delivered_on
    if not found.lives_in("eu") or found.row not in _ARRIVED or (received is None and found.row is Situation.RECEIVED):
        return None
    notes = (
        ("send_back", "withdrawal_exceptions") if received else ("send_back", "withdrawal_exceptions", "from_receipt")
    )
    route = _after(found.laws, "eu_withdrawal", "eu_withdrawal_within", received, *notes)
    if route is None:
        return None
    facts = {**route.facts, "back_days": found.laws.value("eu_send_back_within")}
    return Fallback(route.route, route.last_day, None, route.source, route.notes, facts, route.term)


def _eu_conformity(found: Findings) -> Fallback | None:
    if not found.lives_in("eu") or found.row is not Situation.RECEIVED:
        return None
    years = found.laws.find("eu_conformity_within")
    if years is None:
        return None
    received = found.case.delivered_on
    last_day = None if received is None else years_after(received, years)
    notes = ("hard_to_enforce",) if received else ("hard_to_enforce", "from_receipt")
    source = found.laws.source("eu_conformity_within")
    return Fallback("eu_conformity", last_day, None, source, notes, {"years": years}, "eu_conformity_within")


def _eu_non_delivery(found: Findings) -> Fallback | None:
    if not found.lives_in("eu") or found.row not in NEVER_ARRIVED:
        return None
    days = found.laws.find("eu_delivery_within")
    if days is None:
        return None
    from_on = None if found.case.ordered_on is None else after(found.case.ordered_on, days)
    notes = ("unless_agreed",) if from_on is not None else ("unless_agreed", "from_order")
    source = found.laws.source("eu_delivery_within")
    return Fallback("eu_non_delivery", None, from_on, source, notes, {"days": days}, "eu_delivery_within")


def _eu_court(found: Findings) -> Fallback | None:
    if not found.lives_in("eu") or found.verdict not in _LOST:
        return None
    return _open_ended(found, "eu_court", "ACM22", "mediation_not_yet", "in_its_language")


def _dsa(found: Findings) -> Fallback | None:
    if not found.lives_in("eu") or found.case.issue not in (Issue.COUNTERFEIT, Issue.FAKE_CAPACITY):
        return None
    return _open_ended(found, "dsa_notice", "DSA")


def _brazil_regret(found: Findings) -> Fallback | None:
    received = found.case.delivered_on
    if not found.lives_in("brazil") or found.row not in _ARRIVED:
        return None
    notes = () if received is not None else ("from_receipt",)
    return _after(found.laws, "brazil_regret", "brazil_regret_within", received, *notes)


def _brazil_procon(found: Findings) -> Fallback | None:
    return _open_ended(found, "brazil_procon", "INFOM", "in_its_language") if found.lives_in("brazil") else None


def _support(found: Findings) -> Fallback:
    return _open_ended(found, "support_goodwill", "ARTICLE-2025", "store_not_obliged")


ROUTES: Final[dict[str, Callable[[Findings], Fallback | None]]] = {
    "appeal": _appeal,
    "reopen_dispute": _reopen,
    "cancel_order": _cancel,
    "free_return": _free_return,
    "paypal": _paypal,
    "card": card,
    "us_fcba": _us_fcba,
    "uk_section_75": _section_75,
    "uk_chargeback": _uk_chargeback,
    "eu_withdrawal": _eu_withdrawal,
    "eu_conformity": _eu_conformity,
    "eu_non_delivery": _eu_non_delivery,
    "eu_court": _eu_court,
    "brazil_regret": _brazil_regret,
    "brazil_procon": _brazil_procon,
    "dsa_notice": _dsa,
    "support_goodwill": _support,
}
