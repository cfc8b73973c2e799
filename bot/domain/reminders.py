"""REMINDERS: when a buyer must be told something, and plan(case, assessment, today) → the days.

The ping points are those at the end of POLICY section 6, as far as they follow from the case alone; timers of single
offers and returns belong to the coach. Days only: at what hour, in whose zone, is the service's business.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.domain.assessment import Assessment, Verdict
from bot.domain.calendar import after, working_days_after
from bot.domain.case import Case, Payment
from bot.domain.issues import ISSUES

_UNDECIDED: Final = frozenset({Verdict.TOO_EARLY, Verdict.OPEN, Verdict.CLOSING_SOON, Verdict.DEPENDS})
_RUNNING: Final = frozenset({Verdict.RUNNING})
_DECIDED: Final = frozenset({Verdict.DECIDED})
_TO_PREPARE_DAYS: Final = 15  # before PayPal's or the bank's last day (POLICY section 6: 165 of 180, 105 of 120)
_CARDS: Final = frozenset({Payment.CARD, Payment.VISA, Payment.MASTERCARD, Payment.AMEX})


@dataclass(frozen=True, slots=True)
class Reminder:
    """One ping. `kind` is a key of REMINDERS; `due_on` a calendar day."""

    kind: str
    due_on: date


@dataclass(frozen=True, slots=True)
class _View:
    """What the rules look at."""

    case: Case
    found: Assessment

    @property
    def here(self) -> bool:
        """The end of the delivery time no longer matters: the goods are here, or the window closes before it."""
        case, last_day = self.case, self.found.safe_last_day
        arrived = case.delivered_on is not None or (case.issue is not None and ISSUES[case.issue].arrived is True)
        ends = case.protection_ends_on
        return arrived or (ends is not None and last_day is not None and ends >= last_day)

    def days(self, term: str) -> int | None:
        """What a term said in this assessment; None where it was not used."""
        return next((cited.value for cited in self.found.terms if cited.term == term), None)

    @property
    def money_due_on(self) -> date | None:
        closed_on, days = self.case.closed_on, self.days("refund_arrives_within")
        return None if closed_on is None or days is None else working_days_after(closed_on, days)

    @property
    def button_by(self) -> date | None:
        """The day on which the button shows at the latest, where sources differ about that (C7)."""
        days = [one.opens_on for one in self.found.readings if one.conflict == "C7" and one.opens_on]
        latest = max(days, default=None)
        return latest if latest and self.found.opens_on and latest > self.found.opens_on else None

    @property
    def opens_at_the_end(self) -> bool:
        return self.found.opens_on is not None and self.found.opens_on == _after(self.case.protection_ends_on, 1)


@dataclass(frozen=True, slots=True)
class Rule:
    """When a kind of reminder is due, under which verdicts, and when it would be noise."""

    kind: str
    due: Callable[[_View], date | None]
    verdicts: frozenset[Verdict]
    unless: Callable[[_View], bool] | None = None


def _after(day: date | None, days: int | None) -> date | None:
    return None if day is None or days is None else after(day, days)


def _before_route(view: _View, *starts: str) -> date | None:
    """So long before the last day of the route that begins like this, that there is time to write to them."""
    last_days = [route.last_day for route in view.found.fallbacks if route.route.startswith(starts) and route.last_day]
    return _after(min(last_days, default=None), -_TO_PREPARE_DAYS)


REMINDERS: Final = (
    Rule("opens", lambda view: view.found.opens_on, _UNDECIDED),
    Rule("button_expected", lambda view: view.button_by, _UNDECIDED),
    Rule("protection_ending", lambda v: _after(v.case.protection_ends_on, -5), _UNDECIDED, lambda view: view.here),
    Rule(
        "protection_ended",
        lambda view: _after(view.case.protection_ends_on, 1),
        _UNDECIDED,
        lambda view: view.here or view.opens_at_the_end,
    ),
    Rule("last_day_in_three", lambda view: _after(view.found.safe_last_day, -3), _UNDECIDED),
    Rule("last_day_tomorrow", lambda view: _after(view.found.safe_last_day, -1), _UNDECIDED),
    Rule("last_day", lambda view: view.found.safe_last_day, _UNDECIDED),
    Rule("seller_turn_over", lambda view: _after(view.case.opened_on, view.days("seller_answers_within")), _RUNNING),
    Rule(
        "platform_steps_in", lambda view: _after(view.case.opened_on, view.days("platform_steps_in_within")), _RUNNING
    ),
    Rule("appeal_ending", lambda v: _after(_after(v.case.closed_on, v.days("appeal_within")), -2), _DECIDED),
    Rule("money_due", lambda view: view.money_due_on, _DECIDED),
    Rule(
        "paypal_ending",
        lambda view: _before_route(view, "paypal"),
        frozenset(Verdict),
        lambda view: view.case.payment is not Payment.PAYPAL,
    ),
    Rule(
        "card_ending",
        lambda view: _before_route(view, "card", "visa", "mastercard", "amex"),
        frozenset(Verdict),
        lambda view: view.case.payment not in _CARDS,
    ),
)


def plan(case: Case, assessment: Assessment, today: date) -> tuple[Reminder, ...]:
    """The reminders of today and later, earliest first; the same case on the same day gives the same plan."""
    view = _View(case, assessment)
    due = (
        Reminder(rule.kind, day)
        for rule in REMINDERS
        if assessment.verdict in rule.verdicts
        and not (rule.unless and rule.unless(view))
        and (day := rule.due(view))
        and day >= today
    )
    return tuple(sorted(due, key=lambda reminder: reminder.due_on))
