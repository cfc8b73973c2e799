"""Clocks: the time zones of the world, put together where they go alike for a year to come.

Berlin and Madrid are one clock, Berlin and Lagos two, though it may be the same hour in both today. So a buyer is
asked only what makes a difference. Which zones there are and whose they are comes from CLDR; which are the likelier
ones is the order of `cities.toml`. What their cities are called: `places.py`.

An offset is minutes ahead of UTC within one day, 0 to 1439: a clock on the wall does not tell the date.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from bot.reading.calendar import base

DAY: Final = 24 * 60
_HOUR: Final = 60
_WEEK: Final = timedelta(7)
"""No clock changes twice within it."""
_QUARTER: Final = timedelta(minutes=15)
"""Clocks change at no other minutes."""
_QUARTERS: Final = _WEEK // _QUARTER
_NIGHT: Final = timedelta(hours=12)
_YEAR: Final = timedelta(366)
_WEEKS: Final = 2 * 53
_EVER: Final = datetime.min.replace(tzinfo=UTC)
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


Change = tuple[datetime, int]
"""A moment (UTC), and what a zone is ahead of UTC from then on."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Zones that go alike, the likeliest first. `ahead`: minutes before UTC now; `changes`: they have summer time."""

    ahead: int
    zones: tuple[str, ...]
    changes: bool


def offsets(now: datetime) -> tuple[int, ...]:
    """What some zone is ahead of UTC at `now` (aware): the whole hours first, then those in between."""
    between = {_to_come(_course(zone, now.year), now)[0][1] % DAY for zone in _BETWEEN}
    return (*range(0, DAY, _HOUR), *sorted(one for one in between if one % _HOUR))


def clocks_at(wanted: Collection[int], now: datetime, language: str, country: str | None) -> tuple[Clock, ...]:
    """The clocks with one of these offsets at `now`, the likeliest first: those of the country, then those where the
    language is spoken."""
    known = tuple(zone for zone, offset in _known(now).items() if offset in wanted)
    return _grouped(known, now, language, country)


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
    return name in _courses(now.year) or name in map(fixed, range(0, DAY, _HOUR))


def prepare(now: datetime) -> None:
    """Looks through the changes of all zones, so that nobody waits for it later."""
    _courses(now.year)


def _grouped(zones: tuple[str, ...], now: datetime, language: str, country: str | None) -> tuple[Clock, ...]:
    own = frozenset(zones_in(country) if country else ())
    spoken = base(language)

    def likely(zone: str) -> tuple[bool, bool, int, str]:
        rank = ranks().get(zone)
        there = rank is not None and spoken != _ANYBODY and spoken in _spoken_in(zone)
        return zone not in own, not there, len(ranks()) if rank is None else rank, zone

    alike: dict[tuple[tuple[date, int], ...], list[str]] = {}
    for zone in sorted(zones, key=likely):
        days = tuple((at.date(), ahead) for at, ahead in _to_come(_course(zone, now.year), now))
        alike.setdefault(days, []).append(zone)
    return tuple(Clock(days[0][1], tuple(members), len(days) > 1) for days, members in alike.items())


def _known(now: datetime) -> Mapping[str, int]:
    """Every zone where somebody lives, and its offset now."""
    return {zone: _to_come(course, now)[0][1] % DAY for zone, course in _courses(now.year).items()}


def _to_come(course: tuple[Change, ...], now: datetime) -> tuple[Change, ...]:
    """What is left of a course from now on, for a year: what holds now as if it began with time itself, and each
    change by the day after its night on the zone's own clock: who changes at midnight does so in the same night as
    who changes at three."""
    begun = max(place for place, (at, _) in enumerate(course) if at <= now)
    coming = ((at + timedelta(minutes=ahead) + _NIGHT, ahead) for at, ahead in course[begun + 1 :] if at <= now + _YEAR)
    return ((_EVER, course[begun][1]), *coming)


@lru_cache(maxsize=2)
def _courses(year: int) -> Mapping[str, tuple[Change, ...]]:
    """The courses of all zones somebody lives in. It takes a twentieth of a second: `prepare` asks for it first."""
    from babel.core import get_global

    lived_in = sorted(set(get_global("territory_zones")) - {"AQ", "ZZ"})
    return {zone: _course(zone, year) for country in lived_in for zone in zones_in(country)}


@lru_cache(maxsize=1024)
def _course(zone: str, year: int) -> tuple[Change, ...]:
    """What the zone is ahead of UTC when that year begins anywhere, and each change within it and the next."""
    told = ZoneInfo(zone)  # held here only: all of them together are some megabytes
    at = datetime(year, 1, 1, tzinfo=UTC) - timedelta(1)
    course = [(_EVER, _minutes(told, at))]
    for _ in range(_WEEKS):
        if _minutes(told, at + _WEEK) != course[-1][1]:
            before = course[-1][1]
            quarters = bisect_left(range(_QUARTERS), True, key=lambda n: _minutes(told, at + n * _QUARTER) != before)
            course.append((at + quarters * _QUARTER, _minutes(told, at + _WEEK)))
        at += _WEEK
    return tuple(course)


def _minutes(zone: ZoneInfo, at: datetime) -> int:
    return int((at.astimezone(zone).utcoffset() or timedelta()).total_seconds()) // 60


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
