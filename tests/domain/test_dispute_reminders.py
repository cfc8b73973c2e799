"""In a dispute the plan follows its stage and the stage's own clock, as told and as the calendar will lead on."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.case import Case, Payment, Tracking, Wish
from bot.domain.eligibility import assess
from bot.domain.history import Event, Happening
from bot.domain.issues import Issue
from bot.domain.reminders import Reminder, plan
from bot.domain.standing import standing, told
from bot.policies import load
from tests.domain.test_reminders import planned
from tests.domain.test_standing import CASES, HAPPENINGS

POLICY: Final = load()
LAWS: Final = settings(max_examples=200, deadline=None)
ORDER: Final = Case(issue=Issue.DAMAGED, ordered_on=date(2026, 10, 20), delivered_on=date(2026, 11, 8))
OPENED: Final = Happening(Event.DISPUTE_OPENED, date(2026, 11, 10))


def _day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def _on(day: str, event: Event, **more: Any) -> Happening:
    return Happening(event, _day(day), **more)


def _ahead(today: str, *happenings: Happening, case: Case = ORDER) -> list[tuple[str, str]]:
    """The plan after a dispute opened on 10 November and this; days without their year."""
    return [(kind, day.removeprefix("2026-")) for kind, day in planned(told(case, OPENED, *happenings), _day(today))]


def test_aliexpress_proposed_five_dollars_to_be_answered_by_the_25th() -> None:
    proposed = _on("11-20", Event.PLATFORM_PROPOSED_AMOUNT, amount=Decimal(5), answer_by=_day("11-25"))

    assert _ahead("11-20", proposed)[:3] == [
        ("proposal_half_time", "11-22"),
        ("proposal_tomorrow", "11-24"),
        ("proposal_last_day", "11-25"),
    ]


def test_a_proposal_without_a_day_is_answered_within_the_days_of_the_policy() -> None:
    assert _ahead("11-20", _on("11-20", Event.PLATFORM_PROPOSED_RETURN)) == [
        ("proposal_half_time", "11-21"),
        ("proposal_tomorrow", "11-22"),
        ("proposal_last_day", "11-23"),
    ]


def test_the_same_is_not_said_twice_on_one_day() -> None:
    assert _ahead("11-20", _on("11-20", Event.PLATFORM_PROPOSED_AMOUNT, answer_by=_day("11-22")))[:2] == [
        ("proposal_tomorrow", "11-21"),
        ("proposal_last_day", "11-22"),
    ]


def test_a_proposal_that_applies_itself_is_followed_to_the_money() -> None:
    ahead = _ahead("11-20", _on("11-20", Event.PLATFORM_PROPOSED_AMOUNT, answer_by=_day("11-25")))

    assert ahead[3:] == [("money_due", "12-10"), ("money_late", "12-24")]


def test_proof_is_asked_for_two_days_before_its_time_ends_and_on_the_day() -> None:
    assert _ahead("11-16", _on("11-16", Event.PLATFORM_ASKED_EVIDENCE, answer_by=_day("11-23"))) == [
        ("evidence_ending", "11-21"),
        ("evidence_last_day", "11-23"),
    ]


def test_the_seller_is_given_five_days_and_the_day_after_the_buyer_looks() -> None:
    assert _ahead("11-10") == [
        ("seller_turn_over", "11-16"),
        ("platform_steps_in", "11-18"),
        ("decision_late", "11-25"),
    ]


def test_each_change_of_the_buyer_gives_the_seller_the_full_time_again() -> None:
    assert _ahead("11-14", _on("11-14", Event.BUYER_EDITED))[0] == ("seller_turn_over", "11-20")
    assert "platform_steps_in" not in dict(_ahead("11-14", _on("11-14", Event.BUYER_EDITED)))


def test_the_day_on_the_page_wins_over_the_days_of_the_policy() -> None:
    edited = _on("11-14", Event.BUYER_EDITED, answer_by=_day("11-17"))

    assert _ahead("11-14", edited)[0] == ("seller_turn_over", "11-18")


def test_offers_on_the_table_are_settled_before_aliexpress_steps_in() -> None:
    assert _ahead("11-12", _on("11-12", Event.SELLER_REFUSED)) == [
        ("agreeing_ends", "11-16"),
        ("platform_steps_in", "11-18"),
        ("decision_late", "11-25"),
    ]


def test_a_parcel_that_still_travels_is_asked_about_when_its_time_is_over() -> None:
    case = Case(
        issue=Issue.IN_TRANSIT,
        shipped_on=_day("10-22"),
        protection_ends_on=_day("12-01"),
        tracking=Tracking.MOVING,
    )

    assert _ahead("11-10", case=case) == [("say_not_received", "12-02"), ("decision_late", "12-17")]


def test_an_agreed_wait_is_remembered_on_its_last_day() -> None:
    waited = _on("11-18", Event.PLATFORM_PROPOSED_WAIT)

    assert _ahead("11-18", waited) == [("waiting_over", "11-28"), ("decision_late", "12-14")]


def test_a_return_is_called_for_on_the_fifth_the_eighth_and_the_last_of_its_ten_days() -> None:
    agreed = _on("11-18", Event.BUYER_ACCEPTED_RETURN)

    assert _ahead("11-18", agreed) == [
        ("ship_return", "11-23"),
        ("ship_return_soon", "11-26"),
        ("enter_tracking", "11-28"),
    ]


def test_a_seller_who_agreed_to_a_return_starts_its_days_the_day_after() -> None:
    agreed = _on("11-18", Event.SELLER_ACCEPTED)

    assert _ahead("11-18", agreed, case=ORDER.but(wish=Wish.RETURN))[0] == ("ship_return", "11-24")


def test_a_return_is_asked_for_its_number_the_day_after_and_one_that_arrived_should_be_paid_in_ten() -> None:
    sent = (_on("11-18", Event.BUYER_ACCEPTED_RETURN), _on("11-20", Event.RETURN_SHIPPED))

    assert _ahead("11-20", *sent) == [("return_number", "11-21")]
    assert _ahead("11-22", *sent) == []
    assert _ahead("12-01", *sent, _on("12-01", Event.RETURN_ARRIVED)) == [("return_unpaid", "12-11")]


def test_money_is_looked_for_on_the_day_it_should_come_and_on_the_last_one() -> None:
    assert _ahead("11-18", _on("11-18", Event.BUYER_ACCEPTED_REFUND)) == [
        ("money_due", "12-02"),
        ("money_late", "12-16"),
    ]


def test_an_appeal_is_possible_for_seven_days_and_answered_within_ten() -> None:
    lost = _on("11-18", Event.DECIDED_AGAINST)

    assert _ahead("11-18", lost) == [("appeal_ending", "11-23"), ("appeal_last_day", "11-25")]
    assert _ahead("11-20", lost, _on("11-20", Event.BUYER_APPEALED)) == [("appeal_answer_late", "12-01")]


def test_who_cancelled_can_open_once_more_while_the_window_is_open() -> None:
    case = ORDER.but(protection_ends_on=_day("12-01"))
    last = assess(case, POLICY, _day("11-12")).safe_last_day
    assert last is not None

    assert _ahead("11-12", _on("11-12", Event.BUYER_CANCELLED), case=case) == [
        ("reopen_ending", f"{last - timedelta(days=3):%m-%d}"),
        ("reopen_last_day", f"{last:%m-%d}"),
    ]


@pytest.mark.parametrize("end", [Event.MONEY_ARRIVED, Event.DECIDED_AGAINST])
def test_after_the_end_only_the_ways_outside_are_left_and_none_once_it_is_paid(end: Event) -> None:
    case = ORDER.but(payment=Payment.PAYPAL, paid_on=_day("10-20"))
    ended = (_on("11-18", Event.DECIDED_AGAINST), _on("11-20", end))

    left = planned(told(case, OPENED, *ended), _day("12-20"))

    assert left == (
        [] if end is Event.MONEY_ARRIVED else [("paypal_ending", "2027-04-03"), ("paypal_last_days", "2027-04-16")]
    )


def _plan(case: Case, today: date) -> tuple[Reminder, ...]:
    found = assess(case, POLICY, today)
    return plan(case, found, standing(case, found, POLICY, today), POLICY, today)


@given(CASES, st.lists(HAPPENINGS, max_size=6), st.integers(0, 60))
@LAWS
def test_no_reminder_is_in_the_past_said_twice_or_different_when_asked_again(
    case: Case, happenings: list[Happening], days: int
) -> None:
    told_by = date(2026, 5, 22)
    after, today = told(case, *happenings), told_by + timedelta(days=days)
    ahead = _plan(after, today)

    assert ahead == _plan(after, today)
    assert all(one.due_on >= today for one in ahead)
    assert len({one.kind for one in ahead}) == len({(one.due_on, one.about_on) for one in ahead}) == len(ahead)


@given(CASES, st.lists(HAPPENINGS, max_size=6))
@LAWS
def test_what_is_planned_is_still_true_on_its_day_when_nobody_tells_anything(
    case: Case, happenings: list[Happening]
) -> None:
    after = told(case.but(ordered_on=date(2026, 1, 5)), *happenings)

    for one in _plan(after, date(2026, 5, 22)):
        assert one in _plan(after, one.due_on)


@given(CASES, st.lists(HAPPENINGS, max_size=6))
@LAWS
def test_nothing_is_planned_once_the_money_is_here(case: Case, happenings: list[Happening]) -> None:
    today = date(2026, 5, 22)
    paid = told(case, Happening(Event.DISPUTE_OPENED), *happenings, Happening(Event.MONEY_ARRIVED, today))

    assert _plan(paid, today) == ()
