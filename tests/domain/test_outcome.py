"""How a case ended: by what the buyer told, with the amounts; never by a clock."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.case import Case, Result, Stage
from bot.domain.case_json import from_json, to_json
from bot.domain.history import Event, Happening
from bot.domain.issues import Issue
from bot.domain.outcome import MINIMUM_GROUP, Outcome, Tally, countable, outcome
from bot.domain.standing import taken_back, told
from tests.domain.test_standing import CASES, HAPPENINGS, LAWS

TODAY: Final = date(2026, 5, 22)
ORDER: Final = Case(issue=Issue.DAMAGED, stage=Stage.OPEN, price=Decimal("18.00"), shipping_price=Decimal("2.00"))


def happened(event: Event, amount: str | None = None, days: int = 0) -> Happening:
    return Happening(event, TODAY + timedelta(days), None if amount is None else Decimal(amount))


def ended(case: Case, *happenings: Happening) -> Outcome | None:
    return outcome(told(case, *happenings))


def money(amount: str | None = None, days: int = 9) -> Happening:
    return happened(Event.MONEY_ARRIVED, amount, days)


@pytest.mark.parametrize(
    "case", [Case(), ORDER, ORDER.but(stage=Stage.DECIDED, closed_on=date(2020, 1, 1)), ORDER.but(ended=Result.PART)]
)
def test_while_nothing_was_told_of_its_end_it_has_none(case: Case) -> None:
    assert outcome(case) is None
    assert countable(case) is None


@pytest.mark.parametrize("event", [event for event in Event if event is not Event.MONEY_ARRIVED])
def test_no_clock_and_no_decision_is_an_end(event: Event) -> None:
    """A decision is not yet money, a refusal can be appealed, a cancelled dispute can be opened again."""
    assert ended(ORDER, happened(event, "20.00")) is None


def test_all_the_money_with_shipping_is_won() -> None:
    assert ended(ORDER, money("20.00")) == Outcome(Result.WON, Decimal("20.00"))
    assert ended(ORDER, money("18.00")) == Outcome(Result.PART, Decimal("18.00"))


def test_payments_add_up() -> None:
    assert ended(ORDER, money("5.00"), money("6.50")) == Outcome(Result.PART, Decimal("11.50"))
    assert ended(ORDER, money("5.00"), money("15.00")) == Outcome(Result.WON, Decimal("20.00"))


def test_money_without_an_amount_is_the_last_amount_there_was_word_of() -> None:
    offered = happened(Event.SELLER_OFFERED_AMOUNT, "5.00", 1)
    proposed = happened(Event.PLATFORM_PROPOSED_AMOUNT, "12.00", 2)
    accepted = happened(Event.BUYER_ACCEPTED_REFUND, None, 3)

    assert ended(ORDER, offered, proposed, accepted, money()) == Outcome(Result.PART, Decimal("12.00"))
    assert ended(ORDER, offered, happened(Event.DECIDED_FOR, "20.00", 3), money()) == Outcome(Result.WON, Decimal(20))


def test_an_offer_that_something_else_followed_is_not_what_came() -> None:
    offered = happened(Event.SELLER_OFFERED_AMOUNT, "5.00", 1)

    assert ended(ORDER, offered, happened(Event.DECIDED_FOR, None, 2), money()) is None
    assert ended(ORDER, offered, happened(Event.BUYER_ACCEPTED_RETURN, None, 2), money()) is None


def test_without_a_price_nobody_can_tell_all_from_a_part_but_the_buyer() -> None:
    unpriced = ORDER.but(price=None)

    assert ended(unpriced, money("5.00")) is None
    assert ended(unpriced.but(ended=Result.PART), money("5.00")) == Outcome(Result.PART, Decimal("5.00"))
    assert ended(unpriced.but(ended=Result.WON), money()) == Outcome(Result.WON, None)


def test_who_got_a_part_of_what_was_promised_did_not_get_what_was_promised() -> None:
    decided = happened(Event.DECIDED_FOR, "20.00", 1)

    assert ended(ORDER.but(ended=Result.PART), decided, money()) == Outcome(Result.PART, None)


@pytest.mark.parametrize("end", [Result.LOST, Result.WITHDRAWN])
def test_who_stops_has_nothing_until_money_comes_after_all(end: Result) -> None:
    stopped = ORDER.but(ended=end)

    assert outcome(stopped) == Outcome(end, Decimal(0))
    assert ended(stopped, money("20.00")) == Outcome(Result.WON, Decimal("20.00"))
    assert ended(stopped, money("4.00")) == Outcome(Result.PART, Decimal("4.00"))


def test_nothing_is_no_money() -> None:
    assert ended(ORDER, money("0.00")) is None
    assert ended(ORDER.but(ended=Result.LOST), money("0.00")) == Outcome(Result.LOST, Decimal(0))


def test_money_taken_back_leaves_no_end() -> None:
    case = told(ORDER.but(ended=Result.PART), money("5.00"))

    assert outcome(taken_back(case, case.history[-1])) is None


def test_without_a_problem_there_is_nothing_to_count_it_under() -> None:
    assert countable(told(ORDER, money("20.00"))) == (Issue.DAMAGED, Result.WON)
    assert countable(told(ORDER.but(issue=None), money("20.00"))) is None


@given(CASES, st.lists(HAPPENINGS, max_size=6), st.none() | st.sampled_from(Result))
@LAWS
def test_whatever_was_told_the_end_is_remembered_and_read_back(
    case: Case, happenings: list[Happening], word: Result | None
) -> None:
    after = told(case.but(ended=word), *happenings)
    after = after.but(counted=countable(after))

    assert from_json(to_json(after)) == after
    assert countable(after) == after.counted


@pytest.mark.parametrize("spoilt", ['"won"', "[]", '["damaged","won","x"]', '["damaged","drawn"]', "7", "null"])
def test_a_spoilt_count_is_none(spoilt: str) -> None:
    assert from_json(f'{{"counted":{spoilt}}}').counted is None


def test_nothing_is_said_of_a_small_group_and_who_took_it_back_is_not_counted_in() -> None:
    assert Tally(won=MINIMUM_GROUP).enough
    assert not Tally(won=MINIMUM_GROUP - 1, withdrawn=50).enough
    assert Tally(won=3, part=4, lost=5, withdrawn=6).total == 12
