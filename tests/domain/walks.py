"""Walks: cases as buyers make them, by Hypothesis. A walk answers, skips, goes back and corrects in any order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, Final

from hypothesis import strategies as st

from bot.domain.ask import Choice, Count, Country, Currency, Day, Files, Money, OrderNumber, Refusal, Share, Text
from bot.domain.bounds import MAX_AMOUNT
from bot.domain.case import Case, Proof
from bot.domain.dialogue import QUESTIONS, Question, advance, back, correct, pending, skip

TODAY: Final = date(2026, 5, 22)

DAYS: Final = st.dates(date(2014, 1, 1), date(2027, 12, 31)).map(date.isoformat)
NEAR_DAYS: Final = st.dates(date(2026, 1, 1), date(2026, 8, 1)).map(date.isoformat)
AMOUNTS: Final = st.decimals(Decimal("0.01"), MAX_AMOUNT, places=2).map(lambda amount: format(amount, "f"))
WORDS: Final = st.text(max_size=60).map(str.strip).filter(bool)
NASTY: Final = st.sampled_from(
    ['<b>dress</b> & "shoe"\'', "فستان أحمر", "שמלה", "🙂👍🏽", "a\u202eb", "x" * 80, "%(day)s {{ 7*7 }}", "\\u0000"]
)


def answers(question: Question, case: Case) -> st.SearchStrategy[str]:
    """Every answer the question takes, in stored form."""
    match question.asks:
        case Choice(options):
            return st.sampled_from(options(case))
        case Day():
            return DAYS | NEAR_DAYS
        case Money():
            return AMOUNTS
        case Currency():
            return st.sampled_from(["USD", "EUR", "RUB", "JPY"])
        case Count(highest):
            return st.integers(1, highest(case)).map(str)
        case Share():
            return st.integers(1, 100).map(lambda percent: str(Decimal(percent) / 100))
        case OrderNumber():
            return st.integers(10**14, 10**17 - 1).map(str)
        case Country():
            return st.sampled_from(["DE", "RU", "US", "IL"])
        case Text():
            return WORDS | NASTY
        case Files():
            return st.nothing()


def answered(draw: Callable[[st.SearchStrategy[Any]], Any], case: Case, question: Question) -> Case:
    """The case with a legal answer to this question."""
    if isinstance(question.asks, Files):
        kinds = draw(st.sets(st.sampled_from(list(Proof)), max_size=3))
        return case.but(evidence=tuple(sorted(kinds)), unknown=case.unknown - {"evidence"})
    after = advance(case, question.field, draw(answers(question, case)))
    assert not isinstance(after, Refusal), (question.field, after)
    return after


@st.composite
def walks(draw: st.DrawFn, most: int = 40) -> Case:
    """The case after a walk of at most so many steps."""
    case = Case()
    for _ in range(draw(st.integers(0, most))):
        question = pending(case)
        move = draw(st.sampled_from(("answer", "answer", "answer", "answer", "skip", "back", "correct")))
        if move == "back":
            case = back(case) or case
        elif move == "correct":
            case = correct(case, draw(st.sampled_from(QUESTIONS)).field)
        elif question is not None:
            case = skip(case, question.field) if move == "skip" and question.skip else answered(draw, case, question)
    return case


@st.composite
def finished(draw: st.DrawFn) -> Case:
    """A case whose form is complete."""
    case = draw(walks(most=10))
    while (question := pending(case)) is not None:
        case = skip(case, question.field) if question.skip and draw(st.booleans()) else answered(draw, case, question)
    return case
