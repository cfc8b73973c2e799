"""What the tests of the services share: the log, as the bot writes it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from structlog.testing import capture_logs


@pytest.fixture
def log() -> Iterator[list[Any]]:
    """Everything that is logged during the test."""
    with capture_logs() as entries:
        yield entries
