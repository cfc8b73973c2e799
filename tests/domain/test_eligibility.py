"""Laws of the assessment that hold for every case, not only for the examples."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TypeVar

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.domain.assessment import Assessment, Verdict
from bot.domain.case import Case, Loss, Payment, Proof, Replied, Stage, Tracking, Wish
from bot.domain.conflicts import SIDES
from bot.domain.eligibility import assess
from bot.domain.issues import Family, Issue
from bot.policies import load
from bot.rendering.words import words

POLICY = load()
ORDER = [Verdict.TOO_EARLY, Verdict.OPEN, Verdict.CLOSING_SOON, Verdict.DEPENDS, Verdict.CLOSED]
NEAR = st.dates(date(2009, 1, 1), date(2029, 12, 31))


T = TypeVar("T")


def maybe(some: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    return st.none() | some


def cases(days: st.SearchStrategy[date], stages: st.SearchStrategy[Stage | None]) -> st.SearchStrategy[Case]:
    """Any case at all, its days from `days`."""
    return st.builds(
        Case,
        marketplace=st.sampled_from(["aliexpress", "AliExpress", "aliexpress.ru", "temu", ""]),
        stage=stages,
        family=maybe(st.sampled_from(Family)),
        issue=maybe(st.sampled_from(Issue)),
        price=maybe(st.decimals()),
        shipping_price=maybe(st.decimals(allow_nan=False)),
        tax=maybe(st.decimals(allow_nan=False)),
        currency=maybe(st.sampled_from(["GBP", "usd", ""])),
        quantity=maybe(st.integers()),
        affected=maybe(st.integers()),
        loss=maybe(st.sampled_from(Loss)),
        return_price=maybe(st.just(Decimal(5))),
        ordered_on=maybe(days),
        paid_on=maybe(days),
        shipped_on=maybe(days),
        protection_ends_on=maybe(days),
        delivered_on=maybe(days),
        confirmed_on=maybe(days),
        opened_on=maybe(days),
        closed_on=maybe(days),
        seller_contacted_on=maybe(days),
        shipping_method=maybe(st.sampled_from(["DHL", "ems", "China Post", "Super Economy", ""]) | st.text()),
        tracking=maybe(st.sampled_from(Tracking)),
        payment=maybe(st.sampled_from(Payment)),
        country=maybe(st.sampled_from(["DE", "gb", "UK", "US", "BR", "XX", ""]) | st.text()),
        replied=maybe(st.sampled_from(Replied)),
        evidence=maybe(st.lists(st.sampled_from(Proof)).map(tuple)),
        wish=maybe(st.sampled_from(Wish)),
        unknown=st.frozensets(st.sampled_from(["protection_ends_on", "delivered_on"])),
    )


ANY = cases(st.dates(), maybe(st.sampled_from(Stage)))
NOT_OPENED = cases(NEAR, st.just(Stage.NOT_OPENED))


@given(case=ANY, today=st.dates())
def test_no_case_is_too_odd_to_be_answered(case: Case, today: date) -> None:
    """An assessment never raises, always explains itself and always leaves something to do."""
    found = assess(case, POLICY, today)

    assert found.reasons
    assert found.fallbacks
    assert all(route.last_day is None or route.last_day >= today for route in found.fallbacks)


@given(case=ANY, today=NEAR)
def test_the_safe_day_is_never_after_the_page_day(case: Case, today: date) -> None:
    found = assess(case, POLICY, today)

    if found.safe_last_day is not None and found.page_last_day is not None:
        assert found.safe_last_day <= found.page_last_day


@given(case=ANY, first=NEAR, second=NEAR)
def test_a_deadline_does_not_depend_on_today(case: Case, first: date, second: date) -> None:
    one, other = assess(case, POLICY, first), assess(case, POLICY, second)

    assert _days(one) == _days(other)


def _days(found: Assessment) -> tuple[date | None, ...]:
    return found.opens_on, found.safe_last_day, found.page_last_day


@settings(max_examples=60)
@given(case=NOT_OPENED, issue=st.sampled_from(Issue), shipped=NEAR, length=st.integers(-5, 90), data=st.data())
def test_verdicts_follow_each_other_in_one_order(
    case: Case, issue: Issue, shipped: date, length: int, data: st.DataObject
) -> None:
    """Too early, open, closing soon, it depends, closed: never back, once the days are known."""
    ends = shipped + timedelta(days=length)
    case = case.but(marketplace="aliexpress", issue=issue, shipped_on=shipped, protection_ends_on=ends)
    found = assess(case, POLICY, date(2020, 1, 1))
    assume(found.safe_last_day is not None and found.opens_on is not None)
    assume(found.verdict is not Verdict.NOT_VALID)
    assert found.opens_on is not None
    start = found.opens_on - timedelta(days=5)
    days = sorted(data.draw(st.lists(st.integers(0, 200), min_size=2, max_size=12)))

    verdicts = [assess(case, POLICY, start + timedelta(days=day)).verdict for day in days]

    assert all(ORDER.index(before) <= ORDER.index(then) for before, then in pairwise(verdicts))


@given(case=ANY, today=NEAR)
def test_a_conflict_about_days_comes_with_both_readings(case: Case, today: date) -> None:
    """Whoever hears that sources differ also hears what each side would mean, where the days are known."""
    found = assess(case, POLICY, today)

    assert {reading.conflict for reading in found.readings} <= set(found.conflicts)
    for key in set(found.conflicts) & set(SIDES):
        sides = [reading.side for reading in found.readings if reading.conflict == key]
        assert sides in ([], ["a", "b"])
    if "C1" in found.conflicts and found.safe_last_day is not None:
        assert [reading.side for reading in found.readings if reading.conflict == "C1"] == ["a", "b"]


@given(case=ANY, today=NEAR)
def test_no_sure_verdict_without_the_day_it_rests_on(case: Case, today: date) -> None:
    found = assess(case, POLICY, today)

    if found.verdict in (Verdict.OPEN, Verdict.CLOSING_SOON):
        assert found.safe_last_day is not None
        assert today <= found.safe_last_day
    if found.verdict is Verdict.CLOSED:
        assert found.page_last_day is not None
        assert today > found.page_last_day
    if found.verdict is Verdict.TOO_EARLY:
        assert found.opens_on is not None
        assert today < found.opens_on


@given(case=ANY, today=NEAR)
def test_nothing_is_said_twice(case: Case, today: date) -> None:
    found = assess(case, POLICY, today)

    for said in (found.warnings, found.conflicts, found.missing, tuple(route.route for route in found.fallbacks)):
        assert len(said) == len(set(said))


@settings(max_examples=60, deadline=None)
@given(case=ANY, today=NEAR)
def test_everything_said_has_words_and_every_fact_they_need(case: Case, today: date) -> None:
    """Warnings are spoken with the facts of the assessment, routes and their notes with those of the route."""
    found = assess(case, POLICY, today)
    english = words("en")

    for warning in found.warnings:
        assert english.say("warnings", warning, found.facts)
    for conflict in found.conflicts:
        assert english.say("conflicts", conflict)
    for reason in found.reasons:
        assert english.say("reasons", reason.key, reason.facts)
    for route in found.fallbacks:
        assert english.say("fallbacks", route.route, route.facts)
        for note in route.notes:
            assert english.say("fallbacks", f"note_{note}", route.facts)
