"""Where a buyer is, by what they type: a city or a country in any language we read, a time, a slip of the finger."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.reading.zones import Whereabouts, read_whereabouts

NOW = datetime(2026, 5, 22, 12, 5, tzinfo=UTC)
NEPAL = 5 * 60 + 45


@pytest.mark.parametrize(
    ("language", "typed", "zone"),
    [
        ("en", "Zürich", "Europe/Zurich"),
        ("en", "Tel-Aviv", "Asia/Jerusalem"),
        ("en", "Munich", "Europe/Berlin"),
        ("en", "Kiev", "Europe/Kyiv"),
        ("en", "Calcutta", "Asia/Kolkata"),
        ("en", "St. Petersburg", "Europe/Moscow"),
        ("ru", "Берлин", "Europe/Berlin"),
        ("ru", "Москва", "Europe/Moscow"),
        ("ru", "Стамбул", "Europe/Istanbul"),
        ("ru", "нью йорк", "America/New_York"),
        ("ru", "Питер", "Europe/Moscow"),
        ("en", "Стамбул", "Europe/Istanbul"),
        ("en", "Київ", "Europe/Kyiv"),
        ("en", "برلين", "Europe/Berlin"),
        ("en", "ברלין", "Europe/Berlin"),
        ("en", "ベルリン", "Europe/Berlin"),
        ("en", "柏林", "Europe/Berlin"),
        ("en", "베를린", "Europe/Berlin"),
        ("en", "Londyn", "Europe/London"),
        ("tr", "İstanbul", "Europe/Istanbul"),
        ("en", "Amsterdan", "Europe/Amsterdam"),
        ("ru", "Екатеренбург", "Asia/Yekaterinburg"),
    ],
)
def test_a_city_in_any_script_is_its_zone(language: str, typed: str, zone: str) -> None:
    assert read_whereabouts(typed, language, NOW) == Whereabouts(zone)


@pytest.mark.parametrize(
    ("language", "typed", "country"),
    [
        ("en", "Germany", "DE"),
        ("en", "Deutschland", "DE"),
        ("ru", "Германия", "DE"),
        ("en", "Россия", "RU"),
        ("en", "usa", "US"),
        ("en", "Mexico", "MX"),
        ("en", "Turkey", "TR"),
    ],
)
def test_a_country_is_told_as_one(language: str, typed: str, country: str) -> None:
    assert read_whereabouts(typed, language, NOW) == Whereabouts(country=country)


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("14:05", (2,)),
        ("14.07", (2,)),
        ("1405", (2,)),
        ("2 pm", (2,)),
        ("2:05 p.m.", (2,)),
        ("14", (2,)),
        ("у меня 14:05", (2,)),
        ("2 часа дня", (2,)),
        ("14 часов", (2,)),
        ("2:05", (14, 2)),
        ("17:35", (5.5,)),
        ("17:50", (5.75,)),
        ("17:52", (5.75,)),
        ("UTC+2", (2,)),
        ("GMT-3", (21,)),
        ("+5:30", (5.5,)),
        ("мск+4", (7,)),
    ],
)
def test_a_time_is_what_it_is_ahead_of_utc(typed: str, hours: tuple[float, ...]) -> None:
    found = read_whereabouts(typed, "ru", NOW)

    assert found is not None
    assert found.offsets == tuple(int(hour * 60) for hour in hours)


@pytest.mark.parametrize(
    "typed", ["Hogsmeade", "Kiel", "25:00", "14:99", "14:22", "0 pm", "UTC+17", "", "🙂", "-", "a", "x" * 4096]
)
def test_what_is_no_place_and_no_time_is_not_guessed(typed: str) -> None:
    assert read_whereabouts(typed, "ru", NOW) is None


def test_in_nepal_a_quarter_to_counts() -> None:
    assert read_whereabouts("15:20", "en", datetime(2026, 5, 22, 9, 35, tzinfo=UTC)) == Whereabouts(offsets=(NEPAL,))
