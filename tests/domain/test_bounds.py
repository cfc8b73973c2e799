"""What the form takes as an answer, and what it refuses whoever says it."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.ask import Choice, Day, Files, Refusal
from bot.domain.bounds import MAX_AMOUNT, MAX_PIECES
from bot.domain.case import Case, Stage
from bot.domain.dialogue import (
    QUESTIONS,
    ROWS,
    advance,
)
from bot.domain.issues import Family, Issue
from tests.domain.walks import TODAY, answers, walks

LAWS: Final = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ANSWERS: Final = [entry.name for entry in fields(Case) if entry.name in ROWS]


@given(walks(), st.sampled_from(ANSWERS), st.text(max_size=80))
@LAWS
def test_no_text_can_break_the_form(case: Case, name: str, text: str) -> None:
    """Whatever a button of another release carries: a case or a refusal, never an exception."""
    after = advance(case, name, text)
    assert isinstance(after, Case | Refusal)
    if isinstance(after, Case):
        assert after.knows(name)


@pytest.mark.parametrize(
    ("name", "text", "refusal"),
    [
        ("stage", "won", Refusal.NOT_AN_OPTION),
        ("price", "0", Refusal.AMOUNT_TOO_SMALL),
        ("price", "-5", Refusal.AMOUNT_TOO_SMALL),
        ("price", "NaN", Refusal.NOT_AN_OPTION),
        ("price", "Infinity", Refusal.NOT_AN_OPTION),
        ("price", str(MAX_AMOUNT + 1), Refusal.AMOUNT_TOO_LARGE),
        ("quantity", "0", Refusal.COUNT_OUT_OF_RANGE),
        ("quantity", str(MAX_PIECES + 1), Refusal.COUNT_OUT_OF_RANGE),
        ("quantity", "two", Refusal.NOT_AN_OPTION),
        ("function_lost", "0", Refusal.NO_SHARE),
        ("function_lost", "1.01", Refusal.NO_SHARE),
        ("item", "x" * 81, Refusal.TEXT_TOO_LONG),
        ("item", " \n", Refusal.TEXT_EMPTY),
        ("ordered_on", "2026-02-30", Refusal.NOT_AN_OPTION),
        ("ordered_on", "0001-01-01", Refusal.DATE_TOO_FAR),
        ("protection_ends_on", "9999-12-31", Refusal.DATE_TOO_FAR),
        ("order_number", "<b>", Refusal.NO_ORDER_NUMBER),
        ("order_number", "12345678901234", Refusal.NO_ORDER_NUMBER),
        ("currency", "dollars", Refusal.NOT_AN_OPTION),
        ("country", "Atlantis", Refusal.NO_COUNTRY),
        ("evidence", "photo", Refusal.NOT_AN_OPTION),
    ],
)
def test_what_cannot_be_an_answer_is_refused(name: str, text: str, refusal: Refusal) -> None:
    case = Case(stage=Stage.NOT_OPENED, family=Family.BROKEN, issue=Issue.DEFECTIVE)
    assert advance(case, name, text) is refusal


def test_more_bad_pieces_than_pieces_are_refused() -> None:
    case = Case(issue=Issue.DEFECTIVE, quantity=4)
    assert advance(case, "affected", "5") is Refusal.COUNT_OUT_OF_RANGE
    assert isinstance(advance(case, "affected", "4"), Case)


def test_fewer_pieces_than_were_bad_ask_again_how_many_are_bad() -> None:
    fewer = advance(Case(issue=Issue.DEFECTIVE, quantity=4, affected=3), "quantity", "2")
    assert isinstance(fewer, Case)
    assert fewer.affected is None


def test_a_kind_of_another_family_is_refused_while_a_family_is_chosen() -> None:
    """A button of an older screen cannot mix two problems."""
    assert advance(Case(family=Family.BROKEN), "issue", Issue.LATE) is Refusal.NOT_AN_OPTION


@given(st.sampled_from([row for row in QUESTIONS if not isinstance(row.asks, Files | Choice)]), st.data())
@LAWS
def test_every_answer_a_question_offers_is_taken(row: Any, data: st.DataObject) -> None:
    case = Case(issue=Issue.DEFECTIVE, quantity=3)
    assert isinstance(advance(case, row.field, data.draw(answers(row, case))), Case)


def test_days_that_an_order_can_have_are_taken() -> None:
    for row in QUESTIONS:
        if isinstance(row.asks, Day):
            for day in (date(2010, 4, 26), TODAY, date(2027, 12, 31)):
                assert isinstance(advance(Case(issue=Issue.DEFECTIVE), row.field, day.isoformat()), Case)
