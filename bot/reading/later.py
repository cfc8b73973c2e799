"""Later: the moment a buyer wants to be reminded again, "in 3 hours" or "tomorrow 18:00", as candidates.

Days are read as everywhere (`dates`), "in N hours" comes from CLDR; parts of the day are data here. What can mean two
hours comes back as two. Nothing is chosen and nothing refused: whether it is too late is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final, Literal

from bot.domain.ask import Direction
from bot.reading.calendar import base
from bot.reading.dates import read_day
from bot.reading.spelling import fold

MORNING: Final = time(10)
EVENING: Final = time(19)

_LONGEST: Final = 60
_MOST_DAYS: Final = 2
_SAMPLES: Final = (1, 2, 5, 21)
_UNITS: Final[tuple[tuple[Literal["hour", "minute"], timedelta], ...]] = (
    ("hour", timedelta(hours=1)),
    ("minute", timedelta(minutes=1)),
)
_SPANS: Final = {
    "an hour": timedelta(hours=1),
    "half an hour": timedelta(minutes=30),
    "# hrs": timedelta(hours=1),
    "# hr": timedelta(hours=1),
    "# h": timedelta(hours=1),
    "# min": timedelta(minutes=1),
    "# mins": timedelta(minutes=1),
    "полчаса": timedelta(minutes=30),
    "пару часов": timedelta(hours=2),
    "# ч": timedelta(hours=1),
    "# мин": timedelta(minutes=1),
}
_AHEAD: Final = re.compile(r"^(?:in|after|через|спустя) | from now$| later$")
_PARTS: Final = {
    "morning": MORNING,
    "noon": time(12),
    "afternoon": time(15),
    "evening": EVENING,
    "tonight": time(20),
    "утром": MORNING,
    "утро": MORNING,
    "днем": time(15),
    "в полдень": time(12),
    "вечером": EVENING,
    "вечер": EVENING,
}
_PART: Final = re.compile(rf"\b(?:this |in the |сегодня )?({'|'.join(map(re.escape, _PARTS))})\b")
_CLOCK: Final = re.compile(
    r"(?<![\d.:])(?:\b(?:at|в|во|около|around)\s+)?(\d{1,2})[:h](\d{2})\s*([ap])?\.?(?:m\b\.?)?(?!\d)"
)
_HALF: Final = re.compile(r"(?:\bat\s+)?\b(\d{1,2})\s*([ap])\.?m\b\.?")
_BARE: Final = re.compile(r"\b(?:at|в)\s+(\d{1,2})(?:\s*(?:o'clock|часов|часа|час))?\s*$")
_NOISE: Final = re.compile(r"^[\s,;.]+|[\s,;.]+$|\s+(?:at|в|в часов)$")


def read_later(text: str, language: str, now: datetime, day_first: bool | None = None) -> tuple[datetime, ...]:
    """The moments after `now` that this can mean, in its zone, earliest first; none where it says no time."""
    folded = fold(text).strip()
    if not folded or len(folded) > _LONGEST:
        return ()
    if (span := _span(folded, language)) is not None:
        # Hours pass in UTC; on a clock they jump twice a year.
        return ((now.astimezone(UTC) + span).astimezone(now.tzinfo),) if span else ()
    clocks, rest = _clocks(folded)
    days = _days(rest, language, now, day_first)
    at = {datetime.combine(day, clock, now.tzinfo) for day in days for clock in clocks or (MORNING,)}
    if not rest:  # the next time the clock says so
        at = {one if one > now else one + timedelta(days=1) for one in at}
    return tuple(sorted(one for one in at if one > now))


def _span(folded: str, language: str) -> timedelta | None:
    """How long from now, where that is all it says."""
    number = re.search(r"\d{1,4}", folded)
    key = folded.replace(number[0], "#", 1) if number else folded
    table = _spans(base(language) or "en") | _spans("en")
    unit = table.get(key) or table.get(_AHEAD.sub("", key).strip())
    return None if unit is None else unit * (int(number[0]) if number else 1)


@lru_cache(maxsize=12)
def _spans(language: str) -> dict[str, timedelta]:
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_timedelta

    met = dict(_SPANS)
    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return met
    for unit, length in _UNITS:
        for count in _SAMPLES:
            for ahead in (True, False):
                said = format_timedelta(length * count, unit, threshold=1e9, add_direction=ahead, locale=locale)
                key = fold(said).replace(str(count), "#", 1)
                met.setdefault(key, length)
                if count == 1:  # "через час"
                    met.setdefault(" ".join(key.replace("#", "").split()), length)
    return met


def _clocks(folded: str) -> tuple[tuple[time, ...], str]:
    """The hours of the day that are named, and the text without them. Two where morning and evening fit."""
    for pattern in (_CLOCK, _HALF, _BARE):
        if found := pattern.search(folded):
            clocks = tuple(_times(pattern, found))
            return clocks, _without(folded, found) if clocks else folded
    if found := _PART.search(folded):
        return (_PARTS[found[1]],), _without(folded, found)
    return (), folded


def _times(pattern: re.Pattern[str], found: re.Match[str]) -> Iterator[time]:
    hour = int(found[1])
    if pattern is _BARE:
        yield from (time(one) for one in ((hour, hour + 12) if 0 < hour < 12 else (hour,)) if one < 24)
        return
    minute, half = (int(found[2]), found[3]) if pattern is _CLOCK else (0, found[2])
    if half:
        if not 1 <= hour <= 12:
            return
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour < 24 and minute < 60:
        yield time(hour, minute)


def _without(folded: str, found: re.Match[str]) -> str:
    left = f"{folded[: found.start()].strip()} {folded[found.end() :].strip()}".strip()
    return _NOISE.sub("", left).strip()


def _days(rest: str, language: str, now: datetime, day_first: bool | None) -> tuple[date, ...]:
    if not rest:
        return (now.date(),)
    found = read_day(rest, language, now.date(), day_first, Direction.FUTURE)
    return () if found.vague or len(found.days) > _MOST_DAYS else found.days
