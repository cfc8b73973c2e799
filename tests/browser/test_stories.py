"""Whole stories, clicked and typed by a visitor: what the page shows is what the bot answers."""

from __future__ import annotations

from datetime import date, timedelta

from playwright.async_api import Page

from tests.browser.visitor import Visitor


def _day(ago: int) -> str:
    return f"{date.today() - timedelta(days=ago):%d %B %Y}"


async def test_a_parcel_that_never_came_ends_in_a_letter(page: Page) -> None:
    visitor = Visitor(page)
    await visitor.starts()
    await visitor.says(f"my red dress never came, ordered {_day(90)} for 18.40 USD")
    await visitor.taps("Yes, that is right")
    await visitor.taps("No news for weeks")
    for _ in range(12):
        pass
