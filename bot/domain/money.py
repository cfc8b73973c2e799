"""Money: rounding by a currency's own minor units, and what one order line cost in all.

Amounts are `Decimal` in the order's currency. Nothing here converts between currencies, except to tell a cheap
thing from an expensive one, which is a matter of order of magnitude.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from bot.domain.case import Case

# ISO 4217: the currencies whose smallest coin is not a hundredth.
_WHOLE: Final = frozenset(
    {
        "BIF",
        "CLP",
        "DJF",
        "GNF",
        "ISK",
        "JPY",
        "KMF",
        "KRW",
        "PYG",
        "RWF",
        "UGX",
        "UYI",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
    }
)
_THOUSANDTHS: Final = frozenset(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"])


def minor_units(currency: str | None) -> int:
    """Digits after the point: 2 for most and for an unknown currency, 0 for yen and won, 3 for some dinars."""
    if currency in _WHOLE:
        return 0
    return 3 if currency in _THOUSANDTHS else 2


def rounded(amount: Decimal, currency: str | None) -> Decimal:
    """The amount to the smallest coin of the currency, halves up."""
    return amount.quantize(Decimal(1).scaleb(-minor_units(currency)), ROUND_HALF_UP)


def paid(case: Case) -> Decimal | None:
    """Everything paid for the line: price, shipping and tax as far as they are known, each in whole coins, as they
    were charged. None without a price."""
    if case.price is None:
        return None
    return sum(
        (rounded(part or Decimal(0), case.currency) for part in (case.price, case.shipping_price, case.tax)), Decimal(0)
    )


def part(case: Case, share: Decimal) -> Decimal | None:
    """That share (0 to 1) of everything paid for the line, in whole coins. None without a price."""
    whole = paid(case)
    return None if whole is None else rounded(whole * share, case.currency)


class Band(StrEnum):
    """How sellers look at a claim: a cheap thing is not worth a parcel back, an expensive one is."""

    CHEAP = "cheap"
    MEDIUM = "medium"
    EXPENSIVE = "expensive"


# Our judgement, no platform rule. Seed 001 gives the principle and three marks: US$11.74 is "very cheap", so no return
# is forced; a phone of US$200 and a tablet of US$300 are costly, so a video and a return are asked for.
_CHEAP_UP_TO: Final = Decimal(20)
_EXPENSIVE_FROM: Final = Decimal(150)

# Roughly what one US dollar buys, to a handy figure. Only ever used to pick a band: never shown, never in an amount.
_PER_DOLLAR: Final[Mapping[str, Decimal]] = MappingProxyType(
    {
        currency: Decimal(units)
        for units, currencies in {
            "1": "USD EUR GBP CHF CAD AUD NZD SGD",
            "0.33": "KWD BHD OMR JOD",
            "2": "BGN RON GEL BYN AZN",
            "4": "PLN ILS SAR AED QAR MYR PEN BRL",
            "9": "SEK NOK DKK CNY HKD MAD",
            "18": "MXN ZAR MDL CZK",
            "40": "UAH TRY THB PHP TWD UYU EGP",
            "90": "RUB INR RSD BDT KGS",
            "140": "JPY ISK DZD",
            "400": "HUF KZT AMD CLP CRC PKR LKR",
            "1400": "KRW ARS NGN",
            "4000": "COP",
            "13000": "UZS IDR VND",
        }.items()
        for currency in currencies.split()
    }
)


def band(case: Case) -> Band | None:
    """Cheap, medium or expensive, by the price of the line. None without a price, or in an unfamiliar currency."""
    if case.price is None or case.currency is None or case.currency not in _PER_DOLLAR:
        return None
    dollars = case.price / _PER_DOLLAR[case.currency]
    if dollars <= _CHEAP_UP_TO:
        return Band.CHEAP
    return Band.EXPENSIVE if dollars >= _EXPENSIVE_FROM else Band.MEDIUM
