"""How a volunteer says that a case ended, in English and in Russian."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.domain.ticket import Ending
from bot.reading.endings import Ended, read_ending


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        ("won", Ended(Ending.WON)),
        ("Won 25 USD", Ended(Ending.WON, (Decimal(25),), ("USD",))),
        ("won $25", Ended(Ending.WON, (Decimal(25),), ("USD",))),
        ("part 10,50", Ended(Ending.PART, (Decimal("10.50"),))),
        ("часть 1 200 руб", Ended(Ending.PART, (Decimal(1200),), ("RUB",))),
        ("Выиграли", Ended(Ending.WON)),
        ("проиграно", Ended(Ending.LOST)),
        ("withdrawn", Ended(Ending.WITHDRAWN)),
        ("готово", Ended()),
    ],
)
def test_the_word_and_the_sum_are_read(text: str, ended: Ended) -> None:
    assert read_ending(text) == ended


@pytest.mark.parametrize("text", ["wonderful", "won a lot", "lost 25", "part 0", "25 USD", "part of it"])
def test_what_is_neither_is_not_guessed(text: str) -> None:
    assert read_ending(text) is None
