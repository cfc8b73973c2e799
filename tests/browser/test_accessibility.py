"""Everybody can use the page: an accessibility checker finds no serious fault, wherever a visitor is."""

from __future__ import annotations

from importlib.resources import files
from typing import Any, Final

import pytest
from playwright.async_api import Page, expect

from tests.browser.opened import NARROW, WIDE, at_rest
from tests.browser.visitor import Visitor

COLOURS: Final = ("color-contrast", "link-in-text-block")
"""The rules that a dark page can break where the light one keeps them."""
_AXE: Final = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


async def faults(page: Page, within: str = "html", rules: tuple[str, ...] = ()) -> list[tuple[str, str, list[Any]]]:
    """Serious and critical ones: the rule, what it says, and where. With `rules`, only those are looked at."""
    await at_rest(page)
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(_AXE)
    chosen = {"resultTypes": ["violations"]} | ({"runOnly": rules} if rules else {})
    found = await page.evaluate("([within, chosen]) => axe.run(within, chosen)", [within, chosen])
    return [
        (fault["id"], fault["help"], [(node["target"], node["failureSummary"]) for node in fault["nodes"]])
        for fault in found["violations"]
        if fault["impact"] in ("serious", "critical")
    ]


async def is_sound(page: Page, within: str = "html") -> None:
    """Asserts that nothing is wrong in the light, nor with the colours of the dark."""
    await page.emulate_media(color_scheme="light")
    assert not await faults(page, within), within
    await page.emulate_media(color_scheme="dark")
    assert not await faults(page, within, COLOURS), f"{within}, dark"


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
async def test_no_serious_fault(page: Page, size: Any) -> None:
    await page.set_viewport_size(size)
    await expect(page.get_by_role("button", name="Start", exact=True)).to_be_visible()
    await is_sound(page)

    await page.get_by_role("button", name="Start", exact=True).click()
    await page.get_by_role("combobox", name="Message").fill("my phone came with a dead charger, 240 USD")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Yes, that is right")).to_be_visible()
    await is_sound(page)


async def test_no_serious_fault_in_any_tool_nor_in_an_open_topic(page: Page) -> None:
    visitor = Visitor(page)
    await visitor.asks_for_a_person()
    await visitor.group.get_by_role("option", name="#1 ·").click()
    await expect(visitor.group.locator("article").last).to_be_visible()
    await is_sound(page, "#group")
    for tool in ("Stories", "Clock", "People", "Trouble", "Inspector", "Transcript"):
        await visitor.tool(tool)
        await is_sound(page, "#tools")
