"""A visitor's first minute, on the playground as `make run` starts it: one sentence, a yes, an answer."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import Browser, expect

from tests.browser.opened import playground, visit


async def test_one_sentence_is_understood(browser: Browser, tmp_path: Path) -> None:
    async with playground(tmp_path) as address, visit(browser, address, locale="en-GB") as page:
        await page.get_by_role("button", name="Start", exact=True).click()
        await page.get_by_role("combobox", name="Message").fill("my parcel never came, ordered 3 weeks ago for 20 USD")
        await page.keyboard.press("Enter")
        await expect(page.get_by_text("This is what I understood")).to_be_visible()
        await page.get_by_role("button", name="Yes, that is right").click()
        await expect(page.get_by_text("What does the tracking say?")).to_be_visible()
