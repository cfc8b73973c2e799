"""Sums as buyers type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.money import NoMoney, read_money


@pytest.mark.parametrize(
    ("text", "amounts", "currencies"),
    [
        ("$12.35", "12.35", "USD"),
        ("US $11.74", "11.74", "USD"),
        ("12,35", "12.35", ""),
        ("11.74", "11.74", ""),
        ("1 234,50", "1234.50", ""),
        ("1.234,50", "1234.50", ""),
        ("1,234.56", "1234.56", ""),
        ("1'234.50", "1234.50", ""),
        ("1.234", "1.234 1234", ""),
        ("1,234", "1234 1.234", ""),
        ("USD8", "8", "USD"),
        ("USD 250 +tax USD25", "250", "USD"),
        ("£9.99 + shipping £3", "9.99", "GBP"),
        ("500 руб", "500", "RUB"),
        ("500р.", "500", "RUB"),
        ("1500₽", "1500", "RUB"),
        ("R$ 50,00", "50.00", "BRL"),
        ("120 zł", "120", "PLN"),
        ("5000 ₸", "5000", "KZT"),
        ("300 грн", "300", "UAH"),
        ("300 ₴", "300", "UAH"),
        ("¥200", "200", "CNY JPY"),
        ("99 kr", "99", "SEK NOK DKK"),
        ("€15", "15", "EUR"),
        ("15 евро", "15", "EUR"),
        ("about 12 dollars", "12", "USD"),
        ("١٢٫٥ $", "12.5", "USD"),
        ("12.345.678 ₫", "12345678", "VND"),
        ("20 or 30", "20 30", ""),
    ],
)
def test_a_sum_is_read_with_its_currency(text: str, amounts: str, currencies: str) -> None:
    reading = read_money(text)

    assert [str(amount) for amount in reading.amounts] == amounts.split()
    assert list(reading.currencies) == currencies.split()
    assert (reading.amount is None) == (len(amounts.split()) > 1)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", NoMoney.EMPTY),
        ("free", NoMoney.NO_AMOUNT),
        ("48h", NoMoney.NO_AMOUNT),
        ("5%", NoMoney.NO_AMOUNT),
        ("12/04", NoMoney.NO_AMOUNT),
        ("-5", NoMoney.NEGATIVE),
        ("$-5", NoMoney.NEGATIVE),
        ("0", NoMoney.ZERO),
        ("0.00 $", NoMoney.ZERO),
        ("99999999999", NoMoney.ABSURD),
        ("8015710859336916", NoMoney.LOOKS_LIKE_ORDER_NUMBER),
        ("x" * 70, NoMoney.TOO_LONG),
    ],
)
def test_what_is_no_price_is_refused_with_a_reason(text: str, why: NoMoney) -> None:
    assert read_money(text).why is why


@given(st.text(max_size=80))
def test_no_text_breaks_the_reader_of_sums(text: str) -> None:
    reading = read_money(text)
    assert bool(reading.amounts) == (reading.why is None)
    assert all(amount > 0 for amount in reading.amounts)
