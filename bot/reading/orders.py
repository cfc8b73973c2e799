"""Orders: AliExpress order numbers, 15 to 17 digits, told apart from tracking, phone and card numbers.

A payment card number is recognised only to be refused: it must never be kept. Nothing here knows any real order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.reading.spelling import fold

_LONGEST: Final = 120
_RUN: Final = re.compile(r"(?<![\w+])\d{15,17}(?![\w])")
_GROUPS: Final = re.compile(r"(?<![\w+-])\d{3,8}(?:[ -]\d{3,8}){1,5}(?:[ -]\d{1,2})?(?![\w-])")
_TRACKING: Final = re.compile(r"\b(?:[a-z]{1,6}\d{8,20}[a-z]{0,3}|[a-z]{2}(?: ?\d{3}){3} ?[a-z]{2})\b")
_CARD: Final = re.compile(r"4|5[1-5]|2[2-7]|3[47]")


class NoOrder(StrEnum):
    """Why no order number was read."""

    EMPTY = "empty"
    NO_NUMBER = "no_number"
    WRONG_LENGTH = "wrong_length"
    TRACKING_NUMBER = "tracking_number"
    CARD_NUMBER = "card_number"


@dataclass(frozen=True, slots=True)
class OrderReading:
    """The order numbers in a text, as digits only; several mean: ask which."""

    numbers: tuple[str, ...] = ()
    why: NoOrder | None = None

    @property
    def number(self) -> str | None:
        return self.numbers[0] if len(self.numbers) == 1 else None


def read_order(text: str) -> OrderReading:
    """The order number a buyer typed when asked for it."""
    folded = fold(text[:_LONGEST])
    if not folded:
        return OrderReading(why=NoOrder.EMPTY)
    numbers = order_numbers(folded)
    if numbers:
        return OrderReading(numbers)
    if any(is_card(found[0]) for found in _GROUPS.finditer(folded)):
        return OrderReading(why=NoOrder.CARD_NUMBER)
    if _TRACKING.search(folded):
        return OrderReading(why=NoOrder.TRACKING_NUMBER)
    digits = re.sub(r"\D", "", folded)
    return OrderReading(why=NoOrder.WRONG_LENGTH if len(digits) >= 5 else NoOrder.NO_NUMBER)


def order_numbers(folded: str) -> tuple[str, ...]:
    """Every order number in a folded text, in order, each once."""
    met = [found[0] for found in _RUN.finditer(folded)]
    for found in _GROUPS.finditer(folded):
        digits = re.sub(r"\D", "", found[0])
        if 15 <= len(digits) <= 17 and not is_card(found[0]):
            met.append(digits)
    return tuple(dict.fromkeys(met))


def is_card(written: str) -> bool:
    """Whether digits written in groups are a payment card number (issuer's prefix and check digit)."""
    digits = re.sub(r"\D", "", written)
    if not 15 <= len(digits) <= 16 or len(written) == len(digits) or not _CARD.match(digits):
        return False
    doubled = (int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
