"""A host for the commands that hosts run."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.playground.http import serving
from tests.commands import doctored
from tests.commands.doctored import Host


@pytest.fixture
async def host(tmp_path: Path) -> AsyncIterator[Host]:
    played = doctored.telegram()
    path = doctored.database(tmp_path)
    async with serving(played) as address:
        yield Host(played, doctored.env(address, path), tmp_path, path)
