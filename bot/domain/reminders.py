"""REMINDERS: when a buyer must be told something, and plan(case, assessment, today) → the days.

The ping points are those at the end of POLICY section 6, as far as they follow from the case alone; timers of single
offers and returns belong to the coach. Days only: at what hour, in whose zone, is the service's business.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.domain.case import Case, Payment
from bot.domain.eligibility import Assessment, Verdict
from bot.domain.issues import ISSUES

_Due = Callable[[Case, Assessment], date | None]
_Unless = Callable[[Case, Assessment], bool]

_UNDECIDED: Final = frozenset({Verdict.TOO_EARLY, Verdict.OPEN, Verdict.CLOSING_SOON, Verdict.DEPENDS})
_CARDS: Final = frozenset({Payment.CARD, Payment.VISA, Payment.MASTERCARD, Payment.AMEX})


@dataclass(frozen=True, slots=True)
class Reminder:
    """One ping. `kind` is a key of REMINDERS; `due_on` a calendar day."""

    kind: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Rule:
    """When a kind of reminder is due, and when it would be noise."""

    kind: str
    due: _Due
    unless: _Unless


def _after(day: date | None, days: int) -> date | None:
    return None if day is None else day + timedelta(days=days)


def _working_days_after(day: date | None, days: int) -> date | None:
    """`days` days later, Saturdays and Sundays not counted."""
    while day is not None and days:
        day += timedelta(days=1)
        days -= day.weekday() < 5
    return day


def _window(days: int) -> _Due:
    return lambda case, found: _after(found.safe_last_day, days)


def _settled(case: Case, found: Assessment) -> bool:
    """A dispute exists, or none can be opened: the window no longer matters."""
    return found.verdict not in _UNDECIDED


def _here(case: Case, found: Assessment) -> bool:
    """The end of the delivery time no longer matters: the parcel is here, or the window closes before it."""
    arrived = case.delivered_on or (case.issue is not None and ISSUES[case.issue].arrived)
    ends = case.protection_ends_on
    past = ends is not None and found.safe_last_day is not None and ends >= found.safe_last_day
    return _settled(case, found) or bool(arrived) or past


REMINDERS: Final = (
    Rule("opens", lambda case, found: found.opens_on, _settled),
    Rule("protection_ending", lambda case, found: _after(case.protection_ends_on, -5), _here),
    Rule(
        "protection_ended",
        lambda case, found: _after(case.protection_ends_on, 1),
        lambda case, found: _here(case, found) or found.opens_on == _after(case.protection_ends_on, 1),
    ),
    Rule("last_day_in_three", _window(-3), _settled),
    Rule("last_day_tomorrow", _window(-1), _settled),
    Rule("last_day", _window(0), _settled),
    Rule(
        "seller_turn_over",  # R26: five days, then the request is usually executed
        lambda case, found: _after(case.opened_on, 5),
        lambda case, found: found.verdict is not Verdict.RUNNING,
    ),
    Rule(
        "platform_steps_in",  # R29: within seven days
        lambda case, found: _after(case.opened_on, 7),
        lambda case, found: found.verdict is not Verdict.RUNNING,
    ),
    Rule(
        "appeal_ending",  # R37: seven days, once
        lambda case, found: _after(case.closed_on, 5),
        lambda case, found: found.verdict is not Verdict.DECIDED,
    ),
    Rule(
        "money_due",  # R57a: one to ten working days
        lambda case, found: _working_days_after(case.closed_on, 10),
        lambda case, found: found.verdict is not Verdict.DECIDED,
    ),
    Rule(
        "paypal_ending",  # F1: 180 days from payment
        lambda case, found: _after(case.paid_on or case.ordered_on, 165),
        lambda case, found: case.payment is not Payment.PAYPAL,
    ),
    Rule(
        "card_ending",  # F3, F6: 120 days from the last expected delivery
        lambda case, found: _after(case.protection_ends_on, 105),
        lambda case, found: case.payment not in _CARDS,
    ),
)


def plan(case: Case, assessment: Assessment, today: date) -> tuple[Reminder, ...]:
    """The reminders of today and later, earliest first; the same case on the same day gives the same plan."""
    due = (
        Reminder(rule.kind, day)
        for rule in REMINDERS
        if not rule.unless(case, assessment) and (day := rule.due(case, assessment)) is not None and day >= today
    )
    return tuple(sorted(due, key=lambda reminder: reminder.due_on))
