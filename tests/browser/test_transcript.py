"""What was said is saved as a file, played again from it, and a line that no longer fits is shown with the reason."""

from __future__ import annotations

import asyncio
from pathlib import Path

from playwright.async_api import Page, expect

from tests.browser.visitor import Visitor

PATIENCE = 30_000
"""Milliseconds: a replay goes at a pace one can watch."""


async def test_a_conversation_is_saved_and_played_again_and_a_button_that_is_gone_is_told(
    page: Page, tmp_path: Path
) -> None:
    visitor = Visitor(page)
    await visitor.starts()
    await visitor.says("my parcel never came")
    await visitor.sees("This is what I understood")
    await visitor.tool("Transcript")
    await expect(visitor.tools.locator("#panel-transcript .script")).to_contain_text("This is what I understood")
    async with page.expect_download() as download:
        await visitor.tools.get_by_role("button", name="Save as a file").click()
    saved = tmp_path / "saved.txt"
    await (await download.value).save_as(saved)

    await visitor.tools.get_by_role("combobox", name="Pace").select_option("Fast")
    async with page.expect_file_chooser() as chooser:
        await visitor.tools.get_by_role("button", name="From a file").click()
    await (await chooser.value).set_files(saved)

    playing = visitor.tools.get_by_role("region", name="What is being played")
    await expect(playing).to_contain_text("played to the end", timeout=PATIENCE)
    await expect(page.get_by_role("radio", name="Ana 2")).to_be_checked()
    await visitor.sees("This is what I understood")

    head, _, _ = (await asyncio.to_thread(saved.read_text, "utf-8")).partition("\n\n")
    await visitor.tools.get_by_role("textbox", name="Transcript").fill(
        f"{head}\n\nbuyer  /start\nbuyer  [Sell the moon]\n"
    )
    await visitor.tools.get_by_role("button", name="Play", exact=True).click()

    await expect(playing).to_contain_text("failed here", timeout=PATIENCE)
    await expect(playing).to_contain_text("no such button. Under the last message: [Something is wrong with an order]")
