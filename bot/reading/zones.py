"""Zones: the time zone of a city a buyer names, or of the hour it is for them."""

from __future__ import annotations

import tomllib
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final
from zoneinfo import available_timezones

from bot.reading.choices import choose

_LONGEST: Final = 60


def read_zone(text: str) -> str | None:
    """The IANA zone of a city; None where the city is not known or could be several."""
    said = " ".join(text[:_LONGEST].casefold().replace("-", " ").split()).strip(" .,!")
    zones = _zones()
    if said in zones:
        return zones[said]
    found = {zones[key] for key in choose(said, {city: city for city in zones}).keys} if len(said) >= 4 else set()
    return next(iter(found)) if len(found) == 1 else None


def zone_of_hour(hour: int, now: datetime) -> str:
    """A zone in which it is `hour` o'clock at `now` (aware, UTC). Raises ValueError for an hour that is none."""
    if not 0 <= hour < 24:
        raise ValueError(hour)
    ahead = (hour - now.hour) % 24
    ahead = ahead - 24 if ahead > 14 else ahead
    return f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"


@cache
def _zones() -> dict[str, str]:
    """City by city: the last part of every zone's name, and cities the zones are not named after."""
    named = {
        name.rsplit("/", 1)[-1].replace("_", " ").replace("-", " ").casefold(): name
        for name in sorted(available_timezones())
        if "/" in name and not name.startswith(("Etc/", "posix/", "right/", "SystemV/", "US/"))
    }
    cities = tomllib.loads((Path(__file__).parent / "cities.toml").read_text("utf-8"))
    return {**named, **{city: zone for zone, known in cities.items() for city in known}}
