"""WARNINGS: what a buyer in this situation must know, each with the condition under which it is said.

One row for each special situation of POLICY 1.7 (the letter stands beside it) and for the rules around them. A row
that does not apply is silent. The words are in `templates/words/warnings.j2`, the sources in
`bot/policies/situations.toml`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.domain.assessment import Facts, Fallback, Verdict
from bot.domain.calendar import after
from bot.domain.cards import CARD_ROUTES
from bot.domain.case import Payment, Proof, Stage, Tracking, Wish
from bot.domain.doubts import doubts
from bot.domain.findings import Findings
from bot.domain.issues import Issue
from bot.domain.situations import NEVER_ARRIVED, NOT_RECEIVED, Situation

_CARDS: Final = (Payment.CARD, Payment.VISA, Payment.MASTERCARD, Payment.AMEX)
PAYMENT_CLOCK_DAYS: Final = 15
"""So many days before PayPal's or the bank's last day the buyer is told of it."""


@dataclass(frozen=True, slots=True)
class Warned:
    keys: tuple[str, ...]
    facts: Facts


def warnings(found: Findings) -> Warned:
    """The warnings that apply, doubts about the days first, with the facts their words need."""
    said = {key: facts for key, warn in WARNINGS.items() if (facts := warn(found)) is not None}
    together = {name: fact for facts in said.values() for name, fact in facts.items()}
    return Warned((*doubts(found.case, found.today), *said), together)


def _when(holds: Callable[[Findings], bool]) -> Callable[[Findings], Facts | None]:
    """A warning whose words need no facts."""
    return lambda found: {} if holds(found) else None


def _terms(holds: Callable[[Findings], bool], **terms: str) -> Callable[[Findings], Facts | None]:
    """A warning whose words need numbers of the policy; silent where the rule did not exist yet."""

    def warn(found: Findings) -> Facts | None:
        if not holds(found) or not all(found.rules.has(term) for term in terms.values()):
            return None
        return {name: found.rules.value(term) for name, term in terms.items()}

    return warn


def _asked_open(found: Findings) -> bool:
    return found.stage is Stage.OPEN


def _asked_decided(found: Findings) -> bool:
    return found.stage is Stage.DECIDED


def _issue(*issues: Issue) -> Callable[[Findings], bool]:
    return lambda found: found.case.issue in issues


def _row(*rows: Situation) -> Callable[[Findings], bool]:
    return lambda found: found.row in rows


def _unconfirmed(found: Findings) -> bool:
    shipped = found.row not in (Situation.NOT_SHIPPED, Situation.DIGITAL)
    return found.may_still_open and found.case.confirmed_on is None and shipped


def _untracked(found: Findings) -> bool:
    method = (found.case.shipping_method or "").casefold()
    economy = any(word in method for word in found.policy.lists["untracked"])
    return found.row in NOT_RECEIVED and (economy or found.case.tracking is Tracking.NONE)


def _returning(found: Findings) -> bool:
    return found.row is Situation.UNWANTED or (found.row is Situation.RECEIVED and found.case.wish is Wish.RETURN)


def _extension(found: Findings) -> Facts | None:
    """R22: more time from the seller moves the opening day; the payment's clock runs on."""
    ends, days = found.case.protection_ends_on, found.rules.find("extension_asked_before")
    waiting = found.row in NOT_RECEIVED and found.stage is Stage.NOT_OPENED
    if ends is None or days is None or not waiting or not after(ends, -days) <= found.today <= ends:
        return None
    return {}


def _ends_before_window(*routes: str, fact: str) -> Callable[[Findings], Facts | None]:
    def warn(found: Findings) -> Facts | None:
        opens_on = found.window.opens_on
        if found.verdict is not Verdict.TOO_EARLY or opens_on is None:
            return None
        days = [last for last in _last_days(found.fallbacks, routes) if last < opens_on]
        return {fact: min(days), "opens_on": opens_on} if days else None

    return warn


def _clock(found: Findings) -> Facts | None:
    days = _last_days(found.fallbacks, ("paypal", *CARD_ROUTES))
    soon = [last for last in days if (last - found.today).days <= PAYMENT_CLOCK_DAYS]
    return {"payment_last_on": min(soon)} if soon else None


def _last_days(routes: tuple[Fallback, ...], keys: tuple[str, ...]) -> list[date]:
    return [route.last_day for route in routes if route.route in keys and route.last_day is not None]


