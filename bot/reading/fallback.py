"""Fallback: dateparser, the library of last resort, under guard.

It knows more ways to write a date than our grammar, and also sees dates where there are none. So it is asked only
about a text with a day number and a word long enough to be a month, in known languages, and must find day and month.
"""

from __future__ import annotations

import importlib
import re
import warnings
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, Final

from bot.domain.ask import Direction

_PLAUSIBLE: Final = re.compile(r"^(?=.*\b\d{1,2}\b)(?=.*[^\W\d_]{3}).{5,60}$")


def guarded(folded: str, language: str, today: date, direction: Direction, day_first: bool | None) -> date | None:
    """The day dateparser is sure of, or None."""
    if not _PLAUSIBLE.match(folded):
        return None
    parser = _parser(language, today, direction, day_first)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            found = parser.get_date_data(folded)
        except (ValueError, OverflowError, TypeError, AttributeError, IndexError, KeyError):
            return None  # a text that breaks the library is no date
    when: datetime | None = found.date_obj
    return when.date() if when is not None and found.period == "day" else None


@lru_cache(maxsize=4)
def _parser(language: str, today: date, direction: Direction, day_first: bool | None) -> Any:
    settings: dict[str, Any] = {
        "RELATIVE_BASE": datetime.combine(today, time()),
        "PREFER_DATES_FROM": "future" if direction is Direction.FUTURE else "past",
        "REQUIRE_PARTS": ["day", "month"],
        "PARSERS": ["absolute-time"],
        "NORMALIZE": True,
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    if day_first is not None:
        settings["DATE_ORDER"] = "DMY" if day_first else "MDY"
    module = importlib.import_module("dateparser.date")
    known = set(importlib.import_module("dateparser.data.languages_info").language_order)
    languages = [name for name in dict.fromkeys((language, "en")) if name in known]
    return module.DateDataParser(languages=languages, settings=settings)
