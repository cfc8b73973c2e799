"""Who writes from right to left reads so: names, words and answers, line by line, whatever stands beside them."""

from __future__ import annotations

from typing import Final

from playwright.async_api import Locator, Page, expect

from tests.browser.visitor import Visitor

NAME: Final = "ليلى"
WORDS: Final = "وصل الطرد مكسورا."
# Where the first and the last character of these words stand, from the left edge of the window.
_ENDS: Final = """(node, words) => {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(words);
    if (at < 0) continue;
    return [at, at + words.length - 1].map((place) => {
      const range = document.createRange();
      range.setStart(walker.currentNode, place);
      range.setEnd(walker.currentNode, place + 1);
      return range.getBoundingClientRect().left;
    });
  }
}"""


async def runs_to_the_left(bubble: Locator, words: str) -> bool:
    """The full stop, which has no direction of its own, tells which way the line runs."""
    first, stop = await bubble.locator(".words").evaluate(_ENDS, words)
    return bool(stop < first)


async def test_arabic_lines_run_to_the_left_on_both_sides(page: Page) -> None:
    visitor = Visitor(page)
    await visitor.tool("People")
    await visitor.tools.locator("summary", has_text="New buyer").click()
    await visitor.tools.get_by_role("textbox", name="Name", exact=True).fill(NAME)
    await visitor.tools.get_by_role("button", name="Create").click()
    await expect(visitor.tools.get_by_role("heading", name="'s phone")).to_have_text(f"\u2068{NAME}\u2069's phone")
    await visitor.asks_for_a_person()
    await visitor.says(WORDS)
    await visitor.group.get_by_role("option", name="#1 ·").click()

    assert await runs_to_the_left(visitor.phone.locator("article.mine", has_text=WORDS), WORDS)
    carried = visitor.group.locator("article.theirs", has_text=WORDS)
    assert await runs_to_the_left(carried, WORDS)
    assert not await runs_to_the_left(carried, "Buyer")
