"""The same databases as the storage suite, and one without a schema on each engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.storage.conftest import bare_postgres_url, postgres_url

__all__ = ["bare_postgres_url", "postgres_url"]


@pytest.fixture(params=["file", "postgres"])
def bare_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without a schema."""
    if request.param == "postgres":
        address: str = request.getfixturevalue("bare_postgres_url")
        return address
    return f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}"
