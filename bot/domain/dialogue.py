"""The dialogue: QUESTIONS, pending(), advance(). Read this file first.

Theory of operation. A case is a form that is being filled in. QUESTIONS lists its fields in the order in which a
buyer is asked. The current question is computed and never stored: it is the first row that applies to what is
known so far and has no answer yet. So nothing can get out of step: not after a restart, not when an earlier answer
is changed, not when a new release adds a row (it is simply asked of those who are halfway).

    sentence ── hear() ──▶ readings ── confirm() ──▶ answers
    pending(case) ─▶ Question        advance(case, field, text) ─▶ Case | Refusal
    skip(case, field)   "I don't know" is an answer      back(case)   clears the answer before
    correct(case, field) clears one, keeping the old one at hand

Every rule about which question is asked when lives in this file and nowhere else. Words live in templates,
understanding of typed words in `bot.reading`, conclusions in `eligibility` and `remedies`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from itertools import takewhile
from typing import Any, Final

from bot.domain.ask import (
    AnswerKind,
    Choice,
    Count,
    Country,
    Currency,
    Day,
    Direction,
    Files,
    Money,
    OrderNumber,
    Part,
    Refusal,
    Share,
    Text,
)
from bot.domain.bounds import MAX_PIECES, refused
from bot.domain.case import Case, Loss, Payment, Replied, Stage, Tracking, Wish
from bot.domain.case_json import parse
from bot.domain.doubts import Doubt, standing
from bot.domain.issues import ISSUES, Family, Issue


@dataclass(frozen=True, slots=True)
class Question:
    """One row of the form. `skip` names the words of the way round it; None: there is none.

    `on_request` rows are never asked; the buyer can add them from the summary."""

    field: str
    part: Part
    asks: AnswerKind
    applies: Callable[[Case], bool]
    skip: str | None = "unknown"
    on_request: bool = False


def _always(_: Case) -> bool:
    return True


def arrived(case: Case) -> bool:
    """Something is in the buyer's hands."""
    return case.issue is not None and ISSUES[case.issue].arrived is True


_SAID_DELIVERED: Final = {Issue.DELIVERED_NOT_RECEIVED, Issue.EMPTY_PARCEL}
_NEVER_SENT: Final = {Issue.NOT_SHIPPED, Issue.DIGITAL}
_NO_WINDOW: Final = {Issue.NOT_SHIPPED, Issue.LATE, Issue.CHANGED_MIND, Issue.DIGITAL}
_PLAIN: Final = {Issue.MISSING_QUANTITY, Issue.EMPTY_PARCEL}  # nothing is left to describe
_TRACKS: Final = (Tracking.MOVING, Tracking.STALLED, Tracking.NONE)
_IN_PIECES: Final = {Family.NOT_AS_ORDERED, Family.BROKEN, Family.INCOMPLETE, Family.FAKE}

_LOSSES: Final[Mapping[Issue, tuple[Loss, ...]]] = {
    Issue.DEFECTIVE: (Loss.WHOLE, Loss.PART, Loss.FUNCTION, Loss.REPAIR),
    Issue.DAMAGED: (Loss.WHOLE, Loss.PART, Loss.FUNCTION, Loss.REPAIR),
    Issue.MISSING_PARTS: (Loss.PART, Loss.FUNCTION, Loss.WHOLE),
    Issue.POOR_QUALITY: (Loss.FUNCTION, Loss.REPAIR, Loss.WHOLE),
    Issue.NOT_AS_DESCRIBED: (Loss.FUNCTION, Loss.PART, Loss.WHOLE),
    Issue.WRONG_VARIANT: (Loss.FUNCTION, Loss.WHOLE),
    Issue.WRONG_SIZE: (Loss.FUNCTION, Loss.WHOLE),
    Issue.USED_AS_NEW: (Loss.FUNCTION, Loss.WHOLE),
}


def _delivered(case: Case) -> bool:
    return arrived(case) or case.issue in _SAID_DELIVERED


def _windowed(case: Case) -> bool:
    return case.issue not in _NO_WINDOW


def _in_pieces(case: Case) -> bool:
    return case.issue is not None and ISSUES[case.issue].family in _IN_PIECES


def _partly(case: Case) -> bool:
    """Whether the loss must be described: where only some of the pieces are bad, counting them is enough."""
    some = case.quantity is not None and case.affected is not None and case.affected < case.quantity
    return case.issue in _LOSSES and not some


