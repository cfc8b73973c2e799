"""DONE: what a buyer can answer to a ping with one tap, and what follows from it.

A ping is a reminder that was delivered. Its buttons stay in the chat for good, so what a tap means is worked out anew
from the case as it is by then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from bot.domain.case import Case
from bot.domain.history import Event
from bot.domain.reminders import Reminder
from bot.domain.stages import Actor
from bot.domain.standing import Standing


class Then(StrEnum):
    """What follows from "done" where no single event does."""

    SETTLED = "settled"  # nothing: it is done with, and the dispute is where it was
    HAPPENED = "happened"  # something did, and only the buyer knows what
    ENDED = "ended"  # money came: how much is asked


@dataclass(frozen=True, slots=True)
class Done:
    """One way to be done with a ping. `label`: the key `did_<label>` of words/labels.j2."""

    label: str
    then: Event | Then


_OPENED: Final = Done("opened", Event.DISPUTE_OPENED)
_PROVED: Final = Done("added", Event.BUYER_SENT_EVIDENCE)
_POSTED: Final = Done("posted", Event.RETURN_SHIPPED)
_ENTERED: Final = Done("entered", Then.SETTLED)
_APPEALED: Final = Done("appealed", Event.BUYER_APPEALED)
_ANSWERED: Final = Done("answered", Then.HAPPENED)
_LOOKED: Final = Done("looked", Then.HAPPENED)
_PAID: Final = Done("paid", Then.ENDED)
_SETTLED: Final = Done("done", Then.SETTLED)
_NOTED: Final = Done("noted", Then.SETTLED)

DONE: Final[Mapping[str, Done]] = MappingProxyType(
    {
        "opens": _OPENED,
        "button_expected": _OPENED,
        "protection_ending": _NOTED,
        "protection_ended": _OPENED,
        "last_day_in_three": _OPENED,
        "proof_missing": _OPENED,
        "last_day_tomorrow": _OPENED,
        "last_day": _OPENED,
        "agreeing_ends": _ANSWERED,
        "platform_steps_in": _LOOKED,
        "seller_turn_over": _LOOKED,
        "say_not_received": _SETTLED,
        "evidence_ending": _PROVED,
        "evidence_last_day": _PROVED,
        "decision_late": _LOOKED,
        "proposal_half_time": _ANSWERED,
        "proposal_tomorrow": _ANSWERED,
        "proposal_last_day": _ANSWERED,
        "waiting_over": _SETTLED,
        "ship_return": _POSTED,
        "ship_return_soon": _POSTED,
        "enter_tracking": _POSTED,
        "return_number": _ENTERED,
        "return_unpaid": _PAID,
        "appeal_ending": _APPEALED,
        "appeal_last_day": _APPEALED,
        "appeal_answer_late": _LOOKED,
        "reopen_ending": _OPENED,
        "reopen_last_day": _OPENED,
        "money_due": _PAID,
        "money_late": _PAID,
        "paypal_ending": _SETTLED,
        "paypal_last_days": _SETTLED,
        "card_ending": _SETTLED,
        "card_last_days": _SETTLED,
    }
)
"""By kind of reminder. What is not here, as a case that was never finished, can only be gone on with."""


def told_since(case: Case, event: Event | None, day: date) -> bool:
    """Whether this, or with None anything, was told of a day since the ping, which may have come the evening before."""
    since = day - timedelta(days=1)
    return any(event in (None, one.event) and (one.on is None or one.on >= since) for one in case.history)


def last_day(reminder: Reminder, at: Standing) -> date | None:
    """The day past which it can't be put off: the one it is about where that lies ahead of it, or the buyer's own last
    day in this stage, whichever is first. None: nothing runs out."""
    ahead = reminder.about_on if reminder.about_on > reminder.due_on else None
    own = at.act_by if at.turn is Actor.BUYER and not at.over else None
    return min((day for day in (ahead, own) if day is not None), default=None)
