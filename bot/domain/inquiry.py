"""What has to be asked about something that happened, before it can be advised on: INQUIRIES, pending().

The same idea as `dialogue`: a small form whose next question is computed and never stored. As few questions as can be:
a day is asked for only where a clock begins, and not where the page itself gives the last day.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from bot.domain.ask import Day, Direction, Money
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
BY_FIELD: Final[Mapping[str, Inquiry]] = MappingProxyType({row.field: row for row in INQUIRIES})


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
