"""CLOCKS: the advice on what it means that a time is over. Part of LESSONS."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bot.domain.advice import APPEAL, LOOK, MONEY, OPEN, ROUTES, SHIP, By, Do, Lesson, wait
from bot.domain.history import Event

CLOCKS: Final[Mapping[Event, Lesson]] = MappingProxyType(
    {
        Event.WINDOW_RAN_OUT: ROUTES,
        Event.SELLER_TIME_RAN_OUT: Lesson(
            Do.LOOK_AT_PAGE,
            By.NONE,
            ("calendar_says_so", "silence_executes"),
            (),
            OPEN,
            ("what_the_page_says",),
            (),
            ("C2", "C3", "C4"),
        ),
        Event.STILL_UNDER_WAY: wait("sleeps_until_delivery_ends", change=("parcel_comes",)),
        Event.NEGOTIATION_RAN_OUT: Lesson(
            Do.UPLOAD_EVIDENCE,
            By.CLOCK,
            ("platform_comes_by_itself", "decided_on_what_is_there"),
            ("files_too_large",),
            OPEN,
            ("a_proposal",),
            ("dispute_form",),
            ("C4",),
        ),
        Event.DELIVERY_TIME_RAN_OUT: Lesson(
            Do.SAY_NOT_RECEIVED,
            By.NONE,
            ("platform_looks_now",),
            ("silence_may_accept",),
            OPEN,
            ("parcel_comes",),
            ("still_not_received",),
        ),
        Event.EVIDENCE_TIME_RAN_OUT: LOOK,
        Event.PROPOSED_AMOUNT_APPLIED: LOOK,
        Event.PROPOSED_RETURN_APPLIED: SHIP,
        Event.PROPOSED_ZERO_APPLIED: APPEAL,
        Event.WAITING_RAN_OUT: Lesson(
            Do.SAY_NOT_RECEIVED,
            By.NONE,
            ("platform_looks_now",),
            ("payment_clock_runs",),
            OPEN,
            ("parcel_comes",),
            ("still_not_received",),
        ),
        Event.RETURN_TIME_RAN_OUT: Lesson(
            Do.APPEAL,
            By.CLOCK,
            ("posted_in_time_can_be_shown", "appeal_once"),
            ("appeal_may_be_final",),
            (),
            ("no_appeal_button",),
            ("appeal",),
            ("C8",),
        ),
        Event.RETURN_CHECK_RAN_OUT: Lesson(
            Do.ASK_SUPPORT,
            By.NONE,
            ("arrival_is_proved",),
            ("number_missing_loses",),
            ("cancel",),
            ("an_answer",),
            ("return_not_paid", "keep_agreement"),
        ),
        Event.AGREEMENT_CARRIED_OUT: MONEY,
        Event.AGREED_RETURN_DUE: SHIP,
        Event.REFUND_TIME_RAN_OUT: Lesson(
            Do.WAIT_UNTIL,
            By.LATEST,
            ("look_at_purchase_date", "bank_needs_days"),
            (),
            ("bank_link",),
            ("no_money",),
            ("bank_question",),
            ("C13",),
        ),
        Event.APPEAL_TIME_RAN_OUT: ROUTES,
        Event.APPEAL_ANSWER_RAN_OUT: Lesson(
            Do.ASK_SUPPORT,
            By.NONE,
            ("appeal_overdue",),
            ("one_route_at_a_time",),
            (),
            ("an_answer",),
            ("appeal_overdue",),
        ),
    }
)
