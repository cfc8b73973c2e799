"""A reminder is said on its day, in the morning where the buyer is, not at night, and never too late."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.quiet import Hours, day_ends, when, when_just_read

DAY: Final = date(2026, 11, 20)
BEFORE: Final = datetime(2026, 11, 1, tzinfo=UTC)
NIGHT_SHIFT: Final = (9, 17)
"""Who sleeps by day."""


def _said(
    zone: str | None, quiet: tuple[int, int] = (22, 9), day: date = DAY, now: str | None = None, by: date | None = None
) -> str:
    """Day and hour where the buyer is (UTC without a zone) at which a reminder of that day is said."""
    hours, here = Hours(zone, *quiet), ZoneInfo(zone or "UTC")
    at = datetime.fromisoformat(now).replace(tzinfo=here).astimezone(UTC) if now else BEFORE.replace(year=day.year - 1)
    return f"{when(day, day_ends(by or day, hours), hours, at).astimezone(here):%d %H:%M}"


def test_it_is_said_at_ten_in_the_morning_of_its_day() -> None:
    assert _said("Europe/Berlin") == "20 10:00"


@pytest.mark.parametrize(
    ("zone", "utc"),
    [
        ("Asia/Kolkata", "20 04:30"),  # half an hour off
        ("Asia/Kathmandu", "20 04:15"),  # and three quarters
        ("Pacific/Kiritimati", "19 20:00"),  # UTC+14: the day begins first
        ("Etc/GMT+12", "20 22:00"),  # UTC−12: and ends last
        ("Asia/Tokyo", "20 01:00"),  # no summer time at all
        ("America/St_Johns", "20 13:30"),
    ],
)
def test_ten_in_the_morning_is_another_instant_in_each_zone(zone: str, utc: str) -> None:
    hours = Hours(zone)
    assert f"{when(DAY, day_ends(DAY, hours), hours, BEFORE):%d %H:%M}" == utc


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_on_both_days_on_which_the_clocks_change_it_is_ten_by_the_new_clock(day: date) -> None:
    assert _said("Europe/Berlin", day=day) == f"{day:%d} 10:00"


def test_the_day_of_a_change_is_an_hour_shorter_or_longer() -> None:
    hours = Hours("Europe/Berlin")
    lengths = [
        day_ends(day, hours) - day_ends(day - timedelta(days=1), hours)
        for day in (date(2026, 3, 29), date(2026, 10, 25), DAY)
    ]
    assert lengths == [timedelta(hours=23), timedelta(hours=25), timedelta(hours=24)]


def test_a_midnight_that_the_clocks_skip_ends_the_day_before() -> None:
    """In Santiago summer time begins at midnight: the 6th of September 2026 begins at one o'clock."""
    ends = day_ends(date(2026, 9, 5), Hours("America/Santiago")).astimezone(ZoneInfo("America/Santiago"))
    assert f"{ends:%d %H:%M:%S}" == "05 23:59:59"


def test_a_quiet_morning_moves_it_earlier_on_the_same_day() -> None:
    assert _said("Europe/Berlin", NIGHT_SHIFT) == "20 08:30"


def test_where_no_earlier_hour_of_the_day_is_left_it_moves_to_the_first_one_after() -> None:
    assert _said("Europe/Berlin", (22, 12)) == "20 12:00"
    assert _said("Europe/Berlin", (0, 12)) == "20 12:00"


def test_two_hours_that_are_the_same_leave_no_quiet_hour() -> None:
    assert _said("Europe/Berlin", (7, 7)) == "20 10:00"


def test_what_was_missed_is_said_at_once() -> None:
    assert _said("Europe/Berlin", now="2026-11-20T15:20") == "20 15:20"
    assert _said("Europe/Berlin", now="2026-11-21T15:20") == "21 15:20"


def test_in_the_small_hours_of_its_day_it_waits_for_the_morning() -> None:
    assert _said("Europe/Berlin", now="2026-11-20T03:00") == "20 10:00"


def test_late_at_night_it_waits_for_the_next_day_where_its_deadline_allows_that() -> None:
    assert _said("Europe/Berlin", now="2026-11-20T23:10", by=date(2026, 11, 23)) == "21 09:00"


