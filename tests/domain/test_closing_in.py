"""Silence closes the gaps: the nearer a date, the shorter the time between two pings about it, and one a day at most.

In the plan of a case a second date can lie between (EXCEPTIONS): its pings follow their own date.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise, product
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.case import Case, Payment, Tracking
from bot.domain.claims import Shot
from bot.domain.eligibility import assess
from bot.domain.history import Event, Happening
from bot.domain.issues import Issue
from bot.domain.reminders import Reminder, plan
from bot.domain.standing import standing, told
from bot.policies import load
from tests.domain.test_standing import CASES, HAPPENINGS, LAWS

POLICY: Final = load()
TOLD_ON: Final = date(2026, 11, 1)
OF_THE_WINDOW: Final = {"opens", "last_day_in_three", "proof_missing", "last_day_tomorrow", "last_day"}
EXCEPTIONS: Final = {
    "button_expected": "the day from which the button shows at the latest, for who did not find it when it opened",
    "protection_ending": "the end of the delivery time, the last day to ask the seller for more",
    "protection_ended": "the day after it, from which an order that has not come can be claimed without a doubt",
    "paypal_ending": "PayPal's last day, which no dispute moves",
    "paypal_last_days": "the same",
    "card_ending": "the bank's last day, which no dispute moves",
    "card_last_days": "the same",
}
"""What may be said between the window's opening and its last day without being about it: about what."""
PARCELS: Final = {
    "on its way": Case(issue=Issue.IN_TRANSIT, tracking=Tracking.MOVING),
    "never shipped": Case(issue=Issue.NO_TRACKING),
    "came broken": Case(issue=Issue.DAMAGED, delivered_on=TOLD_ON),
}


LENGTHS: Final = range(20, 91, 7)
"""Days of protection after the parcel was sent."""
PAYMENTS: Final = (None, Payment.PAYPAL, Payment.VISA)


def _ordered(parcel: str, protected: int, payment: Payment | None) -> Case:
    shipped = TOLD_ON - timedelta(days=5)
    return PARCELS[parcel].but(
        ordered_on=shipped,
        paid_on=shipped - timedelta(days=100),
        shipped_on=shipped,
        protection_ends_on=shipped + timedelta(days=protected),
        payment=payment,
    )


def _plan(case: Case, today: date) -> tuple[Reminder, ...]:
    found = assess(case, POLICY, today)
    return plan(case, found, standing(case, found, POLICY, today), POLICY, today, (Shot.CLOSE_UP,))


def _gaps(days: Iterable[date]) -> list[int]:
    return [(later - sooner).days for sooner, later in pairwise(days)]


def _shrink(gaps: list[int]) -> bool:
    return gaps == sorted(gaps, reverse=True) and 0 not in gaps


@pytest.mark.parametrize("parcel", PARCELS)
@pytest.mark.parametrize("protected", LENGTHS)
@pytest.mark.parametrize("payment", PAYMENTS)
def test_from_the_windows_opening_to_its_last_day(parcel: str, protected: int, payment: Payment | None) -> None:
    case = _ordered(parcel, protected, payment)
    ahead = _plan(case, TOLD_ON)
    last = assess(case, POLICY, TOLD_ON).safe_last_day
    assert last is not None

    said = [one for one in ahead if one.due_on <= last]
    window = [one.due_on for one in said if one.kind in OF_THE_WINDOW]

    assert _gaps(window[-4:]) == [1, 1, 1]
    assert _shrink(_gaps(window))
    assert {one.kind for one in said} <= OF_THE_WINDOW | EXCEPTIONS.keys()


@pytest.mark.parametrize("days", range(1, 61))
def test_of_a_proposal_whatever_time_the_page_gives(days: int) -> None:
    made = date(2026, 11, 20)
    by = made + timedelta(days=days)
    case = told(
        Case(issue=Issue.DAMAGED, ordered_on=date(2026, 10, 20), delivered_on=date(2026, 11, 8)),
        Happening(Event.DISPUTE_OPENED, date(2026, 11, 10)),
        Happening(Event.PLATFORM_PROPOSED_AMOUNT, made, answer_by=by),
    )
    said = [one.due_on for one in _plan(case, made) if one.about_on == by]

    assert said[-1] == by
    assert _shrink(_gaps([made, *(day for day in said if day > made)]))


@given(CASES, st.lists(HAPPENINGS, max_size=6))
@LAWS
def test_of_every_date_in_every_case(case: Case, happenings: list[Happening]) -> None:
    dates: dict[date, list[date]] = {}
    for one in _plan(told(case, *happenings), date(2026, 5, 22)):
        dates.setdefault(one.about_on, []).append(one.due_on)

    assert all(_shrink(_gaps(days)) for days in dates.values())


def test_every_exception_is_met() -> None:
    seen = {
        one.kind
        for parcel, protected, payment in product(PARCELS, LENGTHS, PAYMENTS)
        for one in _plan(_ordered(parcel, protected, payment), TOLD_ON)
    }

    assert seen - OF_THE_WINDOW == EXCEPTIONS.keys()
