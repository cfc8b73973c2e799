"""Visitor: somebody at the page, who sees words and presses what they see."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from playwright.async_api import Locator, Page, expect

_DONE: Final = ("Show my result", "Показать результат")
_WAYS_ROUND: Final = (
    *("I don't know", "Skip", "Not confirmed", "Nothing yet", "Tell me what is best", "Yes: ", "Yes, that is right"),
    *("Не знаю", "Пропустить", "Не подтверждено", "Пока ничего", "Посоветуйте, что лучше", "Да: ", "Да, всё верно"),
    *_DONE,
)
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

    @property
    def newest(self) -> Locator:
        """The bot's newest message."""
        return self.phone.locator("article.theirs").last

    async def starts(self) -> None:
        """Opens the chat as on a new phone."""
        await self.phone.get_by_role("button", name="Start", exact=True).click()
        await expect(self.newest.locator(".keyboard")).to_be_visible()

    async def tells(self, story: str, yes: str = "Yes, that is right") -> None:
        """The first sentence, and that it was understood."""
        await self.starts()
        await self.says(story)
        await self.taps(yes)

    async def says(self, text: str) -> None:
        """Types into the buyer's chat."""
        await self.phone.get_by_role("combobox", name="Message").fill(text)
        await self.page.keyboard.press("Enter")

    async def taps(self, label: str) -> None:
        """Presses the newest button of these words under a message of the bot."""
        await self.phone.locator(".keyboard").get_by_role("button", name=label).last.click()
        await expect(self.phone.locator("[aria-busy=true]")).to_have_count(0)

    async def asks_for_a_person(self) -> None:
        """A case that has just begun comes to the volunteers."""
        await self.tells("my red dress never came, ordered 10 September for 18.40 USD")
        await self.says("/human")
        await self.taps("Yes, share it and ask")
        await self.sees("You are talking to the volunteers")

    async def sees(self, text: str) -> None:
        """Waits until the buyer's chat shows these words."""
        await expect(self.phone.locator("#log").get_by_text(text).last).to_be_visible()

    async def tool(self, name: str) -> None:
        """Opens one of the tools."""
        await self.tools.get_by_role("tab", name=name).click()

    async def answers_in_group(self, text: str) -> None:
        """Types into the open topic, as the volunteer."""
        await self.group.get_by_role("combobox", name="Message").fill(text)
        await self.page.keyboard.press("Enter")

    async def answers(self, replies: Mapping[str, str], until: str) -> None:
        """Goes through the questions: what `replies` has for the words of a question is typed, anything else is passed
        by. Ends with the result, when the chat shows `until`."""
        for _ in range(_MOST):
            question = await self.newest.inner_text()
            reply = next((reply for words, reply in replies.items() if words in question), None)
            if reply is not None:
                await self.says(reply)
            else:
                buttons = await self.newest.locator(".keyboard button").all_inner_texts()
                way_round = next((label for label in buttons if label.startswith(_WAYS_ROUND)), "")
                assert way_round, f"no way round in {buttons}: {question}"
                await self.taps(way_round)
                if way_round in _DONE:
                    break
            await expect(self.newest).not_to_have_text(question, use_inner_text=True)
            await expect(self.phone.locator("article").last).to_have_class(re.compile("theirs"))
        await self.sees(until)
