"""Days as buyers type them, seen from Wednesday 15 July 2026. The rows stand in days.toml."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.ask import Direction
from bot.reading.dates import NoDay, read_day

TODAY = date(2026, 7, 15)
TABLES: dict[str, str] = tomllib.loads((Path(__file__).parent / "days.toml").read_text("utf-8"))

SAMPLES = TABLES["samples"]
HELD_OUT = TABLES["held_out"]
SEVERAL = TABLES["several"]
NO_DATES = TABLES["no_dates"]


def rows(table: str) -> list[list[str]]:
    return [line.split("|") for line in table.strip().splitlines()]


@pytest.mark.parametrize(("language", "order", "text", "day"), rows(SAMPLES))
def test_the_researched_samples_are_all_read(language: str, order: str, text: str, day: str) -> None:
    day_first = {"day first": True, "month first": False}.get(order)
    assert str(read_day(text, language, TODAY, day_first).exact) == day


@pytest.mark.parametrize(("language", "text", "day"), rows(HELD_OUT))
def test_a_day_is_read_in_the_buyers_language(language: str, text: str, day: str) -> None:
    assert str(read_day(text, language, TODAY).exact) == day


@pytest.mark.parametrize(("language", "text", "count"), rows(SEVERAL))
def test_what_can_mean_several_days_is_never_one_silent_day(language: str, text: str, count: str) -> None:
    reading = read_day(text, language, TODAY)

    assert len(reading.days) == int(count)
    assert reading.exact is None
    assert list(reading.days) == sorted(reading.days)
    assert all(day <= TODAY for day in reading.days)


@pytest.mark.parametrize(("language", "text"), rows(NO_DATES))
def test_what_is_no_date_is_not_read_as_one(language: str, text: str) -> None:
    reading = read_day(text, language, TODAY)

    assert reading.days == ()
    assert reading.why is not None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", NoDay.EMPTY),
        (" \u200f ", NoDay.EMPTY),
        ("x" * 61, NoDay.TOO_LONG),
        ("8015710859336916", NoDay.LOOKS_LIKE_ORDER_NUMBER),
        ("8015 7108 5933 6916", NoDay.LOOKS_LIKE_ORDER_NUMBER),
        ("no idea", NoDay.NO_DATE),
        ("30 February 2026", NoDay.OUT_OF_RANGE),
        ("15 August 2026", NoDay.OUT_OF_RANGE),
        ("12 June 2009", NoDay.OUT_OF_RANGE),
    ],
)
def test_a_refusal_says_why(text: str, why: NoDay) -> None:
    assert read_day(text, "en", TODAY).why is why


def test_a_day_out_of_range_is_told_so_that_it_can_be_asked_about() -> None:
    assert read_day("15 August 2026", "en", TODAY).refused == date(2026, 8, 15)


def test_english_numbers_are_ambiguous_until_the_buyers_order_is_known() -> None:
    assert read_day("03/04/2026", "en", TODAY).days == (date(2026, 3, 4), date(2026, 4, 3))
    assert read_day("03/04/2026", "en", TODAY, day_first=True).exact == date(2026, 4, 3)
    assert read_day("03/04/2026", "en", TODAY, day_first=False).exact == date(2026, 3, 4)


def test_a_future_reading_is_dropped_when_the_other_is_past() -> None:
    assert read_day("05/08/2026", "en", TODAY).exact == date(2026, 5, 8)


def test_a_repaired_slip_is_marked_as_a_guess() -> None:
    assert read_day("yesterdy", "en", TODAY).guessed
    assert not read_day("yesterday", "en", TODAY).guessed


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "12 days left", date(2026, 7, 27)),
        ("en", "in 5 days", date(2026, 7, 20)),
        ("en", "12 August", date(2026, 8, 12)),
        ("en", "tomorrow", date(2026, 7, 16)),
        ("ru", "через 3 дня", date(2026, 7, 18)),
        ("ru", "через 2 нед", date(2026, 7, 29)),
        ("ru", "осталось 12 дней", date(2026, 7, 27)),
        ("ru", "12 августа", date(2026, 8, 12)),
        ("de", "in 2 Wochen", date(2026, 7, 29)),
    ],
)
def test_the_end_of_protection_may_lie_ahead(language: str, text: str, day: date) -> None:
    assert read_day(text, language, TODAY, direction=Direction.FUTURE).exact == day


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "in a month", date(2026, 8, 15)),
        ("en", "a month from now", date(2026, 8, 15)),
        ("en", "2 weeks from now", date(2026, 7, 29)),
        ("en", "in half a year", date(2027, 1, 15)),
        ("ru", "через 2 недели", date(2026, 7, 29)),
        ("ru", "через неделю", date(2026, 7, 22)),
        ("ru", "защита кончится через месяц", date(2026, 8, 15)),
        ("uk", "через місяць", date(2026, 8, 15)),
        ("pl", "za tydzień", date(2026, 7, 22)),
    ],
)
def test_a_time_to_come_is_read_where_the_day_may_lie_either_way(language: str, text: str, day: date) -> None:
    assert read_day(text, language, TODAY, direction=Direction.ANY).exact == day


def test_either_direction_takes_the_nearer_day_and_asks_when_both_are_near() -> None:
    assert read_day("12 August", "en", TODAY, direction=Direction.ANY).exact == date(2026, 8, 12)
    assert len(read_day("14 January", "en", TODAY, direction=Direction.ANY).days) == 2


def test_friday_said_on_a_friday_is_a_week_ago() -> None:
    assert read_day("friday", "en", date(2026, 7, 17)).exact == date(2026, 7, 10)


def test_leap_day_without_a_year_is_the_last_one_there_was() -> None:
    assert read_day("29 February", "en", TODAY).exact == date(2024, 2, 29)


def test_half_a_phrase_is_not_read_as_the_whole() -> None:
    for text, language in (("полторы недели назад", "ru"), ("2 weeks and 3 days ago", "en")):
        assert read_day(text, language, TODAY).exact is None


@settings(max_examples=300, deadline=None)
@given(
    st.text(max_size=80) | st.text(alphabet="0123456789./-: ,年月日前agoweklstdnд нзаvor", max_size=60),
    st.sampled_from(["en", "ru", "ar", "zh", "ko", "pt-BR", "xx", ""]),
    st.sampled_from(list(Direction)),
    st.sampled_from([True, False, None]),
)
def test_no_text_breaks_the_reader(text: str, language: str, direction: Direction, day_first: bool | None) -> None:
    """Whatever is typed: candidates in range, or a reason."""
    reading = read_day(text, language, TODAY, day_first, direction)

    assert bool(reading.days) == (reading.why is None)
    assert len(reading.days) <= 40
