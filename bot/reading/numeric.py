"""Numeric: dates written in digits, and how one calendar day is settled from what was written.

A reading is never chosen here when the writer's order of day and month is unknown: all valid readings come back.
`settle` supplies the year a buyer left out, and keeps only the days that make sense in the asked direction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from bot.domain.ask import Direction

_PAST_YEARS: Final = 8  # no order this old can still be argued about
_FUTURE_YEARS: Final = 2
_ZONES = timedelta(days=1)  # it may already be tomorrow where the buyer lives
_NEAR_TIE: Final = 60  # days: closer than this, the last and the next 5 May are equally likely

NUMERIC: Final = re.compile(
    r"""(?<![0-9a-z.,/-])(?:
      (?P<y1>\d{4})\s?[./-]\s?(?P<m1>\d{1,2})\s?[./-]\s?(?P<d1>\d{1,2})
    | (?P<y2>20\d\d)(?P<m2>0[1-9]|1[0-2])(?P<d2>[0-3]\d)
    | (?:(?P<y3>\d{2,4})\s?[年년]\s?)?(?P<m3>\d{1,2})\s?[月월]\s?(?P<d3>\d{1,2})(?:\s?[日号號일])?
    | (?P<a>\d{1,2})\s?(?P<sep>[./-])\s?(?P<b>\d{1,2})(?:\s?(?P=sep)\s?(?P<c>\d{4}|\d{2}))?
    )(?![\d/]|[.,-]\d|%)""",
    re.VERBOSE,
)


def in_range(day: date, today: date, direction: Direction) -> bool:
    """Whether the day can be meant: at most eight years back, at most two ahead, and the right way from today."""
    oldest, newest = today - timedelta(days=366 * _PAST_YEARS), today + timedelta(days=366 * _FUTURE_YEARS)
    if direction is Direction.PAST:
        newest = today + _ZONES
    elif direction is Direction.FUTURE:
        oldest = today - _ZONES
    return oldest <= day <= newest


def valid(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def settle(year: int | None, month: int, day: int, today: date, direction: Direction) -> tuple[date, ...]:
    """The days meant. Without a year: the latest past one, the next one, or whichever is clearly nearer."""
    if year is not None:
        exact = valid(year, month, day)
        return (exact,) if exact else ()
    around = [valid(today.year + step, month, day) for step in range(-_PAST_YEARS, _PAST_YEARS + 1)]
    past = max((one for one in around if one and one <= today), default=None)
    ahead = min((one for one in around if one and one >= today), default=None)
    if direction is Direction.PAST:
        return (past,) if past else ()
    if direction is Direction.FUTURE:
        return (ahead,) if ahead else ()
    if past is None or ahead is None or past == ahead:
        return (past,) if past else ()
    back, forth = (today - past).days, (ahead - today).days
    if abs(back - forth) <= _NEAR_TIE:
        return past, ahead
    return (past,) if back < forth else (ahead,)


def readings(
    found: re.Match[str], today: date, direction: Direction, day_first: bool | None, year_first: bool
) -> tuple[tuple[date, ...], bool]:
    """Every day this numeric date can be, and whether it is a repair: the usual order gave no possible day."""
    for one in "123":
        if found["m" + one]:
            year = int(found["y" + one]) if found["y" + one] else None
            return settle(year, int(found["m" + one]), int(found["d" + one]), today, direction), False
    a, b = int(found["a"]), int(found["b"])
    c = int(found["c"]) if found["c"] else None
    day_month, month_day = settle(c, b, a, today, direction), settle(c, a, b, today, direction)
    year_month = settle(a, b, c, today, direction) if c is not None and c < 32 and len(found["a"]) == 2 else ()
    if day_first is None:
        both = _possible((*day_month, *month_day), today, direction)
        return both or _possible(year_month, today, direction) or (*day_month, *month_day)[:1], False
    usual, other = (day_month, month_day) if day_first else (month_day, day_month)
    if year_first and year_month:
        usual, other = year_month, (*day_month, *month_day)
    likely = _possible(usual, today, direction)
    if likely:
        return likely, False
    repaired = _possible((*other, *year_month), today, direction)
    return (repaired, bool(usual)) if repaired else (usual or other[:1], False)


def written_order(text: str) -> bool | None:
    """Whether the writer puts the day first, where a date with slashes leaves no doubt of it; None where none does."""
    pairs = [(int(one), int(two)) for one, two in _SLASHED.findall(text)]
    orders = {one > two for one, two in pairs if (one > 12) != (two > 12) and max(one, two) < 32}
    return orders.pop() if len(orders) == 1 else None


_SLASHED: Final = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?:/\d{2,4})?(?![\d/])")


def _possible(days: Iterable[date], today: date, direction: Direction) -> tuple[date, ...]:
    return tuple(dict.fromkeys(day for day in days if in_range(day, today, direction)))
