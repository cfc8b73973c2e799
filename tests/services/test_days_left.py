"""The days that are left, as a buyer counts them: from their own today."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from tests.conversation import conversation
from tests.services.walkers import on

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


async def test_a_last_day_that_is_over_is_not_called_today() -> None:
    """Whoever comes back after months must not hope."""
    async with conversation(at="2026-11-22T05:00") as talk:
        await talk.says(SAID)
        await talk.taps("Yes")
        await talk.later(days=150)
        await talk.says("/start")

        assert "3 Dec 2026 (5 months ago)" in talk.screen


async def test_on_the_day_a_dispute_can_be_opened_it_is_not_what_comes_next() -> None:
    """The verdict says that it can be opened now; next is what lies ahead of the buyer."""
    async with conversation() as talk:
        await talk.says("the parcel never came, ordered 1 may 2026, protection ends 9 june 2026, 12 usd")
        await talk.taps("Yes")
        await on(talk, until="Your case so far")
        await talk.taps("Show my result")
        await talk.taps("Why")
        await talk.taps("‹ Back")
        assert "Next: 4 Jun 2026, your protection ends in five days" in talk.screen

        for moment in (datetime(2026, 6, 10, 12, tzinfo=UTC), datetime(2026, 6, 11, 1, tzinfo=UTC)):
            await talk.until(moment)
            await talk.says("/cases")
            await talk.taps("Case 1")
            assert "You can open a dispute now." in talk.screen
            assert "Next: 20 Jun 2026, three days to the safe last day" in talk.screen
