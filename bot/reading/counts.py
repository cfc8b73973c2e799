"""Counts: how many pieces, and what share of a thing is lost, from digits or number words.

"2 of 4" carries both numbers. "Most of it" is honest but no number, and "12 USD" is a number of something else: both
are refused with a reason.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from bot.reading.calendar import base
from bot.reading.money import codes
from bot.reading.spelling import fold

_LONGEST: Final = 60
_MOST: Final = 10_000
_WORD: Final = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+(?:'[^\W\d_]+)?|[%/⁄]|-(?=\d)")


class NoCount(StrEnum):
    """Why no number was read."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    NO_NUMBER = "no_number"
    SEVERAL = "several"
    ZERO = "zero"
    ABSURD = "absurd"
    VAGUE = "vague"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class CountReading:
    """A number of pieces, and of how many if that was said. `whole`: "all of them" without a number."""

    count: int | None = None
    of: int | None = None
    whole: bool = False
    why: NoCount | None = None


@dataclass(frozen=True, slots=True)
class ShareReading:
    """The shares (0 to 1) a text can mean; several mean: ask which."""

    shares: tuple[Decimal, ...] = ()
    why: NoCount | None = None

    @property
    def share(self) -> Decimal | None:
        return self.shares[0] if len(self.shares) == 1 else None


def read_count(text: str, language: str = "en") -> CountReading:
    """How many: "3", "three pcs", «две», "2 of 4", "all"."""
    words = _words(text)
    if isinstance(words, NoCount):
        return CountReading(why=words)
    table = _table(base(language))
    numbers = [value for value in (_whole(word, table) for word in words) if value is not None]
    parts = _parts(words, table)
    if parts:
        count, of = parts
        return CountReading(count, of) if 0 < count <= of <= _MOST else CountReading(why=NoCount.ABSURD)
    if "-" in words or any("." in word or "," in word for word in words):
        return CountReading(why=NoCount.ABSURD)
    if len(set(numbers)) > 1:
        return CountReading(why=NoCount.SEVERAL)
    if not numbers:
        if any(word in table["all"] for word in words):
            return CountReading(whole=True)
        vague = any(word in table["vague"] for word in words)
        return CountReading(why=NoCount.VAGUE if vague else NoCount.NO_NUMBER)
    if numbers[0] == 0:
        return CountReading(why=NoCount.ZERO)
    return CountReading(numbers[0]) if numbers[0] <= _MOST else CountReading(why=NoCount.ABSURD)


def read_share(text: str, language: str = "en") -> ShareReading:
    """What part is lost: "half", "30%", "0.5", "1/3", «треть», "2 of 4". A bare 30 is 30 %."""
    words = _words(text)
    if isinstance(words, NoCount):
        return ShareReading(why=words)
    table = _table(base(language))
    parts = _parts(words, table)
    if parts:
        count, of = parts
        fits = 0 <= count <= of and of > 0
        return ShareReading((_rounded(Decimal(count) / of),)) if fits else ShareReading(why=NoCount.ABSURD)
    named = [Decimal(table["shares"][word]) for word in words if word in table["shares"]]
    digits = [Decimal(word.replace(",", ".")) for word in words if word[0].isdigit()]
    if "-" in words or len(digits) > 1 or (named and digits):
        return ShareReading(why=NoCount.ABSURD if "-" in words else NoCount.SEVERAL)
    if digits:
        return _share(digits[0], "%" in words or any(word in table["percent"] for word in words))
    if len(set(named)) == 1:
        return ShareReading((named[0],))
    if any(word in table["all"] for word in words):
        return ShareReading((Decimal(1),))
    vague = any(word in table["vague"] for word in words)
    return ShareReading(why=NoCount.SEVERAL if named else NoCount.VAGUE if vague else NoCount.NO_NUMBER)


def read_part(text: str, language: str = "en") -> Decimal | None:
    """The share a text names beyond doubt: as `read_share`, but digits only with their percent sign or word."""
    words = _words(text)
    if isinstance(words, NoCount):
        return None
    table = _table(base(language))
    percent = "%" in words or any(word in table["percent"] for word in words)
    if not percent and any(word[0].isdigit() for word in words):
        return None
    return read_share(text, language).share


def _share(value: Decimal, percent: bool) -> ShareReading:
    if percent or value > 1:
        return ShareReading((_rounded(value / 100),)) if value <= 100 else ShareReading(why=NoCount.ABSURD)
    if value == 1:
        return ShareReading((Decimal("0.01"), Decimal(1)))
    return ShareReading((_rounded(value),))


def _rounded(share: Decimal) -> Decimal:
    return share.quantize(Decimal("0.0001")).normalize() + Decimal(0)


def _words(text: str) -> list[str] | NoCount:
    if len(text.strip()) > _LONGEST:
        return NoCount.TOO_LONG
    words = _WORD.findall(fold(text))
    if not codes().isdisjoint(words) or any(unicodedata.category(letter) == "Sc" for letter in text):
        return NoCount.MONEY
    return words or NoCount.EMPTY


def _whole(word: str, table: Mapping[str, Any]) -> int | None:
    if word.isdecimal():
        return int(word) if len(word) <= 9 else 10**9
    value: int | None = table["numbers"].get(word)
    return value


def _parts(words: list[str], table: Mapping[str, Any]) -> tuple[int, int] | None:
    """ "2 of 4", "2/4", "one out of three", «2 из 4»."""
    for place, word in enumerate(words):
        if word in "/⁄" or word in table["of"]:
            left = [value for value in (_whole(one, table) for one in words[:place]) if value is not None]
            right = [value for value in (_whole(one, table) for one in words[place + 1 :]) if value is not None]
            if len(left) == 1 and len(right) == 1:
                return left[0], right[0]
    return None


@lru_cache(maxsize=8)
def _table(language: str) -> Mapping[str, Any]:
    """The language's number words laid over the English ones."""
    tables = tomllib.loads((Path(__file__).parent / "lexicon" / "counts.toml").read_text("utf-8"))
    own, english = tables.get(language, {}), tables["en"]
    merged: dict[str, Any] = {}
    for name in ("numbers", "shares"):
        merged[name] = {fold(word): value for word, value in (english[name] | own.get(name, {})).items()}
    for name in ("all", "vague", "of", "percent"):
        merged[name] = frozenset(fold(word) for word in (*english[name], *own.get(name, ())))
    return merged
