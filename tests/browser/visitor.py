"""Visitor: somebody at the page, who sees words and presses what they see."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.async_api import Locator, Page, expect


@dataclass(frozen=True, slots=True)
class Visitor:
    """`phone`, `group` and `tools` are the page's three panes."""

    page: Page

    @property
    def phone(self) -> Locator:
        return self.page.locator("#phone")

    @property
    def group(self) -> Locator:
        return self.page.locator("#group")

    @property
    def tools(self) -> Locator:
        return self.page.locator("#tools")

    async def starts(self) -> None:
        """Opens the chat as on a new phone."""
        await self.phone.get_by_role("button", name="Start", exact=True).click()
        await self.sees("Something is wrong with an order")

    async def says(self, text: str) -> None:
        """Types into the buyer's chat."""
        await self.phone.get_by_role("combobox", name="Message").fill(text)
        await self.page.keyboard.press("Enter")

    async def taps(self, label: str) -> None:
        """Presses the newest button of these words under a message of the bot."""
        await self.phone.locator(".keyboard").get_by_role("button", name=label).last.click()

    async def sees(self, text: str) -> None:
        """Waits until the buyer's chat shows these words."""
        await expect(self.phone.get_by_text(text).last).to_be_visible()
