"""Days are counted in one way: the day of the event is day 0."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.domain.calendar import after, marketplace_day, working_days_after, years_after
from bot.policies import load


def test_the_fifteenth_day_after_the_first_is_the_sixteenth() -> None:
    assert after(date(2026, 3, 1), 15) == date(2026, 3, 16)


def test_a_leap_day_is_counted() -> None:
    assert after(date(2028, 2, 15), 15) == date(2028, 3, 1)


def test_a_sum_past_the_end_of_the_calendar_stays_on_its_last_day() -> None:
    assert after(date.max, 15) == date.max
    assert after(date.min, -1) == date.min
    assert years_after(date.max, 2) == date.max
    assert working_days_after(date.max, 10) == date.max


@pytest.mark.parametrize(
    ("day", "days", "then"),
    [
        (date(2026, 3, 16), 0, date(2026, 3, 16)),  # Monday
        (date(2026, 3, 16), 1, date(2026, 3, 17)),
        (date(2026, 3, 20), 1, date(2026, 3, 23)),  # over a weekend
        (date(2026, 3, 16), 10, date(2026, 3, 30)),
        (date(2026, 3, 21), 1, date(2026, 3, 23)),  # from a Saturday
        (date(2026, 3, 21), 5, date(2026, 3, 27)),
        (date(2026, 3, 22), 6, date(2026, 3, 30)),  # from a Sunday
    ],
)
def test_working_days_skip_weekends(day: date, days: int, then: date) -> None:
    assert working_days_after(day, days) == then


def test_two_years_after_a_leap_day_is_the_end_of_february() -> None:
    assert years_after(date(2028, 2, 29), 2) == date(2030, 2, 28)


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2026, 1, 15, 7, 59, tzinfo=UTC), date(2026, 1, 14)),  # winter: eight hours behind
        (datetime(2026, 1, 15, 8, 0, tzinfo=UTC), date(2026, 1, 15)),
        (datetime(2026, 7, 15, 6, 59, tzinfo=UTC), date(2026, 7, 14)),  # summer: seven
        (datetime(2026, 7, 15, 7, 0, tzinfo=UTC), date(2026, 7, 15)),
    ],
)
def test_the_marketplace_lives_in_pacific_time(now: datetime, day: date) -> None:
    assert marketplace_day(now, load()) == day


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        marketplace_day(datetime.now(UTC).replace(tzinfo=None), load())
