"""Every screen there is, as the services make it: each step of each dialogue, and each side of each result."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import cache
from itertools import product
from typing import Final

from bot.app import tongue
from bot.domain.buyer import Buyer, File, Record
from bot.domain.case import Case, Loss, Result, Stage
from bot.domain.dialogue import QUESTIONS, advance, hear, pending, skip
from bot.domain.doubts import DOUBTS
from bot.domain.faq import Question, Topic
from bot.domain.history import Event, Happening
from bot.domain.issues import ISSUES, Issue
from bot.domain.outcome import Tally
from bot.domain.policy import Policy
from bot.domain.screen import Screen
from bot.domain.standing import told
from bot.policies import load
from bot.services.scene import Scene, Tongue
from bot.services.turn import VIEWS, view
from tests.examples import examples
from tests.rendering.samples import CASE, HOSTILE

TODAY: Final = date(2026, 3, 9)
FULL: Final = Case(
    family=ISSUES[Issue.DEFECTIVE].family,
    issue=Issue.DEFECTIVE,
    item=HOSTILE,
    order_number="8015710859336916",
    price=Decimal("180.00"),
    shipping_price=Decimal("7.50"),
    tax=Decimal("3.00"),
    currency="USD",
    quantity=4,
    affected=2,
    ordered_on=date(2026, 1, 5),
    shipped_on=date(2026, 1, 8),
    delivered_on=date(2026, 3, 1),
    protection_ends_on=date(2026, 3, 20),
    country="DE",
)
_SIDES: Final = (
    "case",
    "card",
    "why",
    "where",
    "proof",
    "options",
    "letters",
    "routes",
    "change",
    "cancel",
    "timeline",
)
_LETTERS: Final = ("first_message", "dispute_form", "goodwill", "reply_cancel", "reply_wait", "reply_confirm")


def screens(language: str) -> Iterator[tuple[str, Screen]]:
    """Each screen with where it comes from, for a buyer of this language."""
    for name, scene in scenes(language):
        screen = view(scene)
        yield from ((f"{name}, before", earlier) for earlier in screen.before)
        yield name, replace(screen, before=())


def scenes(language: str) -> Iterator[tuple[str, Scene]]:
    """What those screens are made of, with the same names."""
    yield from _at_home(language)
    yield from _dialogues(language)
    yield from _doubts(language)
    yield from _results(language)
    yield from _ends(language)


def cases() -> Iterator[Scene]:
    """Every example of the rules, as a case with all that a buyer can write in it."""
    for example in examples():
        case = _finished(example.case.but(item=HOSTILE * 3, notes=HOSTILE * 40, order_number="8015710859336916"))
        yield _scene("ru", "card", case, example.today)


def _at_home(language: str) -> Iterator[tuple[str, Scene]]:
    views = [*VIEWS, *(f"topic:{key}" for key in Topic), *(f"faq:{key}" for key in Question)]
    found = f"found:{Question.LOST}.{Question.EARLY}"
    views += [
        found,
        f"{found}:{HOSTILE}",
        "calendar:case.2026-02",
        "calendar:telling.2026-02",
        "places:60",
        "places:US:card",
        "marking:5.blur",
        "marked:5",
        "pack:paypal",
        "topic:nonsense",
        "nonsense",
    ]
    for name in views:
        yield f"{name} with nothing", _scene(language, name, None, TODAY)
        yield f"{name} with a case", _scene(language, name, _finished(FULL), TODAY)
    record = Record(1, 7, 1, _finished(FULL))
    shelf = (record, replace(record, id=2, number=2, case=CASE), replace(record, id=3, number=3, case=Case()))
    for name in ("cases", "privacy", "forget", "home"):
        yield f"{name} with cases", replace(_scene(language, name, FULL, TODAY), shelf=shelf * 5)


def _dialogues(language: str) -> Iterator[tuple[str, Scene]]:
    """Every question of every kind of problem, first as it is asked, then with one and with two readings."""
    for issue in Issue:
        for stage in ("not_opened", "open", "decided"):
            answers = {"stage": stage, "family": str(ISSUES[issue].family), "issue": str(issue), "quantity": "3"}
            case = Case()
            while question := pending(case):
                name = f"{issue}, {stage}, {question.field}"
                yield name, _scene(language, "case", case, TODAY)
                if stage == "not_opened" and (sample := _SAMPLES.get(question.field)):
                    heard = hear(case, {question.field: (sample,)})
                    yield f"{name}, recap", _scene(language, "case", heard, TODAY)
                    yield f"{name}, heard", _scene(language, "case", heard.but(recap=False), TODAY)
                answer = answers.get(question.field) or _SAMPLES.get(question.field)
                after = advance(case, question.field, answer) if answer else None
                case = after if isinstance(after, Case) else skip(case, question.field)
            yield f"{issue}, {stage}, summary", _scene(language, "case", case, TODAY)
    for loss in Loss:
        case = FULL.but(quantity=1, affected=None, loss=loss)
        yield f"loss {loss}", _scene(language, "case", case, TODAY)


_SAMPLES: Final = {
    **{row.field: "2026-01-10" for row in QUESTIONS if row.field.endswith("_on")},
    "item": HOSTILE,
    "order_number": "8015710859336916",
    "price": "18.40",
    "currency": "USD",
    "affected": "2",
    "country": "BR",
    "payment": "paypal",
    "replied": "silent",
    "wish": "advise",
}


def _doubts(language: str) -> Iterator[tuple[str, Scene]]:
    future, past = date(2027, 1, 1), date(2001, 1, 1)
    for found in DOUBTS:
        cases = (
            FULL.but(**dict(zip(found.fields, days, strict=False)))
            if found.fields[0].endswith("_on")
            else FULL.but(quantity=1, loss=Loss.PART, part_price=Decimal(500))
            for days in ((future, past), (past, past), (past, future))
        )
        case = next((case for case in cases if found.holds(case, TODAY)), None)
        if case is not None:
            others = frozenset(other.key for other in DOUBTS) - {found.key}
            yield f"doubt {found.key}", _scene(language, "case", case.but(accepted=others), TODAY)


def _results(language: str) -> Iterator[tuple[str, Scene]]:
    kinds = {(example.case.issue, example.expect.get("verdict")): example for example in examples()}
    for example in kinds.values():
        case = _finished(example.case.but(item=HOSTILE))
        for side in (*_SIDES, *(f"letter:{key}" for key in _LETTERS)):
            yield f"{side} of {example.name}", _scene(language, side, case, example.today)


def _ends(language: str) -> Iterator[tuple[str, Scene]]:
    """Every end, with and without amounts; and how the others ended, once there are enough of them."""
    came = Happening(Event.MONEY_ARRIVED, TODAY)
    for price, amount in product((FULL.price, None), (Decimal("12.50"), None)):
        for end in Result:
            case = _finished(FULL.but(price=price, ended=end))
            case = told(case, replace(came, amount=amount)) if end in (Result.WON, Result.PART) else case
            yield f"ended {end}, {price}, {amount}", _scene(language, "outcome", case, TODAY)
    lost = _scene(language, "outcome", _finished(FULL.but(ended=Result.LOST)), TODAY)
    for tally in (Tally(21, 8, 5), Tally(21, 0, 5), Tally(0, 8, 15), Tally(0, 0, 22)):
        yield f"ended, {tally}", replace(lost, tally=tally)
    for name in ("outcome:part", "outcome:part 1234 1.234", "outcome:nonsense"):
        yield name, _scene(language, name, _finished(FULL), TODAY)


def _finished(case: Case) -> Case:
    """The case with "I don't know" to all that was not answered, and its summary confirmed."""
    if case.issue is not None:
        case = case.but(family=ISSUES[case.issue].family, stage=case.stage or Stage.NOT_OPENED)
    while question := pending(case):
        case = skip(case, question.field)
    return case.but(reviewed=True)


def _scene(language: str, name: str, case: Case | None, today: date) -> Scene:
    files = (File("photo", "f1", "u1", 5, marks="blur:1,blur:2,circle:5"),) if case else ()
    record = Record(1, 7, 1, case, files) if case else None
    buyer = Buyer(7, language=language, case_id=1 if case else None, view=name, zone="Europe/Berlin" if case else None)
    now = datetime.combine(today, time(20), UTC)
    return Scene(buyer, record, now, today, _policy(), _tongue())


@cache
def _policy() -> Policy:
    return load()


@cache
def _tongue() -> Tongue:
    return tongue("en")
