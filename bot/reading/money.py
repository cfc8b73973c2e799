"""Money: the sums in a text, each as the amounts and currencies it can mean.

"1.234" is two amounts and "kr" three currencies: all come back and the buyer says which. Nothing is rounded and no
currency is assumed where none was written. `sentence.py` decides what a sum is the price of.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from bot.reading.spelling import fold

_LONGEST: Final = 60
_CODES: Final = (
    "USD EUR GBP RUB UAH KZT BYN PLN CZK HUF RON BGN SEK NOK DKK CHF CAD AUD NZD MXN BRL CLP COP ARS PEN ILS SAR AED "
    "TRY KRW JPY CNY INR IDR VND THB PHP MYR SGD HKD TWD NGN ZAR EGP MAD UZS AZN GEL AMD KGS MDL RSD PKR LKR"
)
_SMALL_UNITS: Final = "KRW IDR VND JPY RUB KZT CLP COP HUF NGN ARS UZS AMD PKR LKR INR RSD"
_DOT_LANGUAGES: Final = "en zh ja ko he th hi"  # where the decimal mark is a full stop
_MOST: Final = Decimal(1_000_000)
_MOST_SMALL: Final = Decimal(1_000_000_000)
_TAX: Final = re.compile(r"\b(?:tax|taxes|vat|ндс|налог\w*|iva|mwst|tva|podat\w*|impost\w*|steuer)\W*$")
_POST: Final = re.compile(
    r"\b(?:shipping|delivery|postage|доставк\w*|пересылк\w*|spedizione|envio|frete|versand|livraison)"
    r"(?: (?:was|costs?|fee))?(?: of)?\W*$"
)
_NUMBER: Final = r"\d{1,3}(?:[ '.,]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?"


class NoMoney(StrEnum):
    """Why no sum was read."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    NO_AMOUNT = "no_amount"
    NEGATIVE = "negative"
    ZERO = "zero"
    ABSURD = "absurd"
    LOOKS_LIKE_ORDER_NUMBER = "looks_like_order_number"


@dataclass(frozen=True, slots=True)
class MoneyReading:
    """The amounts this text can mean, and the currencies; no currency: none was written."""

    amounts: tuple[Decimal, ...] = ()
    currencies: tuple[str, ...] = ()
    why: NoMoney | None = None

    @property
    def amount(self) -> Decimal | None:
        """The amount, if there is only one reading."""
        return self.amounts[0] if len(self.amounts) == 1 else None

    @property
    def currency(self) -> str | None:
        """The currency, if only one can be meant."""
        return self.currencies[0] if len(self.currencies) == 1 else None


class Sum(NamedTuple):
    """One number in a text that may be money. `role` is "tax" or "shipping" where the words before say so."""

    amounts: tuple[Decimal, ...]
    currencies: tuple[str, ...]
    negative: bool
    role: str
    start: int
    end: int


def read_money(text: str, language: str = "en") -> MoneyReading:
    """The sum a buyer typed when asked for one. A tax or shipping sum beside it is left aside.

    The language only orders the two readings of "1.234": the likelier one comes first.
    """
    if len(text.strip()) > _LONGEST:
        return MoneyReading(why=NoMoney.TOO_LONG)
    folded = fold(text)
    if not folded:
        return MoneyReading(why=NoMoney.EMPTY)
    if re.search(r"\d{12,}", folded):
        return MoneyReading(why=NoMoney.LOOKS_LIKE_ORDER_NUMBER)
    met = sums(folded)
    main = [one for one in met if not one.role] or met
    main = [one for one in main if one.currencies] or main
    if not main:
        return MoneyReading(why=NoMoney.NO_AMOUNT)
    if any(one.negative for one in main):
        return MoneyReading(why=NoMoney.NEGATIVE)
    amounts = tuple(dict.fromkeys(amount for one in main for amount in one.amounts))
    if len(main) == 1 and len(amounts) == 2 and ("." in folded) == (language[:2].lower() in _DOT_LANGUAGES.split()):
        amounts = amounts[::-1]
    currencies = tuple(dict.fromkeys(code for one in main for code in one.currencies))
    if not any(amounts):
        return MoneyReading(why=NoMoney.ZERO)
    sane = tuple(amount for amount in amounts if 0 < amount <= most(currencies))
    return MoneyReading(sane, currencies) if sane else MoneyReading(why=NoMoney.ABSURD)


def most(currencies: tuple[str, ...]) -> Decimal:
    """The largest sum that is no slip of the finger."""
    return _MOST_SMALL if any(code in _SMALL_UNITS for code in currencies) else _MOST


def sums(folded: str) -> tuple[Sum, ...]:
    """Every number in a folded text that stands alone or beside a currency; not 48h, 64gb, 5% or 12/04."""
    met: list[Sum] = []
    for found in _pattern().finditer(folded):
        signs = found["before"] or found["after"]
        ahead = folded[: found.start()][-24:]
        role = "tax" if _TAX.search(ahead) else "shipping" if _POST.search(ahead) else ""
        amounts = amounts_of(found["number"])
        if amounts:
            codes = tuple(_signs()[signs.replace(" ", "") if signs != "us $" else "us$"].split()) if signs else ()
            met.append(Sum(amounts, codes, bool(found["minus"] or found["debit"]), role, found.start(), found.end()))
    return tuple(met)


def amounts_of(number: str) -> tuple[Decimal, ...]:
    """What a written number can be: "1.234" is 1234 or 1.234; "1.234,50" only 1234.50; none for a malformed one."""
    digits = number.replace(" ", "").replace("'", "")
    marks = [letter for letter in digits if letter in ".,"]
    if not marks:
        return (Decimal(digits),) if len(digits) <= 12 else ()
    whole, fraction = re.split("[.,]", digits)[0], re.split("[.,]", digits)[-1]
    if len(marks) > 1:
        if len(set(marks)) == 1 or marks[-1] in marks[:-1]:
            return (Decimal(re.sub("[.,]", "", digits)),) if len(fraction) == 3 else ()
        return (Decimal(re.sub("[.,]", "", digits[: -len(fraction) - 1]) + "." + fraction),)
    if len(fraction) == 3 and 1 <= len(whole) <= 3 and whole[0] != "0":
        return Decimal(whole + fraction), Decimal(f"{whole}.{fraction}")
    return (Decimal(f"{whole}.{fraction}"),) if len(fraction) <= 2 else ()


@lru_cache(maxsize=1)
def codes() -> frozenset[str]:
    """Every way to write a currency, folded."""
    return frozenset(_signs())


@lru_cache(maxsize=1)
def _signs() -> Mapping[str, str]:
    path = Path(__file__).parent / "lexicon" / "currencies.toml"
    return {**{code.lower(): code for code in _CODES.split()}, **tomllib.loads(path.read_text("utf-8"))}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    signs = "|".join(re.escape(sign) for sign in sorted(_signs(), key=len, reverse=True))
    return re.compile(
        rf"(?:(?<![^\W_])(?P<before>{signs})[ .:]?\s?(?P<debit>-\s?)?|(?<![\w.,/:-])(?P<minus>-\s?)?)"
        rf"(?!20\d\d (?:{signs})\s?\d)"  # "1 oct 2026 usd 40": a year, and then a price
        rf"(?P<number>{_NUMBER})"
        rf"(?:\s?(?P<after>{signs})(?![^\W\d_]))?(?![\w/%:]|[.,]\d|-\d)"
    )
