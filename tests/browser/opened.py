"""Opened: a real browser, a playground in a process of its own, and a window on either kind of playground."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from playwright.async_api import Browser, Page, ViewportSize, async_playwright

ROOT: Final = Path(__file__).parents[2]
WIDE: Final = ViewportSize(width=1440, height=900)
NARROW: Final = ViewportSize(width=360, height=740)
_BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome")
_FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def browser_path() -> str | None:
    """The Chromium of this machine; `CHROMIUM` in the environment names another one."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, _BROWSERS)), None)


async def at_rest(page: Page) -> None:
    """Ends what is still changing its colour or place, so that the page is seen as it will stay."""
    await page.evaluate(
        """async () => {
            const frame = () => new Promise(requestAnimationFrame);
            await frame(); await frame();
            for (const one of document.getAnimations()) if (one.effect.getTiming().iterations < 9) one.finish();
            await frame();
        }"""
    )


@asynccontextmanager
async def playground(folder: Path) -> AsyncIterator[str]:
    """The address of a playground, as `make run` starts it, while the block runs."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "play", "--beside-token"),
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        async with asyncio.timeout(60):
            while not (found := re.search(rb"http://\S+", line := await process.stdout.readline())):
                assert line, "the playground ended before it was open"
        yield found[0].decode()
    finally:
        process.terminate()
        await process.communicate()


@asynccontextmanager
async def chromium(path: str) -> AsyncIterator[Browser]:
    """A browser without a window."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        yield browser
        await browser.close()


@asynccontextmanager
async def window(browser: Browser, **options: Any) -> AsyncIterator[Page]:
    """An empty page that shares nothing with other windows; `options` are those of a browser context."""
    usual = {"viewport": WIDE, "timezone_id": "Europe/Berlin", "reduced_motion": "reduce"}
    context = await browser.new_context(**{**usual, **options})
    yield await context.new_page()
    await context.close()


@asynccontextmanager
async def visit(browser: Browser, address: str, **options: Any) -> AsyncIterator[Page]:
    """A playground in a window of its own; at the end nothing may have gone wrong on it."""
    async with window(browser, **options) as page:
        seen = Seen(address)
        seen.watch(page)
        await page.goto(address)
        yield page
        await page.close()
        assert not seen.errors


@dataclass(slots=True)
class Seen:
    """What must not happen on a page: errors in its console, and requests that leave this machine."""

    address: str
    errors: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda asked: None if self._ours(asked.url) else self.errors.append(f"asked {asked.url}"))

    def _ours(self, url: str) -> bool:
        return url.startswith((self.address, "data:", "blob:"))
