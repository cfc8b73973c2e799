"""Dates, money and numbers as a buyer of each language reads them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bot.rendering.formats import filters

DAY = date(2026, 3, 4)
NARROW = "\u202f"  # a narrow blank that cannot be broken
BLANK = "\xa0"
RIGHT_TO_LEFT = "\u200f"


@pytest.mark.parametrize(
    ("language", "short", "long"),
    [
        ("en", "4 Mar 2026", "Wed 4 March 2026"),
        ("ru", "4 марта 2026", "ср 4 марта 2026"),
        ("de", "4. März 2026", "Mi. 4. März 2026"),
        ("he", "4 במרץ 2026", "יום ד׳ 4 במרץ 2026"),
    ],
)
def test_day_and_month_can_never_be_mistaken_for_each_other(language: str, short: str, long: str) -> None:
    """The month is always a word."""
    said = filters(language)

    assert (said["day"](DAY), said["day_long"](DAY)) == (short, long)


@pytest.mark.parametrize(
    ("language", "dollars", "yen", "roubles", "bare"),
    [
        ("en", "US$1,234.50", "JP¥1,235", "RUB 1,234.50", "1,234.50"),
        ("ru", "1 234,50 $", "1 235 ¥", "1 234,50 ₽", "1 234,50"),
        ("de", "1.234,50 $", "1.235 ¥", "1.234,50 RUB", "1.234,50"),
        ("he", "1,234.50 $", "1,235 ¥", "1,234.50 RUB", "1,234.50"),
    ],
)
def test_money_is_written_as_its_own_country_and_the_buyers_language_do(
    language: str, dollars: str, yen: str, roubles: str, bare: str
) -> None:
    """Yen have no cents; a dollar says whose it is where that could be asked."""
    money = filters(language)["money"]
    amount = Decimal("1234.50")

    assert _plain(money(Decimal("1234.6"), "JPY")) == yen
    assert [_plain(money(amount, currency)) for currency in ("USD", "RUB", None)] == [dollars, roubles, bare]


@pytest.mark.parametrize(
    ("language", "past", "near", "months", "future"),
    [
        ("en", "33 days ago", "1 day ago", "3 months ago", "in 5 days"),
        ("ru", "33 дня назад", "1 день назад", "3 месяца назад", "через 5 дней"),
        ("de", "vor 33 Tagen", "vor 1 Tag", "vor 3 Monaten", "in 5 Tagen"),
        ("he", "לפני 33 ימים", "לפני יום 1", "לפני 3 חודשים", "בעוד 5 ימים"),
    ],
)
def test_how_long_ago_is_said_in_days_until_it_no_longer_helps(
    language: str, past: str, near: str, months: str, future: str
) -> None:
    """Within two months days are what counts; nothing is said about today."""
    ago = filters(language)["ago"]

    assert _plain(ago(date(2026, 1, 30), DAY)) == past
    assert _plain(ago(date(2026, 3, 3), DAY)) == near
    assert _plain(ago(date(2025, 12, 1), DAY)) == months
    assert _plain(ago(date(2026, 3, 9), DAY)) == future
    assert ago(DAY, DAY) == ""


@pytest.mark.parametrize(
    ("language", "number", "percent"),
    [("en", "12,345", "25%"), ("ru", "12 345", "25 %"), ("de", "12.345", "25 %"), ("he", "12,345", "25%")],
)
def test_numbers_follow_the_language(language: str, number: str, percent: str) -> None:
    said = filters(language)

    assert _plain(said["number"](12345)) == number
    assert _plain(said["percent"](Decimal("0.25"))) == percent


def test_a_deadline_is_shown_in_the_zone_of_the_phone() -> None:
    """A day ends where AliExpress is: midnight Pacific after the 14th of March is 07:00 UTC on the 15th."""
    tg_time = filters("en")["tg_time"]

    end_of_day = int(datetime(2026, 3, 15, 7, tzinfo=UTC).timestamp())
    assert tg_time("14 Mar 2026", date(2026, 3, 14)) == f'<tg-time unix="{end_of_day}" format="r">14 Mar 2026</tg-time>'

    winter = int(datetime(2026, 1, 2, 8, tzinfo=UTC).timestamp())
    assert f'"{winter}"' in tg_time("1 Jan 2026", date(2026, 1, 1))

    moment = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
    assert f'unix="{int(moment.timestamp())}" format="Dt"' in tg_time("<x>", moment, "Dt")
    assert "&lt;x&gt;" in tg_time("<x>", moment)


def _plain(text: str) -> str:
    """Ordinary blanks, and no invisible marks of direction."""
    return text.replace(NARROW, " ").replace(BLANK, " ").replace(RIGHT_TO_LEFT, "").strip()
