"""Bounds: what has the form of an answer and still cannot be one, for every kind of question.

These hold whoever answers: a button, typed words, a sentence, another release's data. What is only unlikely is a
doubt (`doubts.py`), not a refusal.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any, Final

from bot.domain.ask import AnswerKind, Choice, Count, Country, Currency, Day, Money, OrderNumber, Refusal, Share, Text
from bot.domain.case import Case
from bot.domain.money import paid, rounded

MAX_PIECES: Final = 10_000
MIN_AMOUNT: Final = Decimal("0.01")
MAX_AMOUNT: Final = Decimal(10_000_000)
OVERPAID: Final = 2
"""Times what was paid: more than that is a slip of the finger, or another currency."""
MOST_TOLD: Final = 100
"""Happenings of one case. No dispute has so many; what is stored and shown stays small."""
DAYS: Final = (date(2005, 1, 1), date(2100, 1, 1))
"""Outside these no order has a day."""


def refused(asks: AnswerKind, value: Any, case: Case) -> Refusal | None:
    """Why this value is no answer to such a question of this case; None: it is one."""
    match asks, value:
        case Choice(options), _ if value not in options(case):
            return Refusal.NOT_AN_OPTION
        case Day(), date() if not DAYS[0] <= value <= DAYS[1]:
            return Refusal.DATE_TOO_FAR
        case OrderNumber(), str() if not re.fullmatch(r"[0-9]{15,17}", value):
            return Refusal.NO_ORDER_NUMBER
        case Currency(), str() if not re.fullmatch(r"[A-Z]{3}", value):
            return Refusal.NOT_AN_OPTION
        case Country(), str() if not re.fullmatch(r"[A-Z]{2}", value):
            return Refusal.NO_COUNTRY
        case Count(highest), int() if not 1 <= value <= highest(case):
            return Refusal.COUNT_OUT_OF_RANGE
        case Money(), Decimal() if value < MIN_AMOUNT:
            return Refusal.AMOUNT_TOO_SMALL
        case Money(), Decimal() if value > MAX_AMOUNT:
            return Refusal.AMOUNT_TOO_LARGE
        case Share(), Decimal() if not 0 < value <= 1:
            return Refusal.NO_SHARE
        case Text(limit), str() if len(value) > limit:
            return Refusal.TEXT_TOO_LONG
        case Text(), str() if not value.strip():
            return Refusal.TEXT_EMPTY
        case _:
            return None


def refused_sum(amount: Decimal, case: Case) -> Refusal | None:
    """Why so much can't have been offered or paid back; None: it can."""
    total = paid(case)
    if total is not None and amount > total * OVERPAID:
        return Refusal.AMOUNT_TOO_LARGE
    if refusal := refused(Money(), amount, case):
        return refusal
    return None if rounded(amount, case.currency) else Refusal.AMOUNT_TOO_SMALL
