"""One real browser for all tests; each has a playground and a window of its own, and knows nothing of another's."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect
from pytest_asyncio import is_async_test

from bot.commands.stage import Stage
from bot.playground.http import serving
from tests.browser.opened import browser_path, chromium, visit
from tests.playground.stage import playing

expect.set_options(timeout=20_000)  # milliseconds: a machine may have other work, and what comes late has come


def pytest_itemcollected(item: pytest.Item) -> None:
    """The tests share the browser, so they share the event loop that it belongs to."""
    if is_async_test(item):
        item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    path = browser_path()
    if path is None:
        pytest.skip("NO BROWSER: install Debian's package chromium, or name one in CHROMIUM, to run these tests")
    async with chromium(path) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    """A playground in this process, where nobody has said a word; it is the morning of `BEGINNING`."""
    async with playing(tmp_path) as stage:
        yield stage


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser, play: Stage, request: pytest.FixtureRequest) -> AsyncIterator[Page]:
    """The playground in a wide window, in English or in the locale a test asks for."""
    locale = getattr(request, "param", "en-GB")
    async with serving(play.telegram, play.parts) as address, visit(browser, address, locale=locale) as shown:
        yield shown
