"""Zones: where a buyer is, by what they type when asked for their time: a city, a country, or the time itself.

A name counts when it is spelled right in the buyer's language, in one written with the same letters or in English, or
with a slip that leaves one place only. What can be several is told as several; nothing is chosen here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.reading.clocks import DAY, offsets, zones_in
from bot.reading.countries import named_country
from bot.reading.places import everywhere, languages_of, named
from bot.reading.spelling import fold, nearest

_LONGEST: Final = 60
_SURE: Final = 6
"""Letters of a name in which a slip is forgiven: Kiel is not Kiev."""
_APART: Final = 10
"""Minutes two clocks may differ."""
_TIME: Final = re.compile(
    r"(?:it is|it's|now|at|сейчас|уже|у меня|в)?\s*(\d{1,2})(?:\s?[:.h ]?\s?(\d{2}))?"
    r"\s*(?:([ap])\.?\s?m\.?|(?:час(?:а|ов)?|ч)?\.?\s?(утра|дня|вечера|ночи)?|h|uhr|o'clock)"
)
_AFTERNOON: Final = {"a": 0, "p": 12, "утра": 0, "ночи": 0, "дня": 12, "вечера": 12}
_FROM: Final = re.compile(r"(?:(utc|gmt|мск|msk)\s?)?([+-])\s?(\d{1,2})(?::?(\d{2}))?")
_FARTHEST: Final = 14 * 60
_MOSCOW: Final = {"мск": 180, "msk": 180}


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What was understood, one of the three: a zone, a country (ISO 3166), or the offsets a time can mean."""

    zone: str | None = None
    country: str | None = None
    offsets: tuple[int, ...] = ()


def read_whereabouts(text: str, language: str, now: datetime) -> Whereabouts | None:
    """Where somebody is for whom it is `now` (aware). None where it is not understood, or could be several places."""
    folded = fold(text[:_LONGEST]).strip(" .,!")
    if ahead := _ahead(folded, now):
        return Whereabouts(offsets=ahead)
    said = folded.replace("-", " ")
    spoken = languages_of(folded, language)
    if (zone := _city(said, spoken[:1])) is not None:
        return Whereabouts(zone)
    if (country := _country(text, language, spoken)) is not None:
        return Whereabouts(country=country)
    if (zone := _city(said, spoken[1:])) is not None:
        return Whereabouts(zone)
    return _slipped(said, {**everywhere(), **named(spoken[0])})


def _city(said: str, spoken: tuple[str, ...]) -> str | None:
    """The zone of a name that is spelled right."""
    return next((names[said] for names in (everywhere(), *map(named, spoken)) if said in names), None)


def _country(text: str, language: str, spoken: tuple[str, ...]) -> str | None:
    """A country people live in; None where the name is that of several."""
    found = [code for code in named_country(text, language, spoken) if zones_in(code)]
    return found[0] if len(found) == 1 else None


def _slipped(said: str, names: Mapping[str, str]) -> Whereabouts | None:
    found = {names[name] for name in nearest(said, names)} if len(said) >= _SURE else set()
    return Whereabouts(found.pop()) if len(found) == 1 else None


def _ahead(folded: str, now: datetime) -> tuple[int, ...]:
    """The offsets a time of the day can mean, or one said as such; none where it is neither."""
    known = offsets(now)
    if found := _FROM.fullmatch(folded):
        minutes = int(found[3]) * 60 + int(found[4] or 0)
        told = (_MOSCOW.get(found[1] or "", 0) + (minutes if found[2] == "+" else -minutes)) % DAY
        return (told,) if told in known and minutes <= _FARTHEST else ()
    found = _TIME.fullmatch(folded)
    if found is None:
        return ()
    here = now.hour * 60 + now.minute
    hours = _hours(found[1], found[3] or found[4])
    if found[2] is None:
        return tuple(one for one in known if (here + one) % DAY // 60 in hours)
    if int(found[2]) > 59:
        return ()
    meant = [(hour * 60 + int(found[2]) - here) % DAY for hour in hours]
    near = [min(known, key=lambda one: _apart(one, clock)) for clock in meant]
    return tuple(one for one, clock in zip(near, meant, strict=True) if _apart(one, clock) <= _APART)


def _hours(said: str, half: str | None) -> tuple[int, ...]:
    """The hours of the day: both where morning and afternoon fit."""
    hour = int(said)
    if half is not None:
        return (hour % 12 + _AFTERNOON[half],) if 1 <= hour <= 12 else ()
    if 1 <= hour <= 12 and said[0] != "0":
        return hour, (hour + 12) % 24
    return (hour,) if hour < 24 else ()


def _apart(one: int, other: int) -> int:
    return min((one - other) % DAY, (other - one) % DAY)
