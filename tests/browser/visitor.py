"""Visitor: somebody at the page, who sees words and presses what they see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from playwright.async_api import Locator, Page, expect

_WAYS_ROUND: Final = ("I don't know", "Skip", "Not confirmed", "Nothing yet", "Show my result")
_MOST: Final = 20


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

    async def tool(self, name: str) -> None:
        """Opens one of the tools."""
        await self.tools.get_by_role("tab", name=name).click()

    async def answers_in_group(self, text: str) -> None:
        """Types into the open topic, as the volunteer."""
        await self.group.get_by_role("combobox", name="Message").fill(text)
        await self.page.keyboard.press("Enter")

    async def answers(self, replies: Mapping[str, str], until: str) -> None:
        """Goes through the questions: what `replies` has for the words of a question is typed, anything else is passed
        by. Ends when the chat shows `until`."""
        log = self.phone.locator("#log")
        for _ in range(_MOST):
            before = await log.inner_text()
            if until in before:
                return
            question = await self.phone.locator("article.theirs").last.inner_text()
            reply = next((reply for words, reply in replies.items() if words in question), None)
            if reply is not None:
                await self.says(reply)
            else:
                buttons = await self.phone.locator("article.theirs").last.locator(".keyboard button").all_inner_texts()
                way_round = [label for label in buttons if label.startswith(_WAYS_ROUND)]
                assert way_round, f"no way round in {buttons}: {question}"
                await self.taps(way_round[0])
            await expect(log).not_to_have_text(before, use_inner_text=True)
        raise AssertionError(f"{until!r} did not come")
