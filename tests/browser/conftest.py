"""A real browser on a real playground: each test gets a process and a page of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.async_api import Page

from tests.browser.opened import browser_path, playground, window


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
async def page(tmp_path: Path) -> AsyncIterator[Page]:
    """A playground in a wide window; at the end nothing may have gone wrong on it."""
    path = browser_path()
    if path is None:
        pytest.skip("NO BROWSER: install Debian's package chromium, or name one in CHROMIUM, to run these tests")
    async with (
        playground(tmp_path) as address,
        window(path, locale="en-GB", timezone_id="Europe/Berlin") as shown,
    ):
        seen = Seen(address)
        seen.watch(shown)
        await shown.goto(address)
        yield shown
        await shown.close()
        assert not seen.errors
