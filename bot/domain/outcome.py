"""outcome(case) → how a case ended: won, a part, lost, taken back; and Tally, how the others ended.

Only what the buyer told counts, never a clock alone. Money that came wins over "nothing came", whenever it is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bot.domain.case import Case, Result
from bot.domain.history import Event, Happening
from bot.domain.issues import Issue
from bot.domain.money import paid

MINIMUM_GROUP: Final = 20
"""Our judgement: below it one case more would move "of N cases like yours" by more than a twentieth, and a buyer could
guess who the others are."""

# The last of these says what was to come; a yes that names no amount means what was offered before it.
_PROMISES: Final = frozenset(
    {
        Event.SELLER_OFFERED_AMOUNT,
        Event.SELLER_ACCEPTED,
        Event.PLATFORM_PROPOSED_AMOUNT,
        Event.BUYER_ACCEPTED_RETURN,
        Event.DECIDED_FOR,
        Event.DECIDED_RETURN,
    }
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of a case. `amount`: what came back in all, in the order's currency; None: not known."""

    result: Result
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many cases with one problem ended in which way."""

    won: int = 0
    part: int = 0
    lost: int = 0
    withdrawn: int = 0

    @property
    def total(self) -> int:
        """Those that ended one way or the other; a dispute that was taken back says nothing."""
        return self.won + self.part + self.lost

    @property
    def enough(self) -> bool:
        """Whether anything may be said of it."""
        return self.total >= MINIMUM_GROUP


def outcome(case: Case) -> Outcome | None:
    """None: it has not ended, or nobody can tell how."""
    came = arrivals(case)
    if not came:
        return Outcome(case.ended, Decimal(0)) if case.ended in (Result.LOST, Result.WITHDRAWN) else None
    told = [one.amount for one in came if one.amount is not None]
    total = paid(case)
    if case.ended is Result.WON:
        return Outcome(Result.WON, total)
    amount = sum(told, Decimal(0)) if told else promised(case)
    if amount is None or total is None:
        return Outcome(Result.PART, amount) if case.ended is Result.PART else None
    if amount < total:
        return Outcome(Result.PART, amount)
    if case.ended is Result.PART and not told:
        return Outcome(Result.PART, None)  # less came than was promised
    return Outcome(Result.WON, amount)


def countable(case: Case) -> tuple[Issue, Result] | None:
    """What the counters should hold of this case: its kind of problem and its end, and nothing else."""
    found = outcome(case)
    return None if found is None or case.issue is None else (case.issue, found.result)


def arrivals(case: Case) -> tuple[Happening, ...]:
    """Each time that money came; nothing is no money."""
    return tuple(one for one in case.history if one.event is Event.MONEY_ARRIVED and one.amount != 0)


def promised(case: Case) -> Decimal | None:
    """The last amount that was offered, decided or accepted; None where the last word names none."""
    for one in reversed(case.history):
        if one.event in _PROMISES or (one.event is Event.BUYER_ACCEPTED_REFUND and one.amount is not None):
            return one.amount
    return None