def kinds(case: Case) -> tuple[str, ...]:
    """The issues of the chosen family, in the table's order; all of them while no family is chosen."""
    return tuple(issue for issue in Issue if case.family in (None, ISSUES[issue].family))


def _kind_heard(case: Case) -> bool:
    """A sentence already said what kind of problem it could be: choosing that names the family as well."""
    return bool(case.heard.get("issue"))


def _losses(case: Case) -> tuple[str, ...]:
    return _LOSSES.get(case.issue, ()) if case.issue else ()


def _words(*options: str) -> Choice:
    return Choice(lambda _: options)


QUESTIONS: Final[tuple[Question, ...]] = (
    Question("stage", Part.PROBLEM, _words(*Stage), _always, skip=None),
    Question("family", Part.PROBLEM, _words(*Family), lambda c: not _kind_heard(c), skip=None),
    Question("issue", Part.PROBLEM, Choice(kinds), lambda c: c.family is not None or _kind_heard(c), skip=None),
    Question("tracking", Part.PROBLEM, _words(*_TRACKS), lambda c: c.issue is Issue.IN_TRANSIT),
    Question("ordered_on", Part.DATES, Day(), _always),
    Question("shipped_on", Part.DATES, Day(), lambda c: c.issue not in _NEVER_SENT),
    Question("delivered_on", Part.DATES, Day(), _delivered),
    Question("protection_ends_on", Part.DATES, Day(Direction.ANY), _windowed),
    Question(
        "confirmed_on",
        Part.DATES,
        Day(),
        lambda c: _windowed(c) and _delivered(c) and c.stage is Stage.NOT_OPENED,
        skip="not_confirmed",
    ),
    Question("opened_on", Part.DATES, Day(), lambda c: c.stage in (Stage.OPEN, Stage.DECIDED)),
    Question("closed_on", Part.DATES, Day(), lambda c: c.stage is Stage.DECIDED),
    Question("item", Part.ORDER, Text(80), _always, skip="skip"),
    Question("detail", Part.ORDER, Text(160), lambda c: _in_pieces(c) and c.issue not in _PLAIN, skip="skip"),
    Question("order_number", Part.ORDER, OrderNumber(), _always, skip="skip"),
    Question("price", Part.ORDER, Money(), _always),
    Question("currency", Part.ORDER, Currency(), lambda c: c.price is not None),
    Question("quantity", Part.ORDER, Count(lambda _: MAX_PIECES), _in_pieces),
    Question(
        "affected",
        Part.ORDER,
        Count(lambda c: c.quantity or MAX_PIECES),
        lambda c: _in_pieces(c) and (c.quantity or 0) > 1,
    ),
    Question("loss", Part.ORDER, Choice(_losses), _partly),
    Question("part_price", Part.ORDER, Money(), lambda c: _partly(c) and c.loss is Loss.PART),
    Question("function_lost", Part.ORDER, Share(), lambda c: _partly(c) and c.loss is Loss.FUNCTION),
    Question("repair_price", Part.ORDER, Money(), lambda c: _partly(c) and c.loss is Loss.REPAIR),
    Question("shipping_price", Part.ORDER, Money(), _always, on_request=True),
    Question("tax", Part.ORDER, Money(), _always, on_request=True),
    Question("return_price", Part.ORDER, Money(), arrived, on_request=True),
    Question("payment", Part.PROOF, _words(*Payment), _always),
    Question("paid_on", Part.DATES, Day(), _always, on_request=True),
    Question("country", Part.PROOF, Country(), _always, skip="skip"),
    Question("replied", Part.PROOF, _words(*Replied), _always, skip="skip"),
    Question("seller_contacted_on", Part.DATES, Day(), _always, on_request=True),
    Question("evidence", Part.PROOF, Files(), _always, skip="no_files"),
    Question("wish", Part.PROOF, _words(*Wish), lambda c: arrived(c) and c.stage is not Stage.DECIDED, skip=None),
)

ROWS: Final[Mapping[str, Question]] = {question.field: question for question in QUESTIONS}

if len(ROWS) != len(QUESTIONS) or not set(ROWS) <= {entry.name for entry in fields(Case)}:
    raise LookupError("QUESTIONS name a field twice, or one that a case does not have")


def asked(case: Case) -> Iterator[Question]:
    """The rows that apply to what is known so far, in order."""
    return (question for question in QUESTIONS if not question.on_request and question.applies(case))


def pending(case: Case) -> Question | None:
    """The current question; None when the form is complete."""
    return next((question for question in QUESTIONS if unanswered(question, case)), None)


