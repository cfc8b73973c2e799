"""What has to be asked about something that happened, before it can be advised on: INQUIRIES, pending().

The same idea as `dialogue`: a small form whose next question is computed and never stored. As few questions as can be:
a day is asked for only where a clock begins, and not where the page itself gives the last day.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from bot.domain.ask import Day, Direction, Money, Refusal
from bot.domain.bounds import refused, refused_sum
from bot.domain.calendar import after
from bot.domain.case import Case
from bot.domain.history import Event
from bot.domain.stages import Phase
from bot.domain.telling import Telling
from bot.domain.transitions import STARTS


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One question about a happening. `field` is one of `Telling`."""

    field: str
    asks: Day | Money
    applies: Callable[[Telling, Phase], bool]


_AMOUNTS: Final = frozenset(
    {
        Event.SELLER_OFFERED_AMOUNT,
        Event.PLATFORM_PROPOSED_AMOUNT,
        Event.BUYER_ACCEPTED_REFUND,
        Event.DECIDED_FOR,
        Event.MONEY_ARRIVED,
    }
)
_TIMED: Final = frozenset(
    {
        Event.PLATFORM_ASKED_EVIDENCE,
        Event.PLATFORM_ASKED_PARCEL_PAPER,
        Event.PLATFORM_PROPOSED_AMOUNT,
        Event.PLATFORM_PROPOSED_ZERO,
        Event.PLATFORM_PROPOSED_RETURN,
        Event.PLATFORM_PROPOSED_WAIT,
        Event.TWO_PROPOSALS,
        Event.DECIDED_RETURN,
    }
)
"""The dispute page shows a timer for these."""
_AN_END: Final = frozenset({Event.MONEY_ARRIVED})
"""Begins a stage without a clock: nothing hangs on the day."""


def _begins(told: Telling, phase: Phase) -> bool:
    event = told.event
    return event is not None and (phase, event) in STARTS and told.answer_by is None and event not in _AN_END


INQUIRIES: Final = (
    Inquiry("amount", Money(), lambda told, _: told.event in _AMOUNTS),
    Inquiry("answer_by", Day(Direction.FUTURE), lambda told, _: told.event in _TIMED),
    Inquiry("on", Day(Direction.PAST), _begins),
)


def pending(told: Telling, phase: Phase) -> Inquiry | None:
    """The next question about what surely happened; None when there is nothing left to ask."""
    return next(
        (
            row
            for row in INQUIRIES
            if row.field not in told.settled and getattr(told, row.field) is None and row.applies(told, phase)
        ),
        None,
    )


def misfit(row: Inquiry, value: Any, case: Case, today: date, here: date) -> Refusal | None:
    """Why this can't be what happened; None: it can. `today` is the marketplace's day, `here` the buyer's: a day of
    either counts."""
    match row.field, value:
        case "on", date() if value > max(today, here):
            return Refusal.DATE_TOO_FAR
        case "on", date() if case.ordered_on is not None and value < case.ordered_on:
            return Refusal.BEFORE_THE_ORDER
        case "answer_by", date() if not min(today, here) <= value <= after(here, LONGEST_TIMER):
            return Refusal.NO_SUCH_TIMER
        case "amount", Decimal() if value != 0:
            return refused_sum(value, case)
        case "amount", _:
            return None  # nothing at all may be offered, too
        case _:
            return refused(row.asks, value, case)


LONGEST_TIMER: Final = 180
"""Days. Our judgement: no time that the rules know of a dispute is half as long again."""
