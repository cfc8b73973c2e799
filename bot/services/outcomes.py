"""Outcomes: "How did it end?", the amount where a part came, the closing words; and what is counted of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Final

from bot.domain.ask import Refusal
from bot.domain.bounds import refused_sum
from bot.domain.case import Case, Result
from bot.domain.history import Event, Happening
from bot.domain.letters import requested
from bot.domain.money import paid, rounded
from bot.domain.outcome import Outcome, arrivals, countable, outcome, promised
from bot.domain.screen import Button, Rows, Screen
from bot.domain.standing import taken_back, told
from bot.reading.choices import read_unknown
from bot.services.advice import advise
from bot.services.answers import in_the_orders_currency
from bot.services.scene import Feature, Scene, Turn, of_a_result
from bot.storage.changes import Count


def counted(scene: Scene) -> tuple[Scene, tuple[Count, ...]]:
    """The scene whose case remembers what is counted of it, and what the counters gain and lose by that."""
    before, after = scene.case.counted, countable(scene.case)
    if before == after:
        return scene, ()
    moved = tuple(Count(*one, by) for one, by in ((before, -1), (after, 1)) if one is not None)
    return scene.with_case(scene.case.but(counted=after)), moved


def asked(scene: Scene, _: tuple[str, ...]) -> Turn:
    """How did it end? Asked of a case that is finished: while an answer is being changed that comes first."""
    if not scene.case.reviewed:
        return Turn(scene.but(view="case").noticing("finish_first"))
    return Turn(scene.but(view="outcome", notice={}))


def ended(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """One of the four ends. Of a part the amount is asked."""
    match Result(arguments[0]):
        case Result.PART:
            return Turn(scene.but(view="outcome:part", notice={}))
        case Result.WON:
            return _closed(scene, _paid_out(scene, paid(scene.case)), Result.WON)
        case without:
            return _closed(scene, _unpaid(scene.case), without)


def got(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """The part that came, by a button; without an amount nobody knows it."""
    amount = _sum(scene.case, arguments[0]) if arguments else None
    if arguments and amount is None:
        raise ValueError("no amount that could have come")
    return _closed(scene, _paid_out(scene, amount), Result.PART)


def typed(scene: Scene, text: str) -> Turn:
    """The part that came, in the buyer's words; one that can be read in two ways is asked about."""
    if outcome(scene.case) is not None or not scene.buyer.view.startswith("outcome:part"):
        return Turn(scene.noticing("typed_elsewhere"))
    if read_unknown(text):
        return got(scene, ())
    found = in_the_orders_currency(text, scene)
    if isinstance(found, Refusal):
        return Turn(scene.noticing("refused", refusal=found))
    fitting = _sums(scene.case, map(str, found.amounts))
    if not fitting:
        return Turn(scene.noticing("refused", refusal=refused_sum(found.amounts[0], scene.case)))
    if len(fitting) == 1:
        return _closed(scene, _paid_out(scene, fitting[0]), Result.PART)
    return Turn(scene.but(view=" ".join(("outcome:part", *map(str, fitting))), notice={}))


def reopened(scene: Scene, _: tuple[str, ...]) -> Turn:
    """It is not over: what was said of its end is taken back, and the last money with it."""
    case, came = scene.case, arrivals(scene.case)
    case = taken_back(case, came[-1]) if came else case
    return Turn(scene.with_case(case.but(ended=None)).but(view="card").noticing("reopened"))


def _closed(scene: Scene, case: Case, ended: Result) -> Turn:
    return Turn(scene.with_case(case.but(ended=ended)).but(view="outcome", notice={}))


def _paid_out(scene: Scene, amount: Decimal | None) -> Case:
    """The case to which money came, told once: an amount told later belongs to the money told before without one."""
    case = scene.case
    bare = next((one for one in arrivals(case) if one.amount is None), None)
    if bare is None:
        # After all that happened: the buyer's day may be ahead of the marketplace's.
        day = max((scene.today, *(one.on for one in case.history if one.on is not None)))
        return told(case, Happening(Event.MONEY_ARRIVED, day, amount))
    return case if amount is None else told(taken_back(case, bare), replace(bare, amount=amount))


def _unpaid(case: Case) -> Case:
    """The case to which no money came, whatever was told before."""
    for one in arrivals(case):
        case = taken_back(case, one)
    return case


def _sums(case: Case, texts: Iterable[str]) -> tuple[Decimal, ...]:
    return tuple(amount for text in texts if (amount := _sum(case, text)) is not None)


def _sum(case: Case, text: str) -> Decimal | None:
    """The amount in whole coins; None for what cannot have come, whoever made the button."""
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return None
    return rounded(amount, case.currency) if amount.is_finite() and refused_sum(amount, case) is None else None


def screen(scene: Scene, argument: str = "") -> Screen:
    """The question, the amount, or, once it is known how it ended, the closing words."""
    if (end := outcome(scene.case)) is not None:
        return _closing(scene, end)
    state, *amounts = argument.split() or ("",)
    return _amount(scene, _sums(scene.case, amounts)) if state == "part" else _question(scene)


def _question(scene: Scene) -> Screen:
    ways = tuple((Button(f"ended_{way}", scene.press("ended", way)),) for way in Result)
    return Screen("outcome_question", scene.facts(), (*ways, _back(scene, "card")))


def _amount(scene: Scene, readings: tuple[Decimal, ...]) -> Screen:
    currency = scene.case.currency
    keys = tuple(
        (Button("sum", scene.press("got", str(amount)), {"amount": amount, "currency": currency}),)
        for amount in readings or _likely(scene)
    )
    unknown = (Button("skip_unknown", scene.press("got")),)
    return Screen("outcome_amount", scene.facts(readings=readings), (*keys, unknown, _back(scene, "outcome")))


def _likely(scene: Scene) -> tuple[Decimal, ...]:
    """What may well have come: the last amount promised, and the fair one."""
    remedy = requested(advise(scene).remedies)
    total = paid(scene.case)
    known = (promised(scene.case), remedy.amount if remedy else None)
    likely = _sums(scene.case, (str(one) for one in known if one and (total is None or one < total)))
    return tuple(dict.fromkeys(likely))


def _closing(scene: Scene, end: Outcome) -> Screen:
    ways = advise(scene).assessment.fallbacks if end.result is Result.LOST else ()
    outside: Rows = ((Button("routes", scene.lasting("v", "routes"), {}, "primary"),),) if ways else ()
    rows = (
        *outside,
        (Button("reopen", scene.press("reopen")),),
        (Button("cases", scene.lasting("v", "cases")), Button("new_case", scene.press("new"))),
    )
    facts = scene.facts(end=end, paid=paid(scene.case), route=ways[0] if ways else None)
    return Screen("outcome", facts, rows)


def _back(scene: Scene, view: str) -> tuple[Button, ...]:
    return (Button("back", scene.lasting("v", view)),)


FEATURE: Final = Feature(
    actions={
        "end": asked,
        "ended": of_a_result(ended),
        "got": of_a_result(got),
        "reopen": of_a_result(reopened),
    },
    views={"outcome": screen},
    typed={"outcome": typed},
)
