"""The days that are left, as a buyer counts them: from their own today."""

from __future__ import annotations

import re

from tests.conversation import conversation

SAID = "my kettle arrived broken, ordered 1 october 2026, arrived 18 november 2026, 20 usd"


async def test_days_are_counted_from_the_buyers_own_day() -> None:
    """In the morning in Europe it is still yesterday for the platform; nobody is promised that extra day."""
    async with conversation(at="2026-11-22T05:00") as talk:
        await talk.says(SAID)
        await talk.taps("Yes")

        assert "3 Dec 2026 (in 11 days)" in talk.screen


async def test_the_last_day_is_today_even_where_it_is_tomorrow_already() -> None:
    """Far in the east the day after has begun, while the platform still takes the dispute."""
    async with conversation(at="2026-12-04T05:00") as talk:
        await talk.says(SAID)
        await talk.taps("Yes")

        assert re.search(r"3 Dec 2026 \(today\)", talk.screen)
