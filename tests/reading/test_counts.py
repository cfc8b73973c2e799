"""How many, and what share."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.counts import CountReading, NoCount, read_count, read_part, read_share


@pytest.mark.parametrize(
    ("text", "language", "reading"),
    [
        ("3", "en", CountReading(3)),
        ("two pcs", "en", CountReading(2)),
        ("x2", "en", CountReading(2)),
        ("2 of 4", "en", CountReading(2, 4)),
        ("2/4", "en", CountReading(2, 4)),
        ("one out of three", "en", CountReading(1, 3)),
        ("2 из 4", "ru", CountReading(2, 4)),
        ("один", "ru", CountReading(1)),
        ("три штуки", "ru", CountReading(3)),
        ("dos", "es", CountReading(2)),
        ("all of them", "en", CountReading(whole=True)),
        ("все", "ru", CountReading(whole=True)),
        ("0", "en", CountReading(why=NoCount.ZERO)),
        ("-3", "en", CountReading(why=NoCount.ABSURD)),
        ("99999", "en", CountReading(why=NoCount.ABSURD)),
        ("5 of 4", "en", CountReading(why=NoCount.ABSURD)),
        ("2 and 3", "en", CountReading(why=NoCount.SEVERAL)),
        ("some", "en", CountReading(why=NoCount.VAGUE)),
        ("", "en", CountReading(why=NoCount.EMPTY)),
        ("dress", "en", CountReading(why=NoCount.NO_NUMBER)),
        ("12 USD", "en", CountReading(why=NoCount.MONEY)),
        ("$12", "en", CountReading(why=NoCount.MONEY)),
        ("two dollars", "en", CountReading(why=NoCount.MONEY)),
        ("500 руб.", "ru", CountReading(why=NoCount.MONEY)),
        ("2 won't turn on", "en", CountReading(2)),
    ],
)
def test_a_number_of_pieces_is_read(text: str, language: str, reading: CountReading) -> None:
    assert read_count(text, language) == reading


@pytest.mark.parametrize(
    ("text", "language", "shares"),
    [
        ("half", "en", "0.5"),
        ("about half of it", "en", "0.5"),
        ("половина", "ru", "0.5"),
        ("треть", "ru", "0.3333"),
        ("50%", "en", "0.5"),
        ("50 процентов", "ru", "0.5"),
        ("30", "en", "0.3"),
        ("0.5", "en", "0.5"),
        ("1/3", "en", "0.3333"),
        ("½", "en", "0.5"),
        ("2 of 4", "en", "0.5"),
        ("all", "en", "1"),
        ("1", "en", "0.01 1"),
        ("most", "en", ""),
        ("150%", "en", ""),
        ("12 USD", "en", ""),
        ("-5", "en", ""),
        ("nothing much", "en", ""),
    ],
)
def test_a_share_is_read_or_refused(text: str, language: str, shares: str) -> None:
    reading = read_share(text, language)
    assert list(reading.shares) == [Decimal(share) for share in shares.split()]
    assert bool(reading.shares) == (reading.why is None)


@pytest.mark.parametrize(
    ("text", "share"),
    [("half", "0.5"), ("50%", "0.5"), ("30 percent", "0.3"), ("everything", "1"), ("5", None), ("5 usd", None)],
)
def test_a_bare_number_is_no_share_where_an_amount_is_asked_for(text: str, share: str | None) -> None:
    assert read_part(text) == (Decimal(share) if share else None)


@given(st.text(max_size=80), st.sampled_from(["en", "ru", "ar", ""]))
def test_no_text_breaks_the_counting(text: str, language: str) -> None:
    assert (read_count(text, language).count or 1) > 0
    assert all(0 <= share <= 1 for share in read_share(text, language).shares)
