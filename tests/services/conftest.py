"""What the tests of the services share: the log, as the bot writes it, and the database of a conversation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from structlog.testing import capture_logs

from tests.storage.conftest import postgres_url

__all__ = ["database", "log", "postgres_url"]


@pytest.fixture
def log() -> Iterator[list[Any]]:
    """Everything that is logged during the test."""
    with capture_logs() as entries:
        yield entries


@pytest.fixture
def database(request: pytest.FixtureRequest) -> str:
    """An empty database: in memory, or where `tests.engines` says."""
    if getattr(request, "param", "memory") == "memory":
        return "sqlite:///:memory:"
    address: str = request.getfixturevalue("postgres_url")
    return address
