"""Clocks: the time zones of the world, put together where they go alike for a year to come.

Berlin and Madrid are one clock, Berlin and Lagos two, though it may be the same hour in both today. So a buyer is
asked only what makes a difference. Which zones there are and whose they are comes from CLDR; which are the likelier
ones is the order of `cities.toml`. What their cities are called: `places.py`.

An offset is minutes ahead of UTC within one day, 0 to 1439: a clock on the wall does not tell the date.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from bot.reading.calendar import base

DAY: Final = 24 * 60
_HOUR: Final = 60
_WEEK: Final = 7
"""No clock changes twice within it."""
_YEAR: Final = 366
_EAST: Final = 13 * 60
"""What is further ahead is Hawaii and not Kiritimati: a day behind."""
_ANYBODY: Final = "en"
"""Spoken to everybody whose language we do not know: it says nothing of where they are."""
_BETWEEN: Final = (
    "America/St_Johns",
    "Asia/Tehran",
    "Asia/Kabul",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Asia/Yangon",
    "Australia/Adelaide",
    "Australia/Darwin",
    "Australia/Eucla",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "Pacific/Marquesas",
)
"""One zone of each clock that is not whole hours from UTC."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Zones that go alike, the likeliest first. `ahead`: minutes before UTC now; `changes`: they have summer time."""

    ahead: int
    zones: tuple[str, ...]
    changes: bool


def offsets(now: datetime) -> tuple[int, ...]:
    """What some zone is ahead of UTC at `now` (aware): the whole hours first, then those in between."""
    between = {_ahead(zone, now) % DAY for zone in _BETWEEN}
    return (*range(0, DAY, _HOUR), *sorted(one for one in between if one % _HOUR))


def clocks_at(wanted: Collection[int], now: datetime, language: str, country: str | None) -> tuple[Clock, ...]:
    """The clocks with one of these offsets at `now`, the likeliest first: those of the country, then those where the
    language is spoken."""
    known = _known(_quarter(now))
    return _grouped(tuple(zone for zone, offset in known.items() if offset in wanted), now, language, country)


def clocks_in(country: str, now: datetime, language: str) -> tuple[Clock, ...]:
    """The clocks of a country (ISO 3166), the commonest first; none where nobody lives."""
    return _grouped(zones_in(country), now, language, country)


def zones_in(country: str) -> tuple[str, ...]:
    """Every zone of a country."""
    from babel.core import get_global  # late: only who sets a zone needs the zones of all countries

    return tuple(get_global("territory_zones").get(country, ())) if len(country) == 2 else ()


def fixed(offset: int) -> str | None:
    """The zone that always has this offset; None where there is none."""
    if offset % _HOUR:
        return None
    hours = (offset if offset <= _EAST else offset - DAY) // _HOUR
    return f"Etc/GMT{-hours:+d}" if hours else "Etc/GMT"


def is_zone(name: str, now: datetime) -> bool:
    """Whether it is a zone somebody lives in, or a fixed one."""
    return name in _known(_quarter(now)) or name in map(fixed, range(0, DAY, _HOUR))


def _grouped(zones: tuple[str, ...], now: datetime, language: str, country: str | None) -> tuple[Clock, ...]:
    own = frozenset(zones_in(country) if country else ())
    spoken = base(language)

    def likely(zone: str) -> tuple[bool, bool, int, str]:
        rank = ranks().get(zone)
        there = rank is not None and spoken != _ANYBODY and spoken in _spoken_in(zone)
        return zone not in own, not there, len(ranks()) if rank is None else rank, zone

    alike: dict[tuple[tuple[int, int], ...], list[str]] = {}
    for zone in sorted(zones, key=likely):
        alike.setdefault(_year(zone, _quarter(now)), []).append(zone)
    return tuple(Clock(year[0][1], tuple(members), len(year) > 1) for year, members in alike.items())


def _ahead(zone: str, at: datetime) -> int:
    return int((at.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()).total_seconds()) // 60


def _quarter(now: datetime) -> datetime:
    """The quarter of an hour it is: clocks change at none of its other minutes."""
    return now.replace(minute=now.minute // 15 * 15, second=0, microsecond=0)


@lru_cache(maxsize=1)
def _known(at: datetime) -> Mapping[str, int]:
    """Every zone where somebody lives, and its offset at that moment."""
    from babel.core import get_global

    lived_in = set(get_global("territory_zones")) - {"AQ", "ZZ"}
    return {zone: _ahead(zone, at) % DAY for country in lived_in for zone in zones_in(country)}


@lru_cache(maxsize=512)
def _year(zone: str, at: datetime) -> tuple[tuple[int, int], ...]:
    """What the zone is ahead at that moment, and each other with the day from which it holds, for a year."""
    ahead = [(0, _ahead(zone, at))]
    for week in range(0, _YEAR, _WEEK):
        if _ahead(zone, at + timedelta(week + _WEEK)) != ahead[-1][1]:
            days = ((day, _ahead(zone, at + timedelta(day))) for day in range(week + 1, week + _WEEK + 1))
            ahead.append(next(one for one in days if one[1] != ahead[-1][1]))
    return tuple(ahead)


@lru_cache(maxsize=512)
def _spoken_in(zone: str) -> tuple[str, ...]:
    """The official languages of the zone's country."""
    from babel.core import get_global
    from babel.languages import get_official_languages

    country = get_global("zone_territories").get(zone)
    return tuple(get_official_languages(country, de_facto=True)) if country else ()


@lru_cache(maxsize=1)
def ranks() -> Mapping[str, int]:
    """The place of each of the commoner zones, 0 for the commonest."""
    return {zone: rank for rank, zone in enumerate(cities())}


@lru_cache(maxsize=1)
def cities() -> Mapping[str, tuple[str, ...]]:
    """Zone by zone, the commonest first: cities that no zone is named after."""
    told = tomllib.loads((Path(__file__).parent / "cities.toml").read_text("utf-8"))
    return {zone: tuple(known) for zone, known in told.items()}
