"""Opened: a playground in a process of its own, and a window of a real browser on it."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

from playwright.async_api import Page, ViewportSize, async_playwright

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
async def window(path: str, **options: Any) -> AsyncIterator[Page]:
    """An empty page; `options` are those of a browser context."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        context = await browser.new_context(**{"viewport": WIDE, **options})
        yield await context.new_page()
        await browser.close()
