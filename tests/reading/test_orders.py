"""Order numbers, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.orders import NoOrder, read_order


@pytest.mark.parametrize(
    "text",
    [
        "8015710859336916",
        "8015 7108 5933 6916",
        "order 8015-7108-5933-6916 thanks",
        "№8015710859336916",
        "٨٠١٥٧١٠٨٥٩٣٣٦٩١٦",
        "8015710859336916, 8015710859336916",
    ],
)
def test_an_order_number_is_found_however_it_is_written(text: str) -> None:
    assert read_order(text).number == "8015710859336916"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", NoOrder.EMPTY),
        ("I lost it", NoOrder.NO_NUMBER),
        ("12345", NoOrder.WRONG_LENGTH),
        ("801571085933691601", NoOrder.WRONG_LENGTH),
        ("+7 912 345 67 89", NoOrder.WRONG_LENGTH),
        ("LP00123456789012CN", NoOrder.TRACKING_NUMBER),
        ("S00000123456789012", NoOrder.TRACKING_NUMBER),
        ("RB123456789CN", NoOrder.TRACKING_NUMBER),
        ("4111 1111 1111 1111", NoOrder.CARD_NUMBER),
    ],
)
def test_other_numbers_are_refused_with_a_reason(text: str, why: NoOrder) -> None:
    reading = read_order(text)
    assert (reading.numbers, reading.why) == ((), why)


def test_two_order_numbers_are_asked_about() -> None:
    reading = read_order("8015710859336916 and 3001234567890123")
    assert reading.number is None
    assert len(reading.numbers) == 2


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader_of_order_numbers(text: str) -> None:
    assert all(15 <= len(number) <= 17 for number in read_order(text).numbers)
