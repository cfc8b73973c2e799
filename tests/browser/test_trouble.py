"""Trouble made on the page is shown loudly: what the bot was refused, why, and what it did next."""

from __future__ import annotations

from playwright.async_api import Page, expect

from tests.browser.visitor import Visitor

LARGE = 11_000_000
"""Bytes; Telegram takes photos of up to 10 MB."""


_PICKS = """(picker, size) => {
  const chosen = new DataTransfer();
  chosen.items.add(new File([new Uint8Array(size)], "large.jpg", { type: "image/jpeg" }));
  picker.files = chosen.files;
  picker.dispatchEvent(new Event("change"));
}"""


async def test_a_deleted_topic_is_refused_in_red_and_made_anew(page: Page) -> None:
    visitor = Visitor(page)
    await visitor.asks_for_a_person()
    await visitor.group.get_by_role("option", name="#1 ·").click()
    await visitor.group.get_by_role("button", name="Delete the topic").click()
    await expect(visitor.group.get_by_role("option", name="#1 ·")).to_have_count(0)

    await visitor.says("Are you still there?")

    alarm = page.get_by_role("alert").filter(has_text="message thread not found")
    await alarm.get_by_role("button", name="Show the line").click()
    refused = visitor.tools.locator("li", has_text="refused, 400")
    await expect(refused.locator("summary")).to_be_focused()
    await expect(visitor.group.get_by_role("option", name="#1 ·")).to_be_visible()


async def test_a_flood_is_counted_and_the_answer_comes_when_it_is_put_right(page: Page) -> None:
    visitor = Visitor(page)
    await visitor.starts()
    await visitor.tool("Trouble")
    flood = visitor.tools.locator("section", has=page.get_by_role("heading", name="Too many requests"))
    await flood.get_by_label("Seconds").fill("2")
    await flood.get_by_role("button", name="Start").click()
    await expect(visitor.tools.get_by_role("tab", name="Trouble 1")).to_be_visible()

    await visitor.says("my parcel never came")

    await expect(visitor.tools.get_by_text("Too Many Requests: retry after")).to_be_attached()
    await visitor.sees("This is what I understood")


async def test_an_upgraded_group_keeps_its_open_topic(page: Page) -> None:
    visitor = Visitor(page)
    await visitor.asks_for_a_person()
    await visitor.group.get_by_role("option", name="#1 ·").click()
    await visitor.tool("Trouble")

    await visitor.tools.get_by_role("button", name="Upgrade").click()

    await expect(visitor.tools.get_by_text("Done.", exact=True)).to_be_visible()
    await expect(visitor.group.get_by_role("heading", name="#1 ·")).to_be_visible()
    await expect(visitor.group.get_by_text("Order date:").last).to_be_visible()


async def test_a_picture_over_ten_megabytes_is_refused_as_telegram_would(page: Page) -> None:
    visitor = Visitor(page)
    await visitor.starts()
    await visitor.phone.locator("input[type=file]").evaluate(_PICKS, LARGE)
    await expect(visitor.phone.get_by_role("status").filter(has_text="too big for a photo")).to_be_visible()
