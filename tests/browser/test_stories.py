"""Whole stories, clicked and typed by a visitor: what the page shows is what the bot answers."""

from __future__ import annotations

from datetime import timedelta

from playwright.async_api import Page, expect

from tests.browser.visitor import Visitor
from tests.playground.stage import BEGINNING

RESULT = "Message to the seller"


def ago(days: int) -> str:
    """A day as people type it."""
    return f"{BEGINNING - timedelta(days=days):%d %B %Y}"


async def test_a_parcel_that_never_came_ends_in_a_letter(page: Page) -> None:
    visitor = Visitor(page)
    await visitor.tells(f"my red dress never came, ordered {ago(70)} for 18.40 USD")
    await visitor.answers(
        {"What does the tracking say": "No news for weeks", "show your protection": "in 6 days"}, until=RESULT
    )
    await expect(visitor.phone.locator("pre").last).to_contain_text("red dress")


async def test_a_dead_charger_in_a_good_phone_asks_for_the_price_of_a_charger(page: Page) -> None:
    visitor = Visitor(page)
    await visitor.tells(f"good phone for 200 USD but the charger is dead, ordered {ago(12)}, received {ago(1)}")
    await visitor.taps("A part or accessory is missing or faulty")
    await visitor.answers(
        {
            "How many pieces": "1",
            "What can you still do": "One part is missing or dead",
            "part cost to buy": "12 USD",
            "What would you like": "Keep it and get a part back",
        },
        until=RESULT,
    )
    await visitor.sees("US$12")


async def test_too_early_is_kept_and_the_clock_brings_the_reminder(page: Page) -> None:
    visitor = Visitor(page)
    await visitor.tells(f"my lamp has not come yet, ordered {ago(8)} for 30 USD, the parcel is moving")
    await visitor.answers({"tracking say": "It is moving", "show your protection": "in 40 days"}, until=RESULT)

    await visitor.tool("Clock")
    await visitor.tools.get_by_role("button", name="To the next reminder").click()

    await visitor.sees("Reminder")


async def test_a_volunteer_answers_from_the_group_and_the_buyer_reads_it(page: Page) -> None:
    visitor = Visitor(page)
    await visitor.asks_for_a_person()

    topic = visitor.group.get_by_role("option", name="#1 ·")
    await topic.click()
    await visitor.answers_in_group("/r Please send a screenshot of the tracking page.")

    await visitor.sees("Please send a screenshot of the tracking page.")
    await visitor.says("Here it is")
    await expect(visitor.group.get_by_text("Here it is").last).to_be_visible()


async def test_one_click_plays_a_whole_story(page: Page) -> None:
    visitor = Visitor(page)
    await visitor.tool("Stories")
    await visitor.tools.get_by_role("combobox", name="Pace").select_option("Fast")
    await visitor.tools.get_by_role("button", name="Play “It never arrived”").click()

    await expect(visitor.phone.get_by_text(RESULT).last).to_be_visible(timeout=60_000)


async def test_a_reloaded_page_has_lost_nothing(page: Page) -> None:
    visitor = Visitor(page)
    await visitor.starts()
    await visitor.says("my parcel never came")
    await visitor.sees("This is what I understood")
    await page.reload()
    await visitor.sees("This is what I understood")
    await visitor.taps("Yes, that is right")
    await visitor.sees("What does the tracking say?")
