"""A small screen shows one pane at a time; what is being played, and what waits elsewhere, is not lost."""

from __future__ import annotations

from playwright.async_api import Page, ViewportSize, expect

from tests.browser.opened import NARROW
from tests.browser.visitor import Visitor

MIDDLING = ViewportSize(width=1024, height=768)


async def test_group_and_tools_take_turns_beside_the_phone_and_on_less_room_a_story_brings_the_phone_back(
    page: Page,
) -> None:
    visitor = Visitor(page)
    await page.set_viewport_size(MIDDLING)
    tabs = page.locator("#tabs")
    await expect(tabs.get_by_role("button", name="Group")).to_have_attribute("aria-current", "true")
    await tabs.get_by_role("button", name="Tools").click()
    await expect(visitor.phone).to_be_visible()
    await expect(visitor.group).to_be_hidden()

    await tabs.get_by_role("button", name="Group").click()
    await page.set_viewport_size(NARROW)
    await tabs.get_by_role("button", name="Phone").click()
    await page.get_by_role("button", name="Or watch a story first").click()
    await expect(visitor.phone).to_be_hidden()

    await visitor.tools.get_by_role("button", name="Play “It never arrived”").click()

    await expect(visitor.phone.locator("article.mine").first).to_be_visible()
    await expect(tabs.get_by_role("button", name="Phone")).to_have_attribute("aria-current", "true")


async def test_what_waits_in_the_group_is_counted_on_its_tab_and_still_after_a_reload(page: Page) -> None:
    visitor = Visitor(page)
    await page.set_viewport_size(NARROW)
    await visitor.asks_for_a_person()
    tab = page.locator("#tabs").get_by_role("button", name="Group")
    await expect(tab).to_have_text("Group1")
    await page.reload()
    await expect(tab).to_have_text("Group1")
    await tab.click()
    await visitor.group.get_by_role("option", name="#1 ·").click()
    await expect(tab).to_have_text("Group")
    await page.reload()
    await expect(visitor.group.get_by_role("option", name="#1 ·")).to_be_visible()
    await expect(tab).to_have_text("Group")
