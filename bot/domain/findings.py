"""Findings: what has been worked out about a case so far, for the tables that look at it.

`eligibility.py` fills it; `fallbacks.py`, `conflicts.py` and `warnings.py` read it. Each body of rules is read on
its own day: the platform's on the day of the order, PayPal's and the card's on the day of the payment.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.domain.assessment import Fallback, Verdict
from bot.domain.case import Case, Stage
from bot.domain.policy import Policy, Reader
from bot.domain.situations import Situation
from bot.domain.windows import Window


@dataclass(frozen=True, slots=True)
class Findings:
    case: Case
    today: date
    row: Situation
    stage: Stage
    window: Window
    verdict: Verdict
    rules: Reader
    """The platform's terms."""
    payments: Reader
    """PayPal's and the card schemes' terms."""
    laws: Reader
    fallbacks: tuple[Fallback, ...] = ()
    known_platform: bool = True

    @property
    def policy(self) -> Policy:
        return self.rules.policy

    @property
    def paid_on(self) -> date | None:
        """The day the payment clocks start; the day of the order where the buyer did not name another."""
        return self.case.paid_on or self.case.ordered_on

    @property
    def country(self) -> str:
        return (self.case.country or "").strip().upper()

    def lives_in(self, region: str) -> bool:
        """Whether the country is in that list of the policy."""
        return self.country in self.policy.lists[region]

    @property
    def may_still_open(self) -> bool:
        """No dispute yet, and one may come."""
        live = (Verdict.TOO_EARLY, Verdict.OPEN, Verdict.CLOSING_SOON, Verdict.DEPENDS)
        return self.stage is Stage.NOT_OPENED and self.verdict in live

    @property
    def window_passed(self) -> bool:
        """Even the latest reading of the last day is over."""
        return self.window.page_last_day is not None and self.today > self.window.page_last_day


def decided_by(case: Case, today: date) -> date:
    """The day whose rules decide: the order's, else the payment's, else shipping, else the earliest day known."""
    for day in (case.ordered_on, case.paid_on, case.shipped_on):
        if day is not None:
            return day
    others = (case.protection_ends_on, case.delivered_on, case.confirmed_on, case.opened_on, case.closed_on)
    return min((day for day in others if day is not None), default=today)
