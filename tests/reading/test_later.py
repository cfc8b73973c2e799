"""Later: what buyers type when they want to hear of something again."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.reading.later import read_later

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 20, 14, 30, tzinfo=BERLIN)  # a Friday


@pytest.mark.parametrize(
    ("language", "text", "moments"),
    [
        ("en", "in 3 hours", ["20 17:30"]),
        ("en", "3 hours", ["20 17:30"]),
        ("en", "in an hour", ["20 15:30"]),
        ("en", "half an hour", ["20 15:00"]),
        ("en", "tomorrow 18:00", ["21 18:00"]),
        ("en", "tomorrow", ["21 10:00"]),
        ("en", "6pm", ["20 18:00"]),
        ("en", "9:00", ["21 09:00"]),
        ("en", "this evening", ["20 19:00"]),
        ("en", "Monday 9:30", ["23 09:30"]),
        ("en", "25.03 18:00", ["25 18:00"]),
        ("en", "tomorrow at 6", ["21 06:00", "21 18:00"]),
        ("ru", "через 3 часа", ["20 17:30"]),
        ("ru", "через час", ["20 15:30"]),
        ("ru", "через полчаса", ["20 15:00"]),
        ("ru", "завтра в 18:00", ["21 18:00"]),
        ("ru", "сегодня вечером", ["20 19:00"]),
        ("ru", "завтра утром", ["21 10:00"]),
        ("ru", "в понедельник в 9:30", ["23 09:30"]),
        ("de", "in 3 Stunden", ["20 17:30"]),
        ("fr", "dans 2 heures", ["20 16:30"]),
    ],
)
def test_a_time_is_read_as_people_write_it(language: str, text: str, moments: list[str]) -> None:
    assert [f"{one:%d %H:%M}" for one in read_later(text, language, NOW)] == moments


@pytest.mark.parametrize("text", ["", "asap", "never", "25:00", "next week", "0 hours", "13 pm", "потом", "x" * 5000])
def test_what_names_no_hour_is_not_guessed(text: str) -> None:
    assert read_later(text, "en", NOW) == ()


def test_hours_pass_as_they_are_where_the_clock_is_put_forward() -> None:
    before = datetime(2026, 3, 29, 1, 30, tzinfo=BERLIN)

    assert [f"{one:%H:%M}" for one in read_later("in 2 hours", "en", before)] == ["04:30"]
