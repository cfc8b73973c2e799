"""Countries: a country's name as a buyer types it, in their language or in English, as its two letters."""

from __future__ import annotations

from collections.abc import Iterable
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
    "turkey": "TR", "czech republic": "CZ",
}  # fmt: skip


def read_country(text: str, language: str) -> tuple[str, ...]:
    """The ISO 3166 codes a typed name can mean, best first; empty where it is no country."""
    if exact := named_country(text, language):
        return exact
    said = _bare(text)
    for spoken in dict.fromkeys((base(language), "en")):
        if len(said) >= 4 and not said.isdigit() and (found := choose(said, _names(spoken)).keys):
            return found[:5]
    return ()


def named_country(text: str, language: str, spoken: Iterable[str] = _SPOKEN) -> tuple[str, ...]:
    """The same for a name that is spelled right, in the language or one of those that are `spoken`."""
    said = _bare(text)
    if said in _ALSO:
        return (_ALSO[said],)
    for one in dict.fromkeys((base(language), *spoken)):
        names = _names(one)
        if len(said) == 2 and said.upper() in names:
            return (said.upper(),)
        if exact := tuple(code for code, name in names.items() if name == said):
            return exact
    return ()


def _bare(text: str) -> str:
    return " ".join(text[:_LONGEST].casefold().split()).strip(" .,!")


@lru_cache(maxsize=len(_SPOKEN) + 1)
def _names(language: str) -> dict[str, str]:
    from babel import Locale  # late: only a typed country needs the names of all countries

    territories = Locale.parse(language).territories
    return {code: name.casefold() for code, name in territories.items() if len(code) == 2 and code not in _NOT_LANDS}


_NOT_LANDS: Final = frozenset({"EU", "EZ", "UN", "QO", "ZZ", "XA", "XB"})
