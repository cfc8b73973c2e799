"""A buyer is told in time, once, and only what still matters."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from bot.domain.case import Case, Payment, Proof, Stage, Tracking
from bot.domain.eligibility import assess
from bot.domain.issues import Issue
from bot.domain.reminders import DRAFT, REMINDERS, plan
from bot.domain.standing import standing
from bot.domain.strength import lacking
from bot.policies import load
from tests.rendering.samples import macros

POLICY = load()


def planned(case: Case, today: date) -> list[tuple[str, str]]:
    """The plan of a case on a day: kinds and days."""
    found = assess(case, POLICY, today)
    at = standing(case, found, POLICY, today)
    return [(ping.kind, ping.due_on.isoformat()) for ping in plan(case, found, at, POLICY, today)]


def _plan(today: date, **told: Any) -> list[tuple[str, str]]:
    return planned(Case(**told), today)


def test_a_parcel_on_its_way_brings_back_the_buyer_when_the_dispute_opens_and_before_it_closes() -> None:
    ahead = _plan(
        date(2026, 11, 1),
        issue=Issue.IN_TRANSIT,
        shipped_on=date(2026, 10, 20),
        protection_ends_on=date(2026, 12, 20),
        tracking=Tracking.MOVING,
    )

    assert ahead == [
        ("protection_ending", "2026-12-15"),
        ("opens", "2026-12-21"),
        ("last_day_in_three", "2026-12-31"),
        ("last_day_tomorrow", "2027-01-02"),
        ("last_day", "2027-01-03"),
    ]


def test_goods_that_are_here_need_no_word_about_the_delivery_time() -> None:
    ahead = _plan(
        date(2026, 11, 22),
        issue=Issue.DAMAGED,
        delivered_on=date(2026, 11, 18),
        protection_ends_on=date(2026, 12, 1),
    )

    assert [kind for kind, _ in ahead] == ["last_day_in_three", "last_day_tomorrow", "last_day"]


def test_a_running_dispute_is_watched_instead_of_the_window() -> None:
    ahead = _plan(
        date(2026, 11, 20),
        issue=Issue.DAMAGED,
        stage=Stage.OPEN,
        opened_on=date(2026, 11, 19),
        delivered_on=date(2026, 11, 18),
    )

    assert ahead == [
        ("seller_turn_over", "2026-11-25"),
        ("platform_steps_in", "2026-11-27"),
        ("decision_late", "2026-12-04"),
    ]


def test_after_the_decision_come_the_appeal_and_the_money_in_working_days() -> None:
    ahead = _plan(
        date(2026, 11, 20),
        issue=Issue.DAMAGED,
        stage=Stage.DECIDED,
        opened_on=date(2026, 11, 5),
        closed_on=date(2026, 11, 20),
        delivered_on=date(2026, 11, 4),
    )

    assert ahead == [
        ("appeal_ending", "2026-11-25"),
        ("appeal_last_day", "2026-11-27"),
        ("money_due", "2026-12-04"),
    ]


@pytest.mark.parametrize(
    ("payment", "first", "second", "last"),
    [
        (Payment.PAYPAL, "paypal_ending", "paypal_last_days", date(2027, 2, 28)),
        (Payment.VISA, "card_ending", "card_last_days", date(2027, 3, 31)),
    ],
)
def test_the_other_ways_to_the_money_are_remembered_two_weeks_and_two_days_early(
    payment: Payment, first: str, second: str, last: date
) -> None:
    """PayPal's day is the 180th after the payment, the bank's the 120th after the goods should have come."""
    ahead = _plan(
        date(2026, 11, 22),
        issue=Issue.NO_TRACKING,
        payment=payment,
        paid_on=date(2026, 9, 1),
        shipped_on=date(2026, 9, 3),
        protection_ends_on=date(2026, 12, 1),
    )

    assert ahead[-2:] == [
        (first, (last - timedelta(days=15)).isoformat()),
        (second, (last - timedelta(days=2)).isoformat()),
    ]


def test_the_last_day_itself_is_not_past() -> None:
    told = {"issue": Issue.DAMAGED, "delivered_on": date(2026, 11, 18), "protection_ends_on": date(2026, 12, 1)}

    assert _plan(date(2026, 12, 3), **told) == [("last_day", "2026-12-03")]
    assert _plan(date(2026, 12, 4), **told) == []


def test_missing_proof_is_called_for_two_days_before_the_safe_last_day_unless_the_claim_is_strong() -> None:
    case = Case(issue=Issue.DAMAGED, delivered_on=date(2026, 11, 18), protection_ends_on=date(2026, 12, 1))
    today = date(2026, 11, 22)
    found = assess(case, POLICY, today)
    at = standing(case, found, POLICY, today)
    strong = case.but(evidence=(Proof.PHOTO, Proof.VIDEO, Proof.SCREENSHOT, Proof.CHAT))

    def said(told: Case) -> list[tuple[str, date]]:
        ahead = plan(told, found, at, POLICY, today, lacking(told))
        return [(one.kind, one.due_on) for one in ahead if one.kind == "proof_missing"]

    assert found.safe_last_day == date(2026, 12, 3)
    assert said(case) == [("proof_missing", date(2026, 12, 1))]
    assert said(strong) == []


def test_every_kind_of_reminder_has_its_words() -> None:
    kinds = [rule.kind for rule in REMINDERS]

    assert len(kinds) == len(set(kinds))
    assert [*kinds, DRAFT] == list(macros("reminders"))
    assert [*kinds, DRAFT] == [name for name in macros("pings") if not name.startswith("_")]


def test_a_day_is_said_again_in_ever_shorter_time_and_for_the_last_time_on_itself() -> None:
    case = Case(issue=Issue.DAMAGED, delivered_on=date(2026, 11, 18), protection_ends_on=date(2026, 12, 1))
    today = date(2026, 11, 22)
    found = assess(case, POLICY, today)
    ahead = plan(case, found, standing(case, found, POLICY, today), POLICY, today)
    left = [(ping.about_on - ping.due_on).days for ping in ahead if ping.about_on == found.safe_last_day]

    gaps = [before - then for before, then in pairwise(left)]
    assert (left[-1], gaps) == (0, sorted(gaps, reverse=True))
