"""Endings: "won 25 USD", "часть 10,50": how a case ended and what came of it, as a volunteer says it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Final

from bot.domain.ticket import PAYING, Ending
from bot.reading.money import read_money
from bot.reading.spelling import fold

_DONE: Final = "done"


@dataclass(frozen=True, slots=True)
class Ended:
    """What was said. `ending` None: nothing of how. Several amounts or currencies: the words can mean each of them."""

    ending: Ending | None = None
    amounts: tuple[Decimal, ...] = ()
    currencies: tuple[str, ...] = ()


def read_ending(text: str, language: str = "en") -> Ended | None:
    """None: the words are none of these, or name a sum where none can have come."""
    folded = fold(text)
    word = next((one for one in _words() if folded == one or folded.startswith(f"{one} ")), None)
    if word is None:
        return None
    kind, rest = _words()[word], folded[len(word) :].strip()
    ending = None if kind == _DONE else Ending(kind)
    if not rest:
        return Ended(ending)
    money = read_money(rest, language)
    if ending not in PAYING or not money.amounts:
        return None
    return Ended(ending, money.amounts, money.currencies)


@lru_cache(maxsize=1)
def _words() -> Mapping[str, str]:
    """Every word there is, the longest first."""
    path = Path(__file__).parent / "lexicon" / "endings.toml"
    table = tomllib.loads(path.read_text("utf-8"))
    pairs = ((fold(word), kind) for kind, words in table.items() for word in words)
    return dict(sorted(pairs, key=lambda pair: -len(pair[0])))
