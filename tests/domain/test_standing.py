"""Where a dispute stands: tables without holes, a history that is kept, clocks that run."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.case import Case, Stage
from bot.domain.case_json import from_json, to_json
from bot.domain.eligibility import assess
from bot.domain.history import Event, Happening, Side
from bot.domain.issues import Issue
from bot.domain.stages import STAGES, Actor, Phase
from bot.domain.standing import stage_of, standing, taken_back, told
from bot.domain.transitions import NEXT, POSSIBLE, STARTS
from bot.policies import load

POLICY: Final = load()
TODAY: Final = date(2026, 5, 22)
LAWS: Final = settings(max_examples=200, deadline=None)
DAYS: Final = st.dates(TODAY - timedelta(days=120), TODAY)
HAPPENINGS: Final = st.builds(
    Happening,
    st.sampled_from(Event),
    DAYS | st.none(),
    st.none() | st.decimals(0, 999, places=2),
    st.none() | st.sampled_from(Side),
    st.none() | DAYS,
)
CASES: Final = st.builds(
    Case,
    issue=st.sampled_from(Issue),
    stage=st.none() | st.sampled_from(Stage),
    opened_on=st.none() | DAYS,
    closed_on=st.none() | DAYS,
    protection_ends_on=st.none() | DAYS,
)


def test_the_table_has_a_cell_for_every_stage_and_every_event() -> None:
    assert set(NEXT) == set(product(Phase, Event))
    assert all(NEXT[pair] is pair[0] for pair in set(NEXT) - STARTS)
    assert STARTS <= POSSIBLE


def test_every_stage_can_be_reached_and_every_open_one_left() -> None:
    reached = {Phase.BEFORE_OPENING}
    for _ in Phase:
        reached |= {NEXT[phase, event] for phase in reached for event in Event}

    assert reached == set(Phase)
    assert all(
        any(NEXT[phase, event] is not phase for event in Event) for phase, row in STAGES.items() if not row.terminal
    )


def test_every_clock_ends_in_something_its_stage_knows() -> None:
    for phase, row in STAGES.items():
        clocks = [row.clock, *(clock for _, clock in row.asked.values())]
        assert all((phase, clock.ends) in POSSIBLE for clock in clocks if clock is not None), phase
        assert all(clock.term is None or clock.term in POLICY.terms for clock in clocks if clock is not None)


@given(CASES, st.lists(HAPPENINGS, max_size=8))
@LAWS
def test_whatever_happens_ends_in_a_stage(case: Case, happenings: list[Happening]) -> None:
    after = told(case, *happenings)
    at = standing(after, assess(after, POLICY, TODAY), POLICY, TODAY)

    assert at.phase in STAGES
    assert at.turn in Actor
    assert at.over == (at.act_by is not None and at.act_by < TODAY)


@given(CASES, st.lists(HAPPENINGS, max_size=6))
@LAWS
def test_a_history_is_read_back_as_it_was(case: Case, happenings: list[Happening]) -> None:
    after = told(case, *happenings)

    assert from_json(to_json(after)) == after


@given(CASES, st.lists(HAPPENINGS, min_size=1, max_size=6))
@LAWS
def test_the_answer_of_the_form_keeps_in_step_with_the_history(case: Case, happenings: list[Happening]) -> None:
    after = told(case, *happenings)

    assert after.stage is STAGES[stage_of(after, date.max)].coarse


@given(CASES, st.lists(HAPPENINGS, max_size=6), HAPPENINGS)
@LAWS
def test_what_is_told_and_taken_back_was_never_told(
    case: Case, happenings: list[Happening], mistake: Happening
) -> None:
    before = told(case, *happenings)
    after = told(before, mistake)
    (added,) = set(Counter(after.history) - Counter(before.history))

    back = taken_back(after, added)

    assert back.stage is before.stage
    assert stage_of(back, date.max) is stage_of(before, date.max)
    assert Counter(back.history) == Counter(before.history)
    assert back.opened_on in (before.opened_on, None)
    assert back.closed_on in (before.closed_on, None)


def test_the_days_of_the_dispute_are_taken_back_with_what_gave_them() -> None:
    opened = Happening(Event.DISPUTE_OPENED, date(2026, 5, 1))
    refused = Happening(Event.DECIDED_AGAINST, date(2026, 5, 9))
    appealed = Happening(Event.BUYER_APPEALED, date(2026, 5, 10))
    won = Happening(Event.DECIDED_FOR, date(2026, 5, 19))
    case = told(Case(), opened, refused, appealed, won)
    assert case.closed_on == won.on

    case = taken_back(case, won)
    assert (case.stage, case.closed_on) == (Stage.DECIDED, refused.on)

    case = taken_back(taken_back(case, refused), appealed)
    assert (case.stage, case.opened_on, case.closed_on) == (Stage.OPEN, opened.on, None)

    case = taken_back(case, opened)
    assert (case.stage, case.opened_on, case.history) == (Stage.NOT_OPENED, None, ())


def test_what_was_never_told_cannot_be_taken_back() -> None:
    case = told(Case(), Happening(Event.DISPUTE_OPENED, TODAY))

    assert taken_back(case, Happening(Event.DECIDED_FOR, TODAY)) == case
    assert taken_back(Case(stage=Stage.OPEN), Happening(Event.DISPUTE_OPENED)) == Case(stage=Stage.OPEN)


def test_of_two_alike_one_stays() -> None:
    silent = Happening(Event.SELLER_SILENT, TODAY)
    case = told(Case(stage=Stage.OPEN), silent, silent)

    assert taken_back(case, silent).history.count(silent) == 1


def test_an_old_case_without_a_history_stands_where_its_answers_say() -> None:
    assert stage_of(Case(), TODAY) is Phase.BEFORE_OPENING
    assert stage_of(Case(stage=Stage.OPEN), TODAY) is Phase.WAITING_FOR_SELLER
    assert stage_of(Case(stage=Stage.DECIDED), TODAY) is Phase.REFUSED


def test_an_entry_this_release_does_not_know_is_left_out_and_the_rest_stays() -> None:
    stored = '{"history":[{"event":"abducted","on":"2026-05-01"},{"event":"decided_for","on":"2026-05-02"},7,{}]}'

    assert from_json(stored).history == (Happening(Event.DECIDED_FOR, date(2026, 5, 2)),)


@pytest.mark.parametrize("spoilt", ["{}", '"x"', "null", '[{"event":"decided_for","on":"soon"}]'])
def test_a_spoilt_history_is_none(spoilt: str) -> None:
    assert from_json(f'{{"history":{spoilt}}}').history == ()


def test_what_has_not_happened_yet_does_not_count() -> None:
    case = told(Case(), Happening(Event.DISPUTE_OPENED, TODAY), Happening(Event.DECIDED_FOR, TODAY + timedelta(1)))

    assert stage_of(case, TODAY) is Phase.WAITING_FOR_SELLER
    assert stage_of(case, TODAY + timedelta(1)) is Phase.REFUND_DUE


def test_a_proposal_of_nothing_is_called_so_however_it_is_told() -> None:
    case = told(Case(), Happening(Event.PLATFORM_PROPOSED_AMOUNT, TODAY, Decimal("0.00"), Side.PLATFORM))

    assert case.history[-1].event is Event.PLATFORM_PROPOSED_ZERO


def test_what_is_told_without_a_day_comes_after_what_was_told_before() -> None:
    appealed = told(Case(), Happening(Event.DECIDED_AGAINST, TODAY), Happening(Event.BUYER_APPEALED, TODAY))

    assert stage_of(told(appealed, Happening(Event.DECIDED_AGAINST)), TODAY) is Phase.LOST
