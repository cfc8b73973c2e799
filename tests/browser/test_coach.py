"""The coach as a visitor meets it: what happened in a dispute, what to do about it, what to write, and how it ended."""

from __future__ import annotations

import re
from typing import Final

import pytest
from playwright.async_api import Locator, Page, expect

from bot.commands.stage import Stage
from tests.browser.opened import NARROW, WIDE
from tests.browser.test_accessibility import is_sound
from tests.browser.visitor import Visitor
from tests.playground.stage import ANA, tells_all

DISPUTE: Final = "I opened a dispute yesterday, my mixer arrived broken, 31 USD"
ADVICE: Final = "Refuse politely, and let your own request stand."
CAPTION: Final = "Case 1 · Damaged on the way"


async def tells_of_an_offer(visitor: Visitor) -> None:
    """In a dispute that is open: five dollars are offered, and the bot answers with advice and a letter."""
    await visitor.says("the seller offers 5 dollars")
    await visitor.taps("Yes, that is right")
    await visitor.taps("Today")
    await visitor.sees(ADVICE)
    await expect(visitor.phone.locator("pre")).to_contain_text("I will keep the request open")


async def opens_timeline(visitor: Visitor, name: str) -> Locator:
    """The picture in the chat, when all of it has come."""
    await visitor.taps(name)
    picture = visitor.phone.locator(".picture").last
    await expect(picture).to_be_visible()
    await picture.locator("img").evaluate("image => image.decode()")
    return picture


async def test_a_dispute_told_in_one_sentence_and_an_offer_by_button_end_in_a_letter_to_copy(page: Page) -> None:
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visitor = Visitor(page)
    await visitor.tells(DISPUTE)
    await visitor.answers({}, until="Your dispute is open")

    await visitor.taps("What happened?")
    await visitor.taps("Seller offers an amount")
    await visitor.says("5")
    await visitor.taps("Today")

    await visitor.sees(ADVICE)
    letter = visitor.phone.locator("pre")
    await expect(letter).to_contain_text("thank you for your offer of US$5.00")
    await letter.click()
    whole = await page.evaluate("navigator.clipboard.readText()")
    assert whole.startswith("Hello, thank you for your offer of US$5.00. My order: mixer.\n\n")
    for part in await visitor.phone.get_by_role("button", name=re.compile("^Copy part")).all():
        await part.click()
        copied = await page.evaluate("navigator.clipboard.readText()")
        assert copied
        assert copied in whole


async def test_the_clock_brings_what_the_dispute_waits_for_and_the_money_ends_the_case(page: Page, play: Stage) -> None:
    await tells_all(play, ANA, DISPUTE)
    visitor = Visitor(page)
    await tells_of_an_offer(visitor)

    await visitor.tool("Clock")
    await visitor.tools.get_by_role("button", name="To the next reminder").click()
    await visitor.sees("tomorrow the time to agree with the seller ends")
    await visitor.taps("Open the case")
    await visitor.says("I got 31 dollars back")
    await visitor.taps("Yes, that is right")

    await visitor.sees("You got everything back: US$31.00.")


async def test_the_timeline_is_a_picture_that_opens_large_and_closes_by_keyboard(page: Page, play: Stage) -> None:
    await tells_all(play, ANA, DISPUTE)
    visitor = Visitor(page)

    picture = await opens_timeline(visitor, "Timeline")

    await expect(picture).to_have_accessible_name(f"Picture: {CAPTION}")
    words = visitor.newest.locator(".words")
    await expect(words).to_contain_text("I opened the dispute")
    await picture.focus()
    await page.keyboard.press("Enter")
    large = page.get_by_role("dialog", name="Picture")
    shown = large.get_by_role("img")
    await expect(shown).to_be_in_viewport(ratio=1)
    await expect(shown).to_have_accessible_name(re.compile("I opened the dispute"))
    await expect(large.get_by_text(CAPTION, exact=True)).to_be_visible()
    small, wide = await picture.bounding_box(), await shown.bounding_box()
    assert small
    assert wide
    assert wide["width"] > 2 * small["width"]

    await page.keyboard.press("Escape")

    await expect(large).to_have_count(0)
    await expect(picture).to_be_focused()


async def test_advice_letter_and_picture_have_no_serious_fault(page: Page, play: Stage) -> None:
    await tells_all(play, ANA, DISPUTE)
    visitor = Visitor(page)
    await tells_of_an_offer(visitor)
    picture = await opens_timeline(visitor, "Timeline")
    for size in (WIDE, NARROW):
        await page.set_viewport_size(size)
        await is_sound(page, "#phone")
        await picture.click()
        await is_sound(page, "dialog")
        await page.keyboard.press("Escape")


async def test_advice_longer_than_the_screen_is_seen_from_its_beginning(page: Page, play: Stage) -> None:
    await page.set_viewport_size(NARROW)
    await tells_all(play, ANA, DISPUTE)
    visitor = Visitor(page)
    await tells_of_an_offer(visitor)
    end = visitor.phone.get_by_role("button", name="More about the case").last

    await expect(visitor.phone.get_by_text(ADVICE)).to_be_in_viewport()
    await expect(end).not_to_be_in_viewport()
    await visitor.phone.get_by_role("button", name="To the newest").click()
    await expect(end).to_be_in_viewport()


async def test_who_unfolds_a_quote_reads_on_from_where_it_begins(page: Page, play: Stage) -> None:
    await page.set_viewport_size(NARROW)
    await tells_all(play, ANA, DISPUTE)
    visitor = Visitor(page)
    await visitor.phone.get_by_role("button", name="To the newest").click()
    end = visitor.phone.get_by_role("button", name="More about the case")
    await expect(end).to_be_in_viewport()

    await visitor.phone.get_by_role("button", name="Show all").click()

    await expect(end).not_to_be_in_viewport()
    await expect(visitor.phone.get_by_text("What would change my advice")).to_be_in_viewport()


@pytest.mark.parametrize("page", ["ru-RU"], indirect=True)
async def test_a_dispute_is_told_in_russian_from_the_first_word_to_the_picture(page: Page) -> None:
    visitor = Visitor(page)
    await visitor.phone.get_by_role("button", name="Начать", exact=True).click()
    await expect(visitor.newest.locator(".keyboard")).to_be_visible()
    await page.get_by_role("combobox", name="Сообщение").fill("вчера открыл спор, миксер пришёл разбитый, 31 доллар")
    await page.keyboard.press("Enter")
    await visitor.answers({}, until="Спор открыт")

    await page.get_by_role("combobox", name="Сообщение").fill("продавец предлагает 5 долларов")
    await page.keyboard.press("Enter")
    await visitor.taps("Да, всё верно")
    await visitor.taps("Сегодня")
    await visitor.sees("Продавец предлагает часть денег.")
    await expect(visitor.phone.locator("pre")).to_contain_text("thank you for your offer of")

    picture = await opens_timeline(visitor, "Хронология")
    await expect(picture).to_have_accessible_name(re.compile("^Изображение: Дело 1"))
    await is_sound(page, "#phone")
