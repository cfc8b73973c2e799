"""Zones: the time zone of a city a buyer names, or of the hour it is for them."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Final
from zoneinfo import available_timezones

from bot.reading.choices import choose

_LONGEST: Final = 60
_CITIES: Final = {
    "saint petersburg": "Europe/Moscow", "st petersburg": "Europe/Moscow", "москва": "Europe/Moscow",
    "санкт петербург": "Europe/Moscow", "питер": "Europe/Moscow", "спб": "Europe/Moscow", "казань": "Europe/Moscow",
    "нижний новгород": "Europe/Moscow", "краснодар": "Europe/Moscow", "ростов": "Europe/Moscow",
    "самара": "Europe/Samara", "уфа": "Asia/Yekaterinburg", "екатеринбург": "Asia/Yekaterinburg",
    "пермь": "Asia/Yekaterinburg", "челябинск": "Asia/Yekaterinburg", "тюмень": "Asia/Yekaterinburg",
    "омск": "Asia/Omsk", "новосибирск": "Asia/Novosibirsk", "красноярск": "Asia/Krasnoyarsk",
    "иркутск": "Asia/Irkutsk", "владивосток": "Asia/Vladivostok", "калининград": "Europe/Kaliningrad",
    "киев": "Europe/Kyiv", "київ": "Europe/Kyiv", "kiev": "Europe/Kyiv", "kyiv": "Europe/Kyiv", "харьков": "Europe/Kyiv",
    "одесса": "Europe/Kyiv", "львов": "Europe/Kyiv", "львів": "Europe/Kyiv", "минск": "Europe/Minsk",
    "алматы": "Asia/Almaty", "астана": "Asia/Almaty", "ташкент": "Asia/Tashkent", "тбилиси": "Asia/Tbilisi",
    "ереван": "Asia/Yerevan", "баку": "Asia/Baku", "barcelona": "Europe/Madrid", "valencia": "Europe/Madrid",
    "milan": "Europe/Rome", "milano": "Europe/Rome", "roma": "Europe/Rome", "munich": "Europe/Berlin",
    "hamburg": "Europe/Berlin", "frankfurt": "Europe/Berlin", "lyon": "Europe/Paris", "marseille": "Europe/Paris",
    "warszawa": "Europe/Warsaw", "krakow": "Europe/Warsaw", "rio de janeiro": "America/Sao_Paulo",
    "brasilia": "America/Sao_Paulo", "tel aviv": "Asia/Jerusalem", "haifa": "Asia/Jerusalem", "delhi": "Asia/Kolkata",
    "mumbai": "Asia/Kolkata", "manchester": "Europe/London", "boston": "America/New_York", "miami": "America/New_York",
    "washington": "America/New_York", "san francisco": "America/Los_Angeles", "seattle": "America/Los_Angeles",
    "houston": "America/Chicago", "dallas": "America/Chicago",
}  # fmt: skip


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
    return {**named, **_CITIES}