def unanswered(row: Question, case: Case) -> bool:
    """Whether it applies and waits for an answer."""
    return (row.field in case.heard if row.on_request else not case.knows(row.field)) and row.applies(case)


def advance(case: Case, name: str, text: str) -> Case | Refusal:
    """The case with one more answer, given in its stored form. What cannot be an answer is refused."""
    question = ROWS[name]
    try:
        value = parse(name, text)
    except (ValueError, ArithmeticError):
        return Refusal.NOT_AN_OPTION
    refusal = None if name == "issue" and _heard(case, text) else refused(question.asks, value, case)
    return refusal or _follow(_settle(case, name).but(**{name: value}), name)


def _heard(case: Case, issue: str) -> bool:
    """Whether the buyer's own words named this problem: it counts, whatever family was chosen before."""
    return issue in case.heard.get("issue", ())


def skip(case: Case, name: str) -> Case:
    """The case with "I don't know" for one field."""
    settled = _settle(case, name)
    return settled.but(**{name: None}, unknown=settled.unknown | {name})


def back(case: Case) -> Case | None:
    """The case without the answer before the current question, which stays at hand; None where there is none.
    At a question the buyer has added, Back gives the addition up."""
    if case.recap:
        return None
    current = pending(case)
    if current is not None and current.on_request:
        return _withdraw(case, current)
    before = [question.field for question in takewhile(lambda row: row is not current, asked(case))]
    return correct(case, before[-1]) if before else None


def _withdraw(case: Case, question: Question) -> Case:
    """The case before an addition was asked about. A single amount was an answer before, and is one again; a day
    was perhaps only typed, and counts after a yes alone."""
    readings = case.heard[question.field]
    if len(readings) == 1 and isinstance(question.asks, Money):
        after = advance(case, question.field, readings[0])
        if isinstance(after, Case):
            return after
    return _settle(case, question.field)


def correct(case: Case, name: str) -> Case:
    """The case with one field open again; a typed answer is offered as a reading, so nothing is lost. A choice is
    one tap anyway, and is simply made anew."""
    value = getattr(case, name)
    settled = _settle(case, name)
    typed = value is not None and not isinstance(ROWS[name].asks, Choice | Files)
    heard = {**settled.heard, name: (str(value),)} if typed else settled.heard
    changes: dict[str, object] = {name: None, "reviewed": False, "heard": heard}
    if name == "family":
        changes |= {"issue": None}
    return settled.but(**changes)


def hear(case: Case, readings: Mapping[str, tuple[str, ...]]) -> Case:
    """The case with what was understood in a sentence, waiting for the buyer's yes."""
    heard = {name: values for name, values in readings.items() if name in ROWS and values}
    return case.but(heard={**case.heard, **heard}, recap=bool(heard))


def confirm(case: Case) -> Case:
    """The buyer's yes to the recap: every single reading becomes an answer; where there are several, the
    question comes with all of them."""
    case = case.but(recap=False)
    for question in QUESTIONS:
        readings = case.heard.get(question.field, ())
        if len(readings) == 1:
            after = advance(case, question.field, readings[0])
            case = after if isinstance(after, Case) else _settle(case, question.field)
    return case


def relevant(case: Case) -> Case:
    """The case without answers to questions that do not apply (an earlier answer was changed since)."""
    out: dict[str, Any] = {
        q.field: None for q in QUESTIONS if getattr(case, q.field) is not None and not q.applies(case)
    }
    if case.quantity == 1 and "quantity" not in out:
        out["affected"] = 1
    return case.but(**out) if out else case


def _settle(case: Case, name: str) -> Case:
    """The field's readings and "I don't know" are gone: a new answer takes their place."""
    heard = {key: values for key, values in case.heard.items() if key != name}
    return case.but(heard=heard, unknown=case.unknown - {name})


def _follow(case: Case, name: str) -> Case:
    """What one answer says about another: the family of an issue, the only issue of a family."""
    if name == "issue" and case.issue is not None:
        return case.but(family=ISSUES[case.issue].family)
    if name == "family":
        only = kinds(case)
        issue = case.issue if case.issue in only else Issue(only[0]) if len(only) == 1 else None
        return case.but(issue=issue)
    if name == "quantity" and case.affected is not None and case.affected > (case.quantity or 0):
        return case.but(affected=None)
    return case


def doubt(case: Case, today: date) -> Doubt | None:
    """The first doubt the buyer has not answered with "it is right"; None when all is plausible."""
    return next(standing(relevant(case), today), None)
