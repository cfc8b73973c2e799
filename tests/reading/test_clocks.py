"""Which zones go alike, which one is the likelier, and that no zone of the world is out of reach."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from bot.reading.clocks import DAY, cities, clocks_at, clocks_in, fixed, is_zone, offsets, zones_in
from bot.reading.places import called, row_of

SUMMER: Final = datetime(2026, 7, 1, 12, 5, tzinfo=UTC)
WINTER: Final = datetime(2026, 12, 1, 12, 5, tzinfo=UTC)


def _rows(offset: int, now: datetime, language: str = "en", country: str | None = None) -> list[tuple[str, ...]]:
    return [row_of(clock, language, 26) for clock in clocks_at((offset,), now, language, country)]


def test_places_whose_clocks_change_alike_are_one_choice() -> None:
    assert _rows(60, WINTER) == [("Berlin", "Paris", "Madrid"), ("Lagos", "Algiers"), ("Casablanca",)]


def test_a_clock_that_changes_two_days_apart_is_another() -> None:
    """Israel puts its clocks forward on a Friday, Greece on the Sunday after."""
    rows = _rows(120, WINTER)

    assert ("Jerusalem",) in rows
    assert ("Kyiv", "Athens", "Bucharest") in rows


def test_the_country_of_the_parcel_comes_first_and_then_those_of_the_language() -> None:
    assert _rows(60, WINTER, country="IT")[0][0] == "Rome"
    assert _rows(60, WINTER, "es")[0][0] == "Madrid"
    assert _rows(60, WINTER, "fr", country="NG")[0][0] == "Lagos"
    assert _rows(180, WINTER, "ru")[0] == ("Москва", "Минск", "Стамбул")


def test_a_day_apart_is_not_the_same_clock() -> None:
    """Hawaii and Kiribati read the same time from the wall, one day apart."""
    rows = _rows(14 * 60, WINTER)

    assert rows[0] == ("Honolulu",)
    assert ("Kiritimati",) in rows


@pytest.mark.parametrize("now", [SUMMER, WINTER])
def test_every_zone_is_reached_by_one_of_the_times_shown(now: datetime) -> None:
    shown = offsets(now)
    countries = ("DE", "IN", "NP", "AU", "NZ", "CA", "IR", "AF", "MM", "PF", "LK", "US", "RU", "KI", "LB")

    for zone in {zone for country in countries for zone in zones_in(country)} | set(cities()):
        ahead = now.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()
        assert int(ahead.total_seconds()) // 60 % DAY in shown, zone


def test_every_time_shown_has_a_place() -> None:
    for now in (SUMMER, WINTER):
        assert all(clocks_at((offset,), now, "en", None) for offset in offsets(now))


def test_a_country_has_as_many_clocks_as_make_a_difference() -> None:
    assert [clock.zones[0] for clock in clocks_in("DE", SUMMER, "de")] == ["Europe/Berlin"]
    assert [row_of(clock, "en", 26)[0] for clock in clocks_in("ES", SUMMER, "en")] == ["Madrid", "Canary"]
    assert len(clocks_in("RU", SUMMER, "ru")) == 11
    assert clocks_in("BV", SUMMER, "en") == clocks_in("nonsense", SUMMER, "en") == ()


def test_a_fixed_zone_is_so_far_from_utc_and_says_so() -> None:
    for offset in range(0, DAY, 60):
        zone = fixed(offset)
        assert zone is not None
        assert is_zone(zone, SUMMER)
        ahead = SUMMER.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()
        assert int(ahead.total_seconds()) // 60 % DAY == offset
    assert fixed(330) is None
    assert [called(fixed(offset) or "", "en") for offset in (0, 120, 21 * 60)] == ["UTC", "UTC+2", "UTC−3"]


@pytest.mark.parametrize("name", ["", "Europe", "Mars/Olympus", "../etc/passwd", "Etc/GMT-99", "localtime"])
def test_what_is_no_zone_is_not_taken_for_one(name: str) -> None:
    assert not is_zone(name, SUMMER)


def test_every_zone_of_our_list_is_one() -> None:
    assert [zone for zone in cities() if not is_zone(zone, SUMMER)] == []
