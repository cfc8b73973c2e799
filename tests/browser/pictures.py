"""Pictures: the README's, taken of the real page while a story is played. `make screenshots` runs this.

One picture a language and a light: the whole page with phone, group and tools; and the phone alone for each step that
the README shows.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from playwright.async_api import Page, expect

from tests.browser.opened import ROOT, browser_path, playground, window

FOLDER: Final = ROOT / "docs" / "images"
_STORIES: Final = {"en": ("en-GB", "8_volunteer_helps"), "ru": ("ru-RU", "4_wrong_size")}
_LIGHTS: Final = ("light", "dark")
_PATIENCE: Final = 120_000  # milliseconds
_DONE: Final = '.playing[data-state="done"]'


async def main() -> int:
    """0 when every picture was taken; 1 where there is no browser."""
    path = browser_path()
    if path is None:
        sys.stderr.write("no browser: install Debian's package chromium, or name one in CHROMIUM\n")
        return 1
    FOLDER.mkdir(exist_ok=True)
    for language, (locale, story) in _STORIES.items():
        with tempfile.TemporaryDirectory() as folder:
            async with (
                playground(Path(folder)) as address,
                window(path, locale=locale, timezone_id="Europe/Berlin", reduced_motion="reduce") as page,
            ):
                await page.goto(address)
                await _play(page, story)
                for light in _LIGHTS:
                    await page.emulate_media(color_scheme="dark" if light == "dark" else "light")
                    await page.screenshot(path=FOLDER / f"playground-{language}-{light}.png")
    return 0


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


def chosen(arguments: Sequence[str]) -> int:
    """Takes no arguments."""
    if arguments:
        sys.stderr.write("the pictures take no arguments\n")
        return 2
    return asyncio.run(main())


if __name__ == "__main__":
    sys.exit(chosen(sys.argv[1:]))
