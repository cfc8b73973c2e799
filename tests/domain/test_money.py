"""Money is rounded by the currency's own coins, and a band is only a matter of size."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.domain.case import Case
from bot.domain.money import Band, band, minor_units, paid, part, rounded


@pytest.mark.parametrize(
    ("currency", "amount", "kept"),
    [
        ("USD", "0.125", "0.13"),
        ("JPY", "100.5", "101"),
        ("KRW", "0.4", "0"),
        ("KWD", "1.0005", "1.001"),
        (None, "2", "2.00"),
    ],
)
def test_an_amount_ends_at_the_smallest_coin(currency: str | None, amount: str, kept: str) -> None:
    assert str(rounded(Decimal(amount), currency)) == kept


def test_an_unknown_currency_is_taken_to_have_hundredths() -> None:
    assert minor_units("ZZZ") == 2


def test_what_was_paid_counts_only_what_is_known() -> None:
    assert paid(Case(price=Decimal(10), tax=Decimal(1))) == 11
    assert paid(Case(tax=Decimal(1))) is None


def test_a_share_is_one_of_everything_paid_in_whole_coins() -> None:
    case = Case(price=Decimal("9.99"), shipping_price=Decimal("1.50"), currency="USD")
    assert part(case, Decimal("0.5")) == Decimal("5.75")
    assert part(Case(currency="USD"), Decimal("0.5")) is None


@pytest.mark.parametrize(
    ("price", "currency", "size"),
    [
        ("11.74", "USD", Band.CHEAP),
        ("20", "USD", Band.CHEAP),
        ("149.99", "EUR", Band.MEDIUM),
        ("150", "USD", Band.EXPENSIVE),
        ("900", "RUB", Band.CHEAP),
        ("27000", "RUB", Band.EXPENSIVE),
        ("10", "XYZ", None),
        ("10", None, None),
    ],
)
def test_cheap_and_expensive_are_told_apart_in_any_known_currency(
    price: str, currency: str | None, size: Band | None
) -> None:
    assert band(Case(price=Decimal(price), currency=currency)) is size
