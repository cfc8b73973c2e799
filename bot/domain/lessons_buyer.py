"""BUYER: the advice on what the buyer did, saw or found. Part of LESSONS."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bot.domain.advice import MORE, OPEN, SHIP, By, Do, Lesson, wait
from bot.domain.history import Event

BUYER: Final[Mapping[Event, Lesson]] = MappingProxyType(
    {
        Event.DISPUTE_OPENED: wait("sellers_turn", "silence_executes"),
        Event.BUYER_EDITED: wait("clock_restarted"),
        Event.BUYER_SENT_EVIDENCE: wait("decided_on_what_is_there"),
        Event.BUYER_ACCEPTED_REFUND: Lesson(
            Do.WAIT_UNTIL,
            By.CLOCK,
            ("accepted_is_final", "platform_pays", "pending_is_normal"),
            (),
            ("bank_link",),
            ("no_money",),
        ),
        Event.BUYER_ACCEPTED_RETURN: SHIP,
        Event.BUYER_ACCEPTED_NOTHING: Lesson(
            Do.APPEAL,
            By.CLOCK,
            ("accepted_is_final", "appeal_once"),
            ("appeal_may_be_final",),
            (),
            ("no_appeal_button",),
            ("appeal",),
            ("C8",),
        ),
        Event.BUYER_CANCELLED: Lesson(
            Do.OPEN_NOW,
            By.WINDOW,
            ("new_one_inside_the_window",),
            ("second_may_be_refused",),
            ("confirm",),
            ("window_over",),
            ("dispute_form",),
            ("C5",),
        ),
        Event.BUYER_APPEALED: wait("appeal_is_read", avoid=(), change=("an_answer", "no_answer")),
        Event.BUYER_MISSED_TIMER: Lesson(
            Do.LOOK_AT_PAGE,
            By.NONE,
            ("sellers_offer_is_not_lost", "platforms_may_be_applied"),
            ("silence_may_accept",),
            OPEN,
            ("what_the_page_says",),
            (),
            ("C8",),
        ),
        Event.RETURN_SHIPPED: Lesson(
            Do.ENTER_TRACKING,
            By.CLOCK,
            ("number_proves_it", "keep_posting_proof"),
            ("late_return_loses",),
            ("cancel",),
            ("return_arrives",),
        ),
        Event.STILL_PENDING: Lesson(
            Do.WAIT_UNTIL,
            By.CLOCK,
            ("pending_is_normal",),
            (),
            OPEN,
            ("no_answer",),
        ),
        Event.TWO_PROPOSALS: Lesson(
            Do.LOOK_AT_PAGE,
            By.CLOCK,
            ("one_yes_ends_it",),
            ("silence_may_accept",),
            ("accept_zero", "accept_blindly"),
            ("amount_told",),
        ),
        Event.OTHER_OFFERED: Lesson(
            Do.LET_STAND,
            By.CLOCK,
            ("only_dispute_solutions_count",),
            MORE,
            ("accept_blindly",),
            ("money_offered",),
        ),
        Event.PARCEL_ARRIVED: Lesson(
            Do.TELL_TRUTH,
            By.NONE,
            ("honest_about_arrival",),
            ("both_closes_account",),
            (),
            ("something_wrong",),
        ),
        Event.ITEM_DIED: Lesson(
            Do.EDIT_WITH_NEW_FACT,
            By.CLOCK,
            ("film_the_fault",),
            MORE,
            ("cancel",),
            ("window_over",),
            ("dispute_form",),
            ("C6",),
        ),
        Event.LABEL_REFUSED: Lesson(
            Do.ASK_SUPPORT,
            By.CLOCK,
            ("refusal_photographed", "label_dies"),
            ("late_return_loses",),
            ("ship_untracked",),
            ("new_label",),
            ("label_refused",),
        ),
        Event.RETURN_ARRIVED: wait("seller_checks_return", avoid=("cancel",), change=("no_answer",)),
        Event.RETURN_NOT_PAID: Lesson(
            Do.ASK_SUPPORT,
            By.CLOCK,
            ("arrival_is_proved",),
            ("number_missing_loses",),
            ("cancel",),
            ("an_answer",),
            ("keep_agreement",),
        ),
        Event.REFUND_NOT_SEEN: Lesson(
            Do.WAIT_UNTIL,
            By.LATEST,
            ("look_at_purchase_date", "bank_needs_days"),
            (),
            ("bank_link",),
            ("no_money",),
            ("bank_question",),
            ("C13",),
        ),
        Event.MONEY_ARRIVED: Lesson(Do.DO_NOTHING, By.NONE, ("all_done",)),
        Event.SUSPICIOUS_MAIL: Lesson(
            Do.REPORT_PHISHING,
            By.NONE,
            ("refund_needs_nothing",),
            ("card_may_be_emptied",),
            ("bank_link",),
            ("already_typed",),
        ),
    }
)
