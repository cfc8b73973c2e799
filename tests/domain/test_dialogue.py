"""The laws of the dialogue: it ends, asks only what applies, forgets nothing, and can always be taken back."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.ask import Choice, Files, Refusal
from bot.domain.case import Case, Loss, Stage
from bot.domain.dialogue import (
    QUESTIONS,
    ROWS,
    advance,
    asked,
    back,
    confirm,
    correct,
    doubt,
    hear,
    pending,
    relevant,
    skip,
)
from bot.domain.issues import ISSUES, Issue
from tests.domain.walks import TODAY, WORDS, answered, finished, walks

LAWS: Final = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ANSWERS: Final = [entry.name for entry in fields(Case) if entry.name in ROWS]


def known(case: Case) -> dict[str, Any]:
    """What the buyer has answered, "I don't know" included."""
    return {name: getattr(case, name) for name in ANSWERS if case.knows(name)}


@given(st.data())
@LAWS
def test_every_dialogue_ends(data: st.DataObject) -> None:
    """Wherever a buyer has wandered, answering or skipping what is asked leads to the summary, and soon."""
    case = data.draw(walks())
    for _ in range(2 * len(QUESTIONS)):
        question = pending(case)
        if question is None:
            return
        skips = question.skip is not None and data.draw(st.booleans())
        case = skip(case, question.field) if skips else answered(data.draw, case, question)
    raise AssertionError(f"still asking for {pending(case)}")


@pytest.mark.parametrize("row", QUESTIONS, ids=lambda row: row.field)
def test_no_question_is_unreachable(row: Any) -> None:
    """For every row of the form there is a buyer who is asked it, or who can add it."""
    met = set()
    for issue in Issue:
        for stage in Stage:
            for loss in (None, *Loss):
                for pieces in (1, 3):
                    case = Case(stage=stage, family=ISSUES[issue].family, issue=issue)
                    met |= {question.field for question in asked(case)}
                    whole = case.but(quantity=pieces, affected=pieces, loss=loss, price=1)
                    met |= {question.field for question in asked(whole)}
                    met |= {q.field for q in QUESTIONS if q.on_request and q.applies(whole)}
    assert row.field in met


@given(walks())
@LAWS
def test_the_question_asked_applies_and_has_no_answer(case: Case) -> None:
    question = pending(case)
    if question is None:
        assert all(case.knows(row.field) for row in asked(case))
    else:
        assert question.applies(case)
        assert question.on_request or not case.knows(question.field)


@given(walks())
@LAWS
def test_back_opens_exactly_the_last_question_before_this_one(case: Case) -> None:
    """One answer is taken back, its question comes next, and no other answer is touched."""
    question, after = pending(case), back(case)
    if question is not None and question.on_request:
        return
    if after is None:
        first = next(asked(case))
        assert question is not None
        assert question == first or not any(case.knows(row.field) for row in asked(case) if _before(row, question))
        return
    gone = set(known(case)) - set(known(after))
    reopened = pending(after)
    assert reopened is not None
    assert reopened.field in gone
    assert gone == {reopened.field} or (gone == {"family", "issue"} and reopened.field == "family")
    assert {name: value for name, value in known(case).items() if name not in gone} == known(after)


def _before(row: Any, question: Any) -> bool:
    return QUESTIONS.index(row) < QUESTIONS.index(question)


@given(walks())
@LAWS
def test_back_keeps_the_answer_at_hand(case: Case) -> None:
    """One tap brings it back: it is offered as a reading, and choosing it gives the same case again. A choice is one
    tap anyway."""
    after = back(case)
    reopened = pending(after) if after is not None else None
    if after is None or reopened is None or isinstance(reopened.asks, Choice | Files):
        return
    value = getattr(case, reopened.field)
    if value is None:
        assert reopened.field not in after.heard
        return
    (reading,) = after.heard[reopened.field]
    again = advance(after, reopened.field, reading)
    assert isinstance(again, Case)
    assert known(again) == known(case)


@given(walks())
@LAWS
def test_going_back_reaches_the_beginning(case: Case) -> None:
    """Back, as often as one likes, ends at the first question and never turns in a circle."""
    for _ in range(3 * len(QUESTIONS)):
        earlier = back(case)
        if earlier is None:
            return
        case = earlier
    raise AssertionError("Back never came to an end")


@given(walks(), st.sampled_from([row for row in QUESTIONS if row.field != "family"]))
@LAWS
def test_correcting_one_answer_loses_no_other(case: Case, row: Any) -> None:
    after = correct(case, row.field)
    assert {name: value for name, value in known(case).items() if name != row.field} == known(after)
    assert not after.reviewed


@given(walks(), st.sampled_from(ANSWERS))
@LAWS
def test_a_corrected_answer_is_offered_again(case: Case, name: str) -> None:
    value = getattr(case, name)
    after = correct(case, name)
    if value is not None and not isinstance(ROWS[name].asks, Choice | Files):
        assert advance(after, name, after.heard[name][0]) != Refusal.NOT_AN_OPTION


@given(walks())
@LAWS
def test_changing_the_kind_of_problem_keeps_what_still_applies(case: Case) -> None:
    """What does not apply is set aside, not lost: with the old problem again, the old answers count again."""
    if case.issue is None:
        return
    other = advance(case.but(family=None), "issue", Issue.CHANGED_MIND)
    assert isinstance(other, Case)
    again = advance(other.but(family=None), "issue", case.issue)
    assert isinstance(again, Case)
    assert known(relevant(again)) == known(relevant(case))


@given(walks())
@LAWS
def test_only_what_does_not_apply_is_left_out_of_the_conclusion(case: Case) -> None:
    left = relevant(case)
    for name in ANSWERS:
        if ROWS[name].applies(case):
            settled = name == "affected" and case.quantity == 1
            assert getattr(left, name) == getattr(case, name) or settled
        elif not (name == "affected" and case.quantity == 1):
            assert getattr(left, name) is None
    assert relevant(left) == left


@given(finished())
@LAWS
def test_a_complete_form_asks_nothing_more(case: Case) -> None:
    assert pending(case) is None
    assert all(case.knows(row.field) for row in asked(case))
    assert case.stage is not None
    assert case.issue is not None
    assert case.family == ISSUES[case.issue].family


@given(
    walks(),
    st.dictionaries(
        st.sampled_from([*ANSWERS, "marketplace", "reviewed", "no_such_field"]),
        st.lists(
            WORDS | st.sampled_from(["2026-05-01", "20", "late", "0", "-1", "NaN", "1e999", "card"]), max_size=3
        ).map(tuple),
    ),
)
@LAWS
def test_a_yes_to_any_recap_is_safe(case: Case, readings: dict[str, tuple[str, ...]]) -> None:
    """Readings that are no answers are dropped and asked for; none of them is left to be confirmed twice."""
    heard = hear(case, readings)
    after = confirm(heard)
    assert not after.recap
    assert all(len(values) != 1 for name, values in after.heard.items() if name in readings)
    assert doubt(after, TODAY) is None or doubt(after, TODAY)


def test_one_sure_reading_counts_and_two_are_asked_about() -> None:
    heard = hear(Case(stage=Stage.NOT_OPENED), {"price": ("20",), "ordered_on": ("2026-03-04", "2026-04-03")})
    after = confirm(heard)
    assert str(after.price) == "20"
    assert after.ordered_on is None
    assert after.heard == {"ordered_on": ("2026-03-04", "2026-04-03")}


def test_back_at_an_added_question_gives_the_addition_up() -> None:
    """Who taps "Add: Tax" and then Back is where they were, with every answer."""
    asking = _complete().but(heard={"tax": ()})
    assert pending(asking) == ROWS["tax"]
    assert back(asking) == _complete()


def test_back_at_a_changed_addition_keeps_the_old_amount() -> None:
    """Who taps "Change: Tax" and then Back has changed nothing."""
    case = _complete().but(tax=None, heard={"tax": ("3.50",)})
    after = back(case)
    assert after is not None
    assert str(after.tax) == "3.50"
    assert pending(after) is None


def _complete() -> Case:
    case = Case()
    while (question := pending(case)) is not None:
        if question.skip:
            case = skip(case, question.field)
            continue
        assert isinstance(question.asks, Choice)
        after = advance(case, question.field, question.asks.options(case)[0])
        assert isinstance(after, Case)
        case = after
    return case


def test_i_dont_know_everywhere_still_ends_at_the_summary() -> None:
    """A buyer who knows nothing gets a partial answer, not an endless form."""
    case = _complete()
    assert pending(case) is None
    assert case.unknown >= {"ordered_on", "price", "payment"}
