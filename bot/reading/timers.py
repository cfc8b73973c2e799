"""Timers: the time that a page says is left, as the last day it leads to: "48 hours", "2 days 4 hours", "19:03:12".

Rounded down, to be safe: what is under 24 hours ends today. The names of the units are CLDR's, and the short ones that
pages show in every language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from bot.reading.calendar import base
from bot.reading.spelling import fold

_SAMPLES: Final = (1, 2, 3, 5, 11, 21, 22)  # enough to meet every plural form CLDR knows
_SHORT: Final = {"day": "d дн", "hour": "h hr hrs ч", "minute": "m min mins мин м"}
_LONGEST: Final = 60
_MOST: Final = 24 * 90  # hours: no page gives more
_NAME: Final = re.compile(r"[^\W\d_]+")


class Timer(NamedTuple):
    """The last day, and where the text says so."""

    day: date
    start: int
    end: int


def timers(folded: str, language: str, today: date) -> Iterator[Timer]:
    """Every stretch of hours in a folded text, left to right."""
    for found in _pattern(base(language)).finditer(folded):
        hours = int(found["hours"] or found["clock"]) + 24 * int(found["days"] or 0)
        if hours <= _MOST:
            yield Timer(today + timedelta(days=hours // 24), found.start(), found.end())


def read_timer(text: str, language: str, today: date) -> date | None:
    """The last day of the only timer in a typed answer; None where it names none, or several."""
    met = list(timers(fold(text), language, today)) if len(text) <= _LONGEST else []
    return met[0].day if len(met) == 1 else None


@lru_cache(maxsize=12)
def _pattern(language: str) -> re.Pattern[str]:
    day, hour, minute = (_names(language, unit) for unit in ("day", "hour", "minute"))
    between = r"\W{0,2}(?:[^\W\d_]{1,3}\s)?"
    return re.compile(
        rf"(?<![\w.,:])(?:(?P<days>\d{{1,2}})\s?(?:{day})\.?{between})?"
        rf"(?:(?P<hours>\d{{1,4}})\s?(?:{hour})(?![^\W\d_])(?:\.?{between}\d{{1,2}}\s?(?:{minute})(?![^\W\d_]))?"
        r"|(?P<clock>\d{1,3}):\d\d:\d\d)"
    )


def _names(language: str, unit: Literal["day", "hour", "minute"]) -> str:
    """The unit's names in this language and in English, as alternatives, the longer first."""
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_timedelta

    names = set(_SHORT[unit].split())
    for name in {language, "en"}:
        try:
            locale = Locale.parse(name)
        except (UnknownLocaleError, ValueError, TypeError):
            continue
        for count in _SAMPLES:
            length = timedelta(**{f"{unit}s": count})
            names |= set(_NAME.findall(fold(format_timedelta(length, unit, threshold=1e9, locale=locale))))
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