def _paypal_beside(found: Findings) -> Facts | None:
    """F2: with a dispute running, a PayPal case would wait for it, and it for the PayPal case."""
    days = _last_days(found.fallbacks, ("paypal",))
    running = found.stage is Stage.OPEN and found.case.payment is Payment.PAYPAL
    return {"paypal_last_on": min(days)} if running and days else None


def _paypal_undated(found: Findings) -> bool:
    undated = any(route.route == "paypal" and route.last_day is None for route in found.fallbacks)
    return undated and found.stage is Stage.OPEN and found.case.payment is Payment.PAYPAL


def _damage(found: Findings) -> Facts | None:
    received = found.case.delivered_on
    if found.case.issue is not Issue.DAMAGED or received is None or not found.may_still_open:
        return None
    days = found.rules.find("damage_without_report")
    return {"damage_days": days} if days is not None and found.today > after(received, days) else None


def _files(found: Findings) -> bool:
    kinds = found.case.evidence or ()
    return found.may_still_open and (Proof.PHOTO in kinds or Proof.VIDEO in kinds)


def _waits_inside(found: Findings) -> Facts | None:
    """R30: a case about a parcel still moving is not looked at before the delivery time is over."""
    ends = found.case.protection_ends_on
    moving = found.stage is Stage.OPEN and found.row is Situation.IN_TRANSIT
    return {"ends_on": ends} if moving and ends is not None and found.today <= ends else None


def _cancelling_final(found: Findings) -> bool:
    last = found.window.safe_last_day
    return found.stage is Stage.OPEN and last is not None and found.today > last


def _some_pieces(found: Findings) -> bool:
    affected, ordered = found.case.affected, found.case.quantity
    return found.row is Situation.RECEIVED and affected is not None and ordered is not None and affected < ordered


def _extras_paid(found: Findings) -> bool:
    extras = (found.case.tax, found.case.shipping_price)
    return found.stage is not Stage.NOT_OPENED and any(extra is not None and extra > 0 for extra in extras)


def _odr(found: Findings) -> bool:
    block = found.policy.term("eu_complaint_platform").latest(found.today)
    return block is not None and found.lives_in("eu") and found.verdict in (Verdict.CLOSED, Verdict.DECIDED)


def _stalled(found: Findings) -> bool:
    ends = found.case.protection_ends_on
    return (
        found.row is Situation.ABNORMAL
        and found.may_still_open
        and found.case.tracking is Tracking.STALLED
        and (ends is None or found.today <= ends)
    )


def _delivery_day(found: Findings) -> bool:
    return found.may_still_open and "delivered_on" in found.window.missing


