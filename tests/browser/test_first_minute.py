"""A visitor's first minute: one sentence, a yes, an answer."""

from __future__ import annotations

from playwright.async_api import Page, expect


async def test_one_sentence_is_understood(page: Page) -> None:
    await page.get_by_role("button", name="Start", exact=True).click()
    await page.get_by_role("combobox", name="Message").fill("my parcel never came, ordered 3 weeks ago for 20 USD")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("This is what I understood")).to_be_visible()
    await page.get_by_role("button", name="Yes, that is right").click()
    await expect(page.get_by_text("What does the tracking say?")).to_be_visible()
