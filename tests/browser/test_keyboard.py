"""Everything by keyboard: from the loaded page to the letter, and through the tools, without a mouse."""

from __future__ import annotations

from playwright.async_api import Page, expect

from tests.browser.test_stories import RESULT, ago
from tests.browser.visitor import Visitor

_NAME = "document.activeElement.ariaLabel ?? document.activeElement.innerText"
REPLIES = {"tracking say": "No news for weeks", "show your protection": "in 6 days"}


async def tabs_to(page: Page, name: str) -> None:
    """Presses Tab until the focus is on a control of this name."""
    for _ in range(60):
        await page.keyboard.press("Tab")
        if name == await page.evaluate(_NAME):
            return
    raise AssertionError(f"no way to “{name}”")


async def types(page: Page, text: str) -> None:
    await page.keyboard.type(text)
    await page.keyboard.press("Enter")


async def test_a_verdict_is_reached_without_a_mouse(page: Page) -> None:
    visitor = Visitor(page)
    await tabs_to(page, "Start")
    await page.keyboard.press("Enter")
    await visitor.sees("Tell me in one sentence")
    await expect(visitor.phone.get_by_role("combobox", name="Message")).to_be_focused()
    await types(page, f"my red dress never came, ordered {ago(70)} for 18.40 USD")
    await visitor.sees("This is what I understood")
    for _ in range(12):
        question = await visitor.newest.inner_text()
        if RESULT in question:
            break
        await types(page, next((reply for words, reply in REPLIES.items() if words in question), "skip"))
        await expect(visitor.newest).not_to_have_text(question, use_inner_text=True)
    await visitor.sees(RESULT)


async def test_the_tools_are_walked_with_the_arrow_keys(page: Page) -> None:
    visitor = Visitor(page)
    await visitor.tools.get_by_role("tab", name="Stories").focus()
    for name in ("Clock", "People", "Trouble", "Inspector", "Transcript"):
        await page.keyboard.press("ArrowRight")
        await expect(visitor.tools.get_by_role("tab", name=name)).to_be_focused()
        await expect(visitor.tools.get_by_role("tabpanel", name=name)).to_be_visible()
