"""Countries: a country's name as a buyer types it, in their language or in English, as its two letters."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from bot.reading.calendar import base
from bot.reading.choices import choose

_LONGEST: Final = 60
_SPOKEN: Final = ("en", "ru", "uk", "de", "es", "fr", "it", "pl", "pt")
"""The languages stories are read in: who writes in one of them names the country in it, whatever the bot speaks."""
_ALSO: Final = {
    "usa": "US", "us": "US", "america": "US", "uk": "GB", "england": "GB", "britain": "GB", "scotland": "GB",
    "сша": "US", "америка": "US", "англия": "GB", "рф": "RU", "рб": "BY", "беларусь": "BY", "белоруссия": "BY",
    "korea": "KR", "южная корея": "KR", "holland": "NL", "голландия": "NL", "uae": "AE", "оаэ": "AE",
}  # fmt: skip


def read_country(text: str, language: str) -> tuple[str, ...]:
    """The ISO 3166 codes a typed name can mean, best first; empty where it is no country."""
    said = " ".join(text[:_LONGEST].casefold().split()).strip(" .,!")
    if not said:
        return ()
    if said in _ALSO:
        return (_ALSO[said],)
    for spoken in dict.fromkeys((base(language), *_SPOKEN)):
        names = _names(spoken)
        if said.upper() in names and len(said) == 2:
            return (said.upper(),)
        exact = tuple(code for code, name in names.items() if name == said)
        if exact:
            return exact
    for spoken in dict.fromkeys((base(language), "en")):
        if len(said) >= 4 and not said.isdigit() and (found := choose(said, _names(spoken)).keys):
            return found[:5]
    return ()


@lru_cache(maxsize=len(_SPOKEN) + 1)
def _names(language: str) -> dict[str, str]:
    from babel import Locale  # late: only a typed country needs the names of all countries

    territories = Locale.parse(language).territories
    return {code: name.casefold() for code, name in territories.items() if len(code) == 2 and code not in _NOT_LANDS}


_NOT_LANDS: Final = frozenset({"EU", "EZ", "UN", "QO", "ZZ", "XA", "XB"})