def test_the_last_night_before_its_deadline_is_not_kept() -> None:
    assert _said("Europe/Berlin", now="2026-11-20T23:10") == "20 23:10"


def test_after_the_deadline_the_night_is_kept() -> None:
    assert _said("Europe/Berlin", now="2026-11-21T03:00") == "21 09:00"


def test_quiet_hours_that_leave_only_an_hour_that_the_clocks_skip_are_not_kept() -> None:
    """Only two to three is loud, and on that night in Berlin there is no such hour."""
    assert _said("Europe/Berlin", (3, 2), day=date(2026, 3, 29)) == "29 10:00"
    assert _said("Europe/Berlin", (3, 2), day=date(2026, 3, 28)) == "28 02:30"


def test_a_day_that_a_country_skipped_is_over_before_it_began() -> None:
    """Samoa went from the 29th to the 31st of December 2011."""
    assert _said("Pacific/Apia", day=date(2011, 12, 30), by=date(2011, 12, 31)) == "31 10:00"


def test_while_the_zone_is_not_known_it_is_said_while_its_day_is_over_nowhere() -> None:
    at = when(DAY, day_ends(DAY, Hours()), Hours(), BEFORE)
    assert f"{at:%d %H:%M}" == "20 07:00"
    assert at < day_ends(DAY, Hours("Pacific/Kiritimati")) == day_ends(DAY, Hours())


def test_who_just_read_it_on_the_screen_is_not_told_the_same_at_once() -> None:
    hours = Hours("Europe/Berlin")
    by_hour = {
        hour: when_just_read(DAY, hours, datetime(2026, 11, 20, hour, 40, tzinfo=ZoneInfo("Europe/Berlin")))
        for hour in (8, 14, 20, 22)
    }
    assert {hour: at and f"{at.astimezone(ZoneInfo('Europe/Berlin')):%d %H:%M}" for hour, at in by_hour.items()} == {
        8: "20 10:00",
        14: "20 17:00",
        20: "20 21:30",
        22: None,
    }


def test_at_the_end_of_the_calendar_nothing_fails() -> None:
    for zone in (None, "Pacific/Kiritimati", "Etc/GMT+12"):
        hours = Hours(zone, *NIGHT_SHIFT)
        for day in (date.max, date.max - timedelta(days=1)):
            assert when(day, day_ends(day, hours), hours, BEFORE) > BEFORE


ZONES: Final = st.sampled_from(
    [
        *("Europe/Berlin", "America/New_York", "America/Santiago", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Tokyo"),
        *("Pacific/Kiritimati", "Etc/GMT+12", "Australia/Lord_Howe", "Africa/Cairo", "America/Sao_Paulo"),
    ]
)
HOUR: Final = st.integers(0, 23)
MOMENT: Final = st.integers(0, 2 * 365 * 24 * 60).map(lambda minutes: BEFORE + timedelta(minutes=minutes))


@given(ZONES, HOUR, HOUR, MOMENT, st.integers(-3, 40), st.integers(0, 10))
def test_it_is_never_past_nor_after_its_deadline_nor_at_night_while_another_hour_is_left(
    zone: str, quiet_from: int, quiet_until: int, now: datetime, ahead: int, more: int
) -> None:
    hours = Hours(zone, quiet_from, quiet_until)
    day = hours.day(now) + timedelta(days=ahead)
    by = day_ends(day + timedelta(days=more), hours)

    at = when(day, by, hours, now)

    assert at >= now
    assert hours.day(at) >= day
    if now <= by:
        assert at <= by
    if hours.quiet(at):
        begins = max(now, day_ends(day - timedelta(days=1), hours) + timedelta(seconds=1))
        assert not _loud_hour(begins, by, hours)
    elif now <= day_ends(day, hours) and hours.day(at) > day:
        begins = max(now, day_ends(day - timedelta(days=1), hours) + timedelta(seconds=1))
        assert not _loud_hour(begins, day_ends(day, hours), hours)


def _loud_hour(start: datetime, end: datetime, hours: Hours) -> bool:
    """Whether any quarter of an hour from now to then, two days at most, is not quiet."""
    span = min(end - start, timedelta(days=2))
    quarters = range(int(span / timedelta(minutes=15)))
    return any(not hours.quiet(start + count * timedelta(minutes=15)) for count in quarters)
