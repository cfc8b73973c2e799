"""Everybody can use the page: an accessibility checker finds no serious fault, wherever a visitor is."""

from __future__ import annotations

from importlib.resources import files
from typing import Any, Final, Literal

import pytest
from playwright.async_api import Page, expect

from tests.browser.opened import NARROW, WIDE, at_rest
from tests.browser.visitor import Visitor

SCHEMES: Final[tuple[Literal["light", "dark"], ...]] = ("light", "dark")
_AXE: Final = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


async def faults(page: Page, within: str = "html") -> list[tuple[str, str, list[Any]]]:
    """Serious and critical ones: the rule, what it says, and where."""
    await at_rest(page)
    await page.evaluate(_AXE)
    found = await page.evaluate("within => axe.run(within, {resultTypes: ['violations']})", within)
    return [
        (fault["id"], fault["help"], [(node["target"], node["failureSummary"]) for node in fault["nodes"]])
        for fault in found["violations"]
        if fault["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
async def test_no_serious_fault(page: Page, scheme: Any, size: Any) -> None:
    await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    await page.set_viewport_size(size)
    await page.reload()
    await expect(page.get_by_role("button", name="Start", exact=True)).to_be_visible()
    assert not await faults(page)

    await page.get_by_role("button", name="Start", exact=True).click()
    await page.get_by_role("combobox", name="Message").fill("my phone came with a dead charger, 240 USD")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Yes, that is right")).to_be_visible()
    assert not await faults(page)


async def test_no_serious_fault_in_any_tool_nor_in_an_open_topic(page: Page) -> None:
    visitor = Visitor(page)
    await visitor.asks_for_a_person()
    for scheme in SCHEMES:
        await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        await page.reload()
        await visitor.group.get_by_role("option", name="#1 ·").click()
        await expect(visitor.group.locator("article").last).to_be_visible()
        assert not await faults(page, "#group"), scheme
        for tool in ("Stories", "Clock", "People", "Trouble", "Inspector", "Transcript"):
            await visitor.tool(tool)
            assert not await faults(page, "#tools"), (scheme, tool)
