"""Laws of the remedies, held for any case."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.case import Case, Loss, Payment, Proof, Stage, Tracking, Wish
from bot.domain.claims import RemedyKind as Kind
from bot.domain.eligibility import assess
from bot.domain.issues import Issue
from bot.domain.letters import letter_facts, letters, requested
from bot.domain.money import rounded
from bot.domain.remedies import suggest
from bot.domain.reminders import plan
from bot.domain.standing import standing
from bot.policies import load
from bot.rendering.words import words

POLICY = load()
TODAY = date(2026, 11, 22)

_UNHURRIED = settings(deadline=None)  # the first example compiles the templates

_money = st.none() | st.decimals(min_value=0, max_value=10**9, places=2)
_days = st.none() | st.integers(-400, 60).map(lambda days: TODAY + timedelta(days=days))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    quantity = draw(st.none() | st.integers(1, 100))
    known: dict[str, Any] = {
        "issue": draw(st.sampled_from(Issue)),
        "stage": draw(st.none() | st.sampled_from(Stage)),
        "quantity": quantity,
        "affected": draw(st.none() | st.integers(1, quantity or 100)),
        "function_lost": draw(st.none() | st.decimals(min_value=0, max_value=1, places=3)),
        "currency": draw(st.sampled_from((None, "USD", "JPY", "KWD", "RUB", "ZZZ"))),
        "loss": draw(st.none() | st.sampled_from(Loss)),
        "wish": draw(st.none() | st.sampled_from(Wish)),
        "tracking": draw(st.none() | st.sampled_from(Tracking)),
        "payment": draw(st.none() | st.sampled_from(Payment)),
        "evidence": draw(st.none() | st.lists(st.sampled_from(Proof), unique=True).map(tuple)),
    }
    for name in ("price", "shipping_price", "tax", "part_price", "repair_price", "return_price"):
        known[name] = draw(_money)
    for name in ("ordered_on", "paid_on", "shipped_on", "protection_ends_on", "delivered_on", "opened_on", "closed_on"):
        known[name] = draw(_days)
    return Case(**known)


@_UNHURRIED
@given(case=cases())
def test_no_figure_is_above_what_was_paid_and_every_range_holds_its_figures(case: Case) -> None:
    parts = (case.price, case.shipping_price, case.tax)
    most = sum((rounded(part or Decimal(0), case.currency) for part in parts), Decimal(0))

    for remedy in suggest(case, assess(case, POLICY, TODAY), POLICY):
        figures = [remedy.low, remedy.amount, remedy.opening_amount, remedy.high]
        known = [figure for figure in figures if figure is not None]
        assert known == sorted(known)
        assert all(0 <= figure <= most for figure in known)


@_UNHURRIED
@given(case=cases())
def test_the_lines_of_a_figure_add_up_as_shown(case: Case) -> None:
    for remedy in suggest(case, assess(case, POLICY, TODAY), POLICY):
        lines = [
            step for step in remedy.steps if step.key.startswith(("step_price", "step_shipping_price", "step_tax"))
        ]
        sums = [step for step in remedy.steps if step.key == "step_sum"]
        if sums:
            assert sum(Decimal(str(step.facts["amount"])) for step in lines) == sums[0].facts["amount"]


@_UNHURRIED
@given(case=cases())
def test_there_is_always_something_to_do_and_each_thing_once(case: Case) -> None:
    kinds = [remedy.kind for remedy in suggest(case, assess(case, POLICY, TODAY), POLICY)]

    assert kinds
    assert len(kinds) == len(set(kinds))


@_UNHURRIED
@given(case=cases())
def test_every_case_can_be_said_and_no_letter_is_long(case: Case) -> None:
    """No fact a template needs is missing, and no letter grows past what a translating seller reads."""
    speech, found = words("en"), assess(case, POLICY, TODAY)
    remedies = suggest(case, found, POLICY)
    facts = letter_facts(case, found, requested(remedies), TODAY)

    for remedy in remedies:
        for key in (*remedy.why, *remedy.cost, *remedy.risks):
            assert speech.plain("remedies", key)
        for step in remedy.steps:
            assert speech.plain("remedies", step.key, step.facts)
    for key in letters(case, found):
        text = speech.letter(key, facts)
        assert len(text.split()) <= 120
        assert "  " not in text


@_UNHURRIED
@given(case=cases())
def test_reminders_are_never_in_the_past_and_come_in_order(case: Case) -> None:
    found = assess(case, POLICY, TODAY)
    at = standing(case, found, POLICY, TODAY)
    due = [reminder.due_on for reminder in plan(case, found, at, POLICY, TODAY)]

    assert due == sorted(due)
    assert all(day >= TODAY for day in due)


def test_without_a_problem_nothing_is_suggested() -> None:
    case = Case()

    assert suggest(case, assess(case, POLICY, TODAY), POLICY) == ()
    assert letters(case, assess(case, POLICY, TODAY)) == ()


def test_an_unpriced_case_says_which_answer_is_missing() -> None:
    case = Case(issue=Issue.DEFECTIVE, delivered_on=date(2026, 11, 18))

    remedies = suggest(case, assess(case, POLICY, TODAY), POLICY)

    needs = {remedy.kind: remedy.needs for remedy in remedies}
    assert needs[Kind.FULL_REFUND] == ("price",)
    assert needs[Kind.PARTIAL_REFUND] == ("price", "function_lost")


def test_what_is_not_in_the_buyers_hands_cannot_have_to_go_back() -> None:
    """An empty parcel, a line that never came, a parcel on its way: no word of a return that might be decided."""
    nothing = (
        Case(issue=Issue.EMPTY_PARCEL),
        Case(issue=Issue.MISSING_QUANTITY, quantity=2, affected=2),
        Case(issue=Issue.IN_TRANSIT, tracking=Tracking.STALLED),
        Case(issue=Issue.EXTRA_PAYMENT, shipped_on=date(2026, 11, 1)),
    )
    returns = {"risk_may_become_return", "risk_more_may_become_return"}

    for case in nothing:
        for remedy in suggest(case, assess(case, POLICY, TODAY), POLICY):
            assert not returns & set(remedy.risks), case

    some = Case(issue=Issue.MISSING_QUANTITY, quantity=2, affected=1)
    assert returns & {risk for one in suggest(some, assess(some, POLICY, TODAY), POLICY) for risk in one.risks}
