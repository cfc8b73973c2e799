"""Moments: the days that a reminder can be about. None: there is no such day in this case, or it no longer matters.

`reminders.py` says which of them are worth a word, and how many days before or after.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.domain.assessment import Assessment
from bot.domain.calendar import after, working_days_after
from bot.domain.case import Case, Payment
from bot.domain.claims import Shot
from bot.domain.history import Event
from bot.domain.issues import ISSUES
from bot.domain.policy import Reader
from bot.domain.refunds import refund
from bot.domain.returning import returning
from bot.domain.standing import Standing

_RETURN_CHECK_DAYS: Final = 10  # after the return arrived (POLICY section 6); the seller's own term is not known
_CARDS: Final = frozenset({Payment.CARD, Payment.VISA, Payment.MASTERCARD, Payment.AMEX})


@dataclass(frozen=True, slots=True)
class View:
    """What the moments are read off: the case, and one stage that it is in or will come to."""

    case: Case
    found: Assessment
    at: Standing
    rules: Reader
    lacking: tuple[Shot, ...] = ()
    """The proof that the claim still needs."""


def opening(view: View) -> date | None:
    """The first day of the window."""
    return view.found.opens_on


def button(view: View) -> date | None:
    """The day on which the button shows at the latest, where sources differ about that (C7)."""
    days = [one.opens_on for one in view.found.readings if one.conflict == "C7" and one.opens_on]
    latest = max(days, default=None)
    return latest if latest and view.found.opens_on and latest > view.found.opens_on else None


def delivery_end(view: View) -> date | None:
    """The end of the delivery time. It no longer matters once the goods are here, or where the window closes before."""
    case, last_day = view.case, view.found.safe_last_day
    arrived = case.delivered_on is not None or (case.issue is not None and ISSUES[case.issue].arrived is True)
    ends = case.protection_ends_on
    return None if ends is None or arrived or (last_day is not None and ends >= last_day) else ends


def delivery_end_alone(view: View) -> date | None:
    """The same, where the window does not open just then, which is said already."""
    ends = delivery_end(view)
    return None if ends is None or view.found.opens_on == after(ends, 1) else ends


def last_day(view: View) -> date | None:
    """The safe last day."""
    return view.found.safe_last_day


def last_day_to_prove(view: View) -> date | None:
    """The same, while proof is missing without which the claim is weak."""
    return last_day(view) if view.lacking else None


def act_by(view: View) -> date | None:
    """The last day of whoever's turn it is."""
    return view.at.act_by


def beginning(view: View) -> date | None:
    """The day the stage began."""
    return view.at.since


def stepping_in(view: View) -> date | None:
    """The first day on which AliExpress should have the case, whoever was silent before."""
    opened, within, since = view.case.opened_on, view.rules.find("platform_steps_in_within"), view.at.since
    return None if opened is None or within is None or since is None else max(after(opened, within + 1), since)


def ship_by(view: View) -> date | None:
    """The last day to post a return and enter its number."""
    return returning(view.case, view.at, view.rules).ship_by


def return_checked(view: View) -> date | None:
    """The day by which a return that arrived should have been paid, or at least answered."""
    since, by = view.at.since, view.at.act_by
    return None if since is None or by is None else min(after(since, _RETURN_CHECK_DAYS), after(by, 1))


def money(view: View) -> date | None:
    """The day a refund should be there. An ending nobody has explained may have been a good one."""
    coming = refund(view.case, view.at, view.rules)
    if coming is not None:
        return coming.expected_on
    case, days = view.case, view.rules.find("refund_arrives_within")
    if case.closed_on is None or days is None or not unexplained(case):
        return None
    return working_days_after(case.closed_on, days)


def unexplained(case: Case) -> bool:
    """Whether all that is known of the end is that it ended: from the form, or told so."""
    ended = [one.on for one in case.history if one.event is Event.DISPUTE_ENDED]
    return not case.history or case.closed_on in ended


def money_latest(view: View) -> date | None:
    """The day after which the bank is asked."""
    coming = refund(view.case, view.at, view.rules)
    return coming.latest_on if coming is not None else None


def paypal(view: View) -> date | None:
    """PayPal's last day, for who paid that way."""
    return _route(view, "paypal") if view.case.payment is Payment.PAYPAL else None


def card(view: View) -> date | None:
    """The bank's last day, for who paid by card."""
    return _route(view, "card", "visa", "mastercard", "amex") if view.case.payment in _CARDS else None


def _route(view: View, *starts: str) -> date | None:
    """The last day of the route that begins like this."""
    routes = (route.last_day for route in view.found.fallbacks if route.route.startswith(starts))
    return min((day for day in routes if day is not None), default=None)
