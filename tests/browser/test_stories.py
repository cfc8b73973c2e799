"""Whole stories, clicked and typed by a visitor: what the page shows is what the bot answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from playwright.async_api import Page, expect

from tests.browser.visitor import Visitor

WHERE = "Where to press on AliExpress"


def ago(days: int) -> str:
    """A day as people type it."""
    return f"{datetime.now(UTC) - timedelta(days=days):%d %B %Y}"


async def test_a_parcel_that_never_came_ends_in_a_letter(page: Page) -> None:
    visitor = Visitor(page)
    await visitor.starts()
    await visitor.says(f"my red dress never came, ordered {ago(70)} for 18.40 USD")
    await visitor.taps("Yes, that is right")
    await visitor.answers(
        {"What does the tracking say": "No news for weeks", "shows your protection": "in 6 days"}, until=WHERE
    )
    await visitor.taps("Letter")
    await expect(visitor.phone.locator("pre").last).to_contain_text("red dress")


async def test_a_dead_charger_in_a_good_phone_asks_for_the_price_of_a_charger(page: Page) -> None:
    visitor = Visitor(page)
    await visitor.starts()
    await visitor.says(f"good phone for 200 USD but the charger is dead, ordered {ago(12)}, received {ago(1)}")
    await visitor.taps("Yes, that is right")
    await visitor.taps("A part or accessory is missing or faulty")
    await visitor.answers(
        {
            "How many pieces": "1",
            "What can you still do": "One part is missing or dead",
            "What does a new one cost": "12 USD",
            "What would you like": "Keep it and get a part back",
        },
        until=WHERE,
    )
    await visitor.sees("US$12")
