"""Pictures: the README's, taken of the real page while a story is played. `make screenshots` runs this.

One picture a language and a light: the whole page with phone, group and tools. In English the phone alone for what the
coach says, and the group alone for whoever sets one up.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.async_api import Locator, Page, expect

from tests.browser.opened import ROOT, at_rest, browser_path, chromium, playground, window
from tests.browser.visitor import Visitor

FOLDER: Final = ROOT / "docs" / "images"
_GROUP: Final = "volunteer_helps"  # played first, so that the group has something to show
_LIGHTS: Final = ("light", "dark")
_PATIENCE: Final = 120_000  # milliseconds
_TO_TOP: Final = "shown => shown.closest('article').scrollIntoView({block: 'start'})"
_DONE: Final = '.playing[data-state="done"]'


@dataclass(frozen=True, slots=True)
class Story:
    """What is played for one language's pictures: `shown` are words of the message that the phone shows first."""

    name: str
    language: str
    locale: str
    shown: str


STORIES: Final = (
    Story("dead_charger", "en", "en-GB", "You can open a dispute"),
    Story("wrong_size", "ru", "ru-RU", "Надёжный последний день"),
)

_COACH: Final = "seller_asks_to_cancel"
_ADVICE: Final = "The seller offers a part of the money."
_TIMELINE: Final = "Timeline"
_PHOTOS: Final = "photos_that_win"
_LIST: Final = "It is blurred"


async def main() -> int:
    """0 when every picture was taken; 1 where there is no browser."""
    path = browser_path()
    if path is None:
        sys.stderr.write("no browser: install Debian's package chromium, or name one in CHROMIUM\n")
        return 1
    FOLDER.mkdir(exist_ok=True)
    async with chromium(path) as browser:
        for story in STORIES:
            with tempfile.TemporaryDirectory() as folder:
                async with (
                    playground(Path(folder)) as address,
                    window(browser, locale=story.locale) as page,
                ):
                    await page.goto(address)
                    await _play(page, _GROUP)
                    if story.language == "en":
                        await _take_group(page)
                        await _take_privacy(page)
                    await _play(page, story.name)
                    await _arrange(page, story)
                    await _take(page, page, f"playground-{story.language}")
                    if story.language == "en":
                        await _take_coach(page)
                        await _take_evidence(page)
    return 0


async def _take_group(page: Page) -> None:
    """The topic of a case as volunteers see it, and the same conversation as the buyer does."""
    group = page.locator("#group")
    if await page.locator("#topics").is_visible():
        await page.locator("#topics [role=option]").last.click()
    await _take(page, group, "host-group")
    await _take(page, page.locator("#phone"), "host-buyer")


async def _take_privacy(page: Page) -> None:
    """The phone with what a buyer is told of what is kept."""
    visitor = Visitor(page)
    await visitor.says("/privacy")
    await expect(visitor.newest).to_contain_text("What is kept about you")
    await visitor.newest.evaluate(_TO_TOP)
    await _take(page, visitor.phone, "host-privacy")


async def _take_coach(page: Page) -> None:
    """The phone with the advice on an offer, and with the picture of its case."""
    await _play(page, _COACH)
    phone = page.locator("#phone")
    await _show(phone, _ADVICE)
    await _take(page, phone, "coach-advice")
    await phone.get_by_role("button", name=_TIMELINE).last.click()
    picture = phone.locator(".theirs .picture img")
    await picture.evaluate("image => image.decode()")
    await page.mouse.move(0, 0)
    await _take(page, phone, "coach-timeline")


async def _take_evidence(page: Page) -> None:
    """The phone with the shot list ticking itself, and with a picture being marked."""
    await _play(page, _PHOTOS)
    phone = page.locator("#phone")
    await _show(phone, _LIST)
    await _take(page, phone, "evidence-list")
    preview = phone.locator(".theirs .picture img").last
    await preview.evaluate("image => image.decode()")
    await preview.evaluate(_TO_TOP)
    await _take(page, phone, "evidence-mark")


async def _arrange(page: Page, story: Story) -> None:
    """The phone at its answer, the group at the case's topic, the tools at the stories."""
    await page.locator("#tab-scenarios").click()
    if await page.locator("#topics").is_visible():
        await page.locator("#topics [role=option]").last.click()
    await _show(page.locator("#phone"), story.shown)


async def _show(phone: Locator, words: str) -> None:
    await phone.locator("article", has_text=words).last.evaluate(_TO_TOP)


async def _take(page: Page, shown: Page | Locator, name: str) -> None:
    for light in _LIGHTS:
        await page.emulate_media(color_scheme="dark" if light == "dark" else "light")
        await at_rest(page)
        await shown.screenshot(path=FOLDER / f"{name}-{light}.png")


async def _play(page: Page, story: str) -> None:
    """Plays the story to its end, at once, and leaves the page at it."""
    answer = await page.evaluate(
        "id => fetch('/play/scenario', {method: 'POST', headers: {'Content-Type': 'application/json'},"
        " body: JSON.stringify({id, pace: 20})}).then(answer => answer.json())",
        story,
    )
    if not answer["ok"]:
        raise RuntimeError(f"{story}: {answer['error']}")
    await expect(page.locator(_DONE)).to_be_attached(timeout=_PATIENCE)
    await page.locator(".playing").get_by_role("button").last.click()


def chosen(arguments: Sequence[str]) -> int:
    """Takes no arguments."""
    if arguments:
        sys.stderr.write("the pictures take no arguments\n")
        return 2
    return asyncio.run(main())


if __name__ == "__main__":
    sys.exit(chosen(sys.argv[1:]))
