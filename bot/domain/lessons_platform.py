"""PLATFORM: the advice on what AliExpress asks, proposes and decides. Part of LESSONS."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from bot.domain.advice import APPEAL, MONEY, MORE, OPEN, PROOF, SHIP, By, Do, Lesson
from bot.domain.history import Event

PLATFORM: Final[Mapping[Event, Lesson]] = MappingProxyType(
    {
        # It decides when it likes: no day is safe to wait for.
        Event.PLATFORM_STEPPED_IN: replace(PROOF, by=By.NONE),
        Event.PLATFORM_ASKED_EVIDENCE: PROOF,
        Event.PLATFORM_ASKED_PARCEL_PAPER: Lesson(
            Do.UPLOAD_EVIDENCE,
            By.CLOCK,
            ("carrier_letter_decides",),
            ("carrier_record_wins",),
            OPEN,
            ("no_letter_to_get",),
            ("carrier_letter", "dispute_form"),
        ),
        Event.PLATFORM_PROPOSED_AMOUNT: Lesson(
            Do.EDIT_WITH_NEW_FACT,
            By.CLOCK,
            ("amount_not_told",),
            (*MORE, "silence_may_accept"),
            ("accept_blindly",),
            ("amount_told",),
        ),
        Event.PLATFORM_PROPOSED_ZERO: Lesson(
            Do.EDIT_WITH_NEW_FACT,
            By.CLOCK,
            ("edited_not_rejected",),
            (*MORE, "silence_may_accept"),
            ("accept_zero",),
            ("no_new_fact",),
            ("low_proposal",),
        ),
        Event.PLATFORM_PROPOSED_RETURN: Lesson(
            Do.ACCEPT,
            By.CLOCK,
            ("return_is_worth_it", "store_should_pay"),
            ("late_return_loses",),
            ("ship_untracked",),
            ("too_dear_to_return",),
            (),
            ("C9",),
        ),
        Event.PLATFORM_PROPOSED_WAIT: Lesson(
            Do.WAIT_UNTIL,
            By.CLOCK,
            ("no_button_to_wait",),
            ("payment_clock_runs",),
            OPEN,
            ("parcel_comes",),
        ),
        Event.DECIDED_FOR: MONEY,
        Event.DECIDED_RETURN: SHIP,
        Event.DECIDED_AGAINST: APPEAL,
        Event.DISPUTE_ENDED: Lesson(
            Do.LOOK_AT_PAGE,
            By.CLOCK,
            ("result_not_told",),
            ("appeal_days_run",),
            (),
            ("what_the_page_says",),
            (),
            ("C8",),
        ),
    }
)
