"""What the tests of the handlers share."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.handlers.small import Bot, small_bot
from tests.handlers.wire import Wire
from tests.storage.conftest import lasting_url, postgres_url

__all__ = ["bot", "lasting_url", "postgres_url"]


@pytest.fixture
async def bot() -> AsyncIterator[Bot]:
    async with small_bot(Wire()) as made:
        yield made
