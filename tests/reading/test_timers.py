"""The timer of the dispute page, as a day."""

from __future__ import annotations

from datetime import date

import pytest

from bot.reading.timers import read_timer

TODAY = date(2026, 7, 15)


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("48 hours", "en", 17),
        ("47 hours", "en", 16),
        ("under 24 hours: 23 h 59 min", "en", None),
        ("23 h 59 min", "en", 15),
        ("2 days 4 hours left", "en", 17),
        ("1 day and 30 minutes", "en", None),
        ("2d 4h", "en", 17),
        ("19:03:12", "en", 15),
        ("3d 04:12:33", "en", 18),
        ("18:00", "en", None),
        ("осталось 20 часов", "ru", 15),
        ("2 дня и 5 часов", "ru", 17),
        ("3 дн. 4 ч. 10 мин.", "ru", 18),
        ("26 годин", "uk", 16),
        ("noch 30 stunden", "de", 16),
        ("48 小时", "zh", 17),
        ("in 3 days", "en", None),
        ("9999 hours", "en", None),
        ("48 hours", "", 17),
    ],
)
def test_the_time_left_is_rounded_down_to_a_day(text: str, language: str, day: int | None) -> None:
    assert read_timer(text, language, TODAY) == (TODAY.replace(day=day) if day else None)
