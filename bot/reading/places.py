"""Places: what the city of a zone is called in a language, and which zone a name belongs to.

The names are CLDR's exemplar cities, through Babel. A language is loaded when the first buyer needs it, about a
megabyte each; nothing is at start. CLDR calls some zones by older names (Europe/Kiev), so both lead to the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from bot.reading.calendar import base
from bot.reading.clocks import Clock, cities, ranks, zones_in
from bot.reading.spelling import fold

_SHOWN: Final = 3
_FIXED: Final = re.compile(r"Etc/GMT(?:([+-])(\d+))?")
_CONTINENTS: Final = frozenset(
    {"Africa", "America", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}
)
_SCRIPTS: Final = (
    (re.compile("[\u0400-\u04ff]"), ("ru", "uk")),
    (re.compile("[\u0600-\u06ff]"), ("ar",)),
    (re.compile("[\u0590-\u05ff]"), ("he",)),
    (re.compile("[\u3040-\u30ff]"), ("ja",)),
    (re.compile("[\uac00-\ud7af]"), ("ko",)),
    (re.compile("[\u4e00-\u9fff]"), ("zh", "ja")),
    (re.compile("[a-z]"), ("en", "de", "es", "fr", "it", "nl", "pl", "pt", "tr")),
)
"""The languages we read, by the letters they are written in."""


def called(zone: str, language: str) -> str:
    """The zone as people say it: its city in that language, or how far it always is from UTC."""
    if found := _FIXED.fullmatch(zone):
        # POSIX counts westwards, people eastwards.
        return f"UTC{'+' if found[1] == '-' else '−'}{found[2]}" if found[1] else "UTC"
    return _names(base(language)).get(zone) or _plain(zone)


def row_of(clock: Clock, language: str, width: int) -> tuple[str, ...]:
    """A clock by the names of its likeliest places: one, or as many as fit into so many characters."""
    known = [zone for zone in clock.zones if zone in ranks()] or clock.zones[:1]
    names: list[str] = []
    for zone in known[:_SHOWN]:
        name = called(zone, language)
        if names and len(", ".join((*names, name))) > width:
            break
        names.append(name)
    return tuple(names)


def languages_of(folded: str, language: str) -> tuple[str, ...]:
    """The languages a text may be in, by its letters: the buyer's own first."""
    found = (spoken for letters, spoken in _SCRIPTS if letters.search(folded))
    return tuple(dict.fromkeys((base(language), *next(found, ()))))


@lru_cache(maxsize=20)
def named(language: str) -> Mapping[str, str]:
    """Zone by folded name, in one language."""
    return {fold(name).replace("-", " "): zone for zone, name in _names(language).items()}


@lru_cache(maxsize=1)
def everywhere() -> Mapping[str, str]:
    """Zone by folded name: the last part of its own name and of its older ones, and our list of further cities."""
    from babel.core import get_global

    own = {fold(_plain(zone)).replace("-", " "): zone for zone in _zones()}
    older = {fold(_plain(old)): new for old, new in get_global("zone_aliases").items() if _on_a_continent(old)}
    more = {fold(city): zone for zone, known in cities().items() for city in known}
    return {**older, **own, **more}


@lru_cache(maxsize=20)
def _names(language: str) -> Mapping[str, str]:
    """The names of cities by zone; those CLDR spells as the zone itself are left out."""
    from babel import Locale, UnknownLocaleError

    try:
        return dict(_cities(Locale.parse(language).time_zones))
    except (UnknownLocaleError, ValueError):
        return {}


def _cities(known: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    from babel.core import get_global

    newer = get_global("zone_aliases")
    for zone, names in known.items():
        if "city" in names and _on_a_continent(zone):
            yield newer.get(zone, zone), names["city"]


def _zones() -> Iterator[str]:
    from babel.core import get_global

    for country in get_global("territory_zones"):
        yield from filter(_on_a_continent, zones_in(country))


def _on_a_continent(zone: str) -> bool:
    return zone.partition("/")[0] in _CONTINENTS


def _plain(zone: str) -> str:
    return zone.rsplit("/", 1)[-1].replace("_", " ")