WARNINGS: Final[Mapping[str, Callable[[Findings], Facts | None]]] = {
    "other_platform": _when(lambda found: not found.known_platform and is_russian(found.case.marketplace)),  # R58s
    "unknown_marketplace": _when(lambda found: not found.known_platform and not is_russian(found.case.marketplace)),
    "no_rule_for_date": _when(lambda found: found.window.no_rule),
    "cancelling_now_is_final": _when(_cancelling_final),  # R39
    "paypal_beside_the_dispute": _paypal_beside,  # F2
    "paypal_or_the_dispute": _when(_paypal_undated),  # F2
    "accepting_is_final": _when(_asked_open),  # R32
    "silence_may_accept": _terms(  # R33, R34
        _asked_open, answer_days="answer_a_proposal_within", waiting_days="keep_waiting"
    ),
    "waits_for_delivery_end": _waits_inside,  # R30
    "changes_restart_the_seller": _terms(_asked_open, seller_days="seller_answers_within"),  # R26, R31
    "pending_after_both_answers": _terms(_asked_open, finish_days="case_finishes_after_answers"),  # R36
    "do_not_confirm_early": _when(_unconfirmed),  # R58a
    "do_not_cancel_for_a_promise": _when(_asked_open),  # R58b
    "no_money_outside": _when(lambda found: _asked_open(found) or found.case.issue is Issue.EXTRA_PAYMENT),  # R58c
    "zero_offer": _when(_asked_open),  # R58d
    "tracking_says_delivered": _when(_row(Situation.SAID_DELIVERED)),  # R58e
    "untracked_mail": _when(_untracked),  # R58f
    "refund_may_come_by_itself": _terms(  # R58g
        lambda found: found.case.issue is Issue.RETURNED_TO_SENDER or found.case.tracking is Tracking.RETURNED,
        cancelled_days="cancelled_shipment_refund_within",
    ),
    "let_processing_time_run_out": _when(_row(Situation.NOT_SHIPPED)),  # R58h
    "cancel_request_grants_itself": _terms(  # R58i
        _row(Situation.NOT_SHIPPED),
        cancel_hours="cancel_request_unanswered",
        cancel_hours_most="cancel_request_unanswered_at_most",
    ),
    "customs_paper_decides": _when(_issue(Issue.CUSTOMS)),  # R58j
    "brazil_import_tax": _terms(  # R58k
        lambda found: found.case.issue is Issue.CUSTOMS and found.lives_in("brazil"),
        tax_days="brazil_tax_appeal_within",
        tax_courier_days="brazil_tax_appeal_courier",
    ),
    "do_not_mail_fakes": _when(_issue(Issue.COUNTERFEIT)),  # R58l
    "claim_with_the_first_parcel": _when(_issue(Issue.MISSING_QUANTITY)),  # R58m
    "choose_the_shipping_reason": _when(_issue(Issue.WRONG_SHIPPING_METHOD)),  # R58n
    "digital_is_uncertain": _when(_row(Situation.DIGITAL)),  # R58o
    "pacific_dates": _when(  # R58p
        lambda found: (
            found.may_still_open
            and found.window.safe_last_day is not None
            and found.verdict in (Verdict.CLOSING_SOON, Verdict.DEPENDS)
        )
    ),
    "tell_if_it_arrives": _when(lambda found: _asked_decided(found) and found.row in NEVER_ARRIVED),  # R58q
    "refund_phishing": _when(_asked_decided),  # R58r
    "ask_shipping_and_tax": _when(_extras_paid),  # R57h, R57i
    "look_at_the_purchase_date": _when(_asked_decided),  # R57c
    "closed_card": _when(lambda found: _asked_decided(found) and found.case.payment in _CARDS),  # R57d
    "bonus_is_store_credit": _terms(_asked_decided, credit_days="store_credit_lives"),  # R57e
    "boleto_needs_details": _terms(  # R57f
        lambda found: (
            _asked_decided(found) and found.lives_in("brazil") and found.case.payment in (None, Payment.OTHER)
        ),
        boleto_days="refund_by_boleto_within",
    ),
    "late_coupon": _terms(  # R57l
        _row(Situation.LATE),
        coupon_dollars="late_coupon_worth",
        coupon_days="late_coupon_within",
        coupon_lives="late_coupon_lives",
    ),
    "estimate_is_not_protection": _when(  # R18
        lambda found: found.may_still_open and "protection_ends_on" in found.window.missing
    ),
    "delivery_day_unknown": _when(_delivery_day),
    "stalled_may_count_as_moving": _when(_stalled),  # R3
    "better_after_protection": _when(  # R8
        lambda found: (
            found.may_still_open
            and found.row is Situation.IN_TRANSIT
            and found.rules.has("window_after_end")
            and not found.rules.has("waits_for_delivery_end")
        )
    ),
    "optional_seller_guarantee": _when(lambda found: found.window.optional_guarantee),  # R7
    "extension_moves_the_opening": _extension,  # R20 to R22
    "paypal_ends_before_window": _ends_before_window("paypal", fact="paypal_last_on"),
    "card_ends_before_window": _ends_before_window(*CARD_ROUTES, fact="card_last_on"),
    "payment_clock_running_out": _clock,
    "not_covered_own_mistake": _when(  # R25
        _issue(Issue.WRONG_ADDRESS, Issue.CUSTOMS, Issue.RETURNED_TO_SENDER)
    ),
    "not_covered_goods": _when(_returning),  # R23
    "no_false_claims": _when(_row(Situation.UNWANTED, Situation.LATE)),  # R43
    "claim_only_what_is_wrong": _when(_some_pieces),  # R41
    "damage_report": _damage,  # R52
    "return_in_time": _terms(  # R54
        lambda found: found.stage is not Stage.NOT_OPENED and found.row is Situation.RECEIVED,
        return_days="return_within",
    ),
    "return_parcel_complete": _when(_returning),  # R56g
    "free_return_once": _terms(_returning, label_days="free_return_within"),  # R56d
    "brazil_label_refused": _when(lambda found: _returning(found) and found.lives_in("brazil")),  # R56l
    "odr_closed": _when(_odr),  # F14
    "stars_for_refund": _terms(_asked_open, review_days="review_within"),  # R58t
    "file_limits": _terms(_files, picture_mb="picture_size", video_mb="video_size"),  # R44, R45, R47
}


def is_russian(marketplace: str) -> bool:
    """Whether this is aliexpress.ru, a platform with rules of its own (R58s)."""
    return marketplace.strip().casefold().removeprefix("www.") in ("aliexpress.ru", "aliexpress_ru", "aer")
