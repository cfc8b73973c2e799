"""SELLER: the advice on what the seller says or leaves unsaid. Part of LESSONS."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bot.domain.advice import MORE, OPEN, By, Do, Lesson
from bot.domain.history import Event

SELLER: Final[Mapping[Event, Lesson]] = MappingProxyType(
    {
        Event.SELLER_ACCEPTED: Lesson(
            Do.LOOK_AT_PAGE,
            By.NONE,
            ("look_for_accept_or_number", "platform_pays"),
            (),
            OPEN,
            ("what_the_page_says",),
            ("keep_agreement",),
        ),
        Event.SELLER_OFFERED_AMOUNT: Lesson(
            Do.LET_STAND,
            By.CLOCK,
            ("amount_not_told",),
            MORE,
            ("accept_blindly",),
            ("amount_told",),
            ("reply_offer",),
        ),
        Event.SELLER_OFFERED_RESEND: Lesson(
            Do.KEEP_OPEN,
            By.CLOCK,
            ("private_promise",),
            ("closed_cannot_protect",),
            OPEN,
            ("resend_in_hand",),
            ("reply_resend",),
            ("C5",),
        ),
        Event.SELLER_ASKED_RETURN: Lesson(
            Do.LET_STAND,
            By.CLOCK,
            ("return_only_if_agreed", "store_should_pay"),
            ("platform_may_order_return",),
            ("ship_untracked", "accept_blindly"),
            ("store_pays_in_dispute",),
            ("refuse_return",),
            ("C9",),
        ),
        Event.SELLER_ASKED_CANCEL: Lesson(
            Do.KEEP_OPEN,
            By.NONE,
            ("closed_cannot_protect",),
            ("cancel_may_be_final",),
            OPEN,
            ("money_in_hand",),
            ("reply_cancel",),
            ("C5",),
        ),
        Event.SELLER_ASKED_WAIT: Lesson(
            Do.KEEP_OPEN,
            By.WINDOW,
            ("waiting_costs_only_inside",),
            ("window_may_pass",),
            OPEN,
            ("parcel_comes",),
            ("reply_wait",),
        ),
        Event.SELLER_ASKED_CONFIRM: Lesson(
            Do.KEEP_OPEN,
            By.NONE,
            ("confirming_releases",),
            ("confirming_starts_clock",),
            ("confirm",),
            ("all_is_well",),
            ("reply_confirm",),
            ("C6",),
        ),
        Event.SELLER_ASKED_OUTSIDE: Lesson(
            Do.REFUSE_POLITELY,
            By.NONE,
            ("nobody_enforces_outside",),
            ("closed_cannot_protect",),
            OPEN,
            ("same_offer_inside",),
            ("reply_paypal",),
        ),
        Event.SELLER_ASKED_EVIDENCE: Lesson(
            Do.UPLOAD_EVIDENCE,
            By.CLOCK,
            ("decided_on_what_is_there", "chat_gets_a_copy"),
            ("files_too_large",),
            OPEN,
            ("an_answer",),
            ("reply_evidence", "dispute_form"),
        ),
        Event.SELLER_OFFERED_COUPON: Lesson(
            Do.REFUSE_POLITELY,
            By.CLOCK,
            ("coupon_is_no_money",),
            MORE,
            ("accept_blindly",),
            ("money_offered",),
            ("reply_coupon",),
        ),
        Event.SELLER_REFUSED: Lesson(
            Do.UPLOAD_EVIDENCE,
            By.CLOCK,
            ("platform_comes_by_itself", "decided_on_what_is_there"),
            ("files_too_large",),
            OPEN,
            ("a_proposal",),
            ("reply_refusal", "dispute_form"),
            ("C4",),
        ),
        Event.SELLER_SILENT: Lesson(
            Do.WAIT_UNTIL,
            By.CLOCK,
            ("silence_executes", "platform_comes_by_itself"),
            (),
            OPEN,
            ("an_answer",),
            ("remind_seller",),
            ("C2", "C3", "C4"),
        ),
    }
)
