"""Day counts: the one place where days are added.

The day of the event is day 0, so the 15th day after the 1st is the 16th. Sums past the end of the calendar
stay on its last day instead of failing. Which numbers are added is the policy's business (`policy.py`).
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from bot.domain.policy import Policy

_FRIDAY: Final = 4


def after(day: date, days: int) -> date:
    """The day this many days later; earlier when negative."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def working_days_after(day: date, days: int) -> date:
    """The day this many working days later. Saturday and Sunday do not count, and from a weekend the count starts
    with Monday; public holidays are not known here, so a bank may need longer."""
    friday = after(day, 4 - day.weekday()) if day.weekday() > _FRIDAY else day
    weeks, rest = divmod(days, 5)
    over_a_weekend = 2 if friday.weekday() + rest > _FRIDAY else 0
    return after(friday, weeks * 7 + rest + over_a_weekend)


def years_after(day: date, years: int) -> date:
    """The same day this many years later; 29 February becomes 28 February."""
    return day + relativedelta(years=years) if day.year + years <= date.max.year else date.max


def marketplace_day(now: datetime, policy: Policy) -> date:
    """The day it is for the marketplace at this instant. Its pages count in its own zone (POLICY R58p)."""
    if now.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return now.astimezone(ZoneInfo(policy.zone)).date()
