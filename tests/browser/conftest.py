"""A real browser on a real playground: each test gets a process and a page of its own."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pytest
from playwright.async_api import Page, ViewportSize, async_playwright

_ROOT: Final = Path(__file__).parents[2]
_BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome")
_FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDE: Final = ViewportSize(width=1440, height=900)
NARROW: Final = ViewportSize(width=360, height=740)


def browser_path() -> str | None:
    """The Chromium of this machine; `CHROMIUM` in the environment names another one."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, _BROWSERS)), None)


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


@pytest.fixture
async def address(tmp_path: Path) -> AsyncIterator[str]:
    """A playground of its own, as `make run` starts it."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "play"),
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(_ROOT), "PYTHONUNBUFFERED": "1"},
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        async with asyncio.timeout(60):
            while not (found := re.search(rb"http://\S+", await process.stdout.readline())):
                assert process.returncode is None
        yield found[0].decode()
    finally:
        process.terminate()
        await process.communicate()


@pytest.fixture
async def page(address: str) -> AsyncIterator[Page]:
    """The playground in a wide window; at the end nothing may have gone wrong on it."""
    path = browser_path()
    if path is None:
        pytest.skip("NO BROWSER: install Debian's package chromium, or name one in CHROMIUM, to run these tests")
    seen = Seen(address)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        context = await browser.new_context(viewport=WIDE, locale="en-GB", timezone_id="Europe/Berlin")
        shown = await context.new_page()
        seen.watch(shown)
        await shown.goto(address)
        yield shown
        await browser.close()
    assert not seen.errors
