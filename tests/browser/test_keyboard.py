"""Everything by keyboard: from the loaded page to the letter, and through the tools, without a mouse."""

from __future__ import annotations

from typing import Final

from playwright.async_api import Page, expect

from tests.browser.test_stories import RESULT, ago
from tests.browser.visitor import Visitor

_NAME: Final = "document.activeElement.ariaLabel ?? document.activeElement.innerText"


class Typist(Visitor):
    """A visitor without a mouse. The slots of `Visitor` are all there is."""

    async def goes_to(self, name: str, key: str = "Tab") -> None:
        """Presses the key until the focus is on a control of this name."""
        for _ in range(60):
            if str(await self.page.evaluate(_NAME)).strip() == name:
                return
            await self.page.keyboard.press(key)
        raise AssertionError(f"no way to “{name}”")

    async def says(self, text: str) -> None:
        await self.goes_to("Message")
        await self.page.keyboard.type(text)
        await self.page.keyboard.press("Enter")

    async def taps(self, label: str) -> None:
        """The buttons stand before the field, and the arrow keys lead from one to another."""
        await self.goes_to("Message")
        rows = [await row.locator(".key").all_inner_texts() for row in await self.newest.locator(".row").all()]
        row = next(place for place, labels in enumerate(rows) if label in labels)
        while not await self.page.evaluate("document.activeElement.matches('.key')"):
            await self.page.keyboard.press("Shift+Tab")
        corner = ("ArrowUp",) * len(rows) + ("ArrowLeft",) * max(map(len, rows))
        for key in (*corner, *("ArrowDown",) * row, *("ArrowRight",) * rows[row].index(label)):
            await self.page.keyboard.press(key)
        await self.page.keyboard.press("Enter")
        await expect(self.phone.locator("[aria-busy=true]")).to_have_count(0)


async def test_a_verdict_and_every_tool_are_reached_without_a_mouse(page: Page) -> None:
    typist = Typist(page)
    await typist.goes_to("Start")
    await page.keyboard.press("Enter")
    await expect(typist.phone.get_by_role("combobox", name="Message")).to_be_focused()
    await typist.sees("Tell me in one sentence")
    await typist.says(f"my red dress never came, ordered {ago(70)} for 18.40 USD")
    await typist.sees("This is what I understood")
    await typist.taps("Yes, that is right")
    await typist.answers({"tracking say": "No news for weeks", "show your protection": "in 6 days"}, until=RESULT)

    await typist.goes_to("Stories")
    for name in ("Clock", "People", "Trouble", "Inspector", "Transcript"):
        await page.keyboard.press("ArrowRight")
        await expect(typist.tools.get_by_role("tab", name=name)).to_be_focused()
        await expect(typist.tools.get_by_role("tabpanel", name=name)).to_be_visible()
