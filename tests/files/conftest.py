"""The database of a conversation, in memory or where `tests.engines` says; and one event loop for all tests."""

import pytest
from pytest_asyncio import is_async_test

from tests.services.conftest import database, postgres_url

__all__ = ["database", "postgres_url"]


def pytest_itemcollected(item: pytest.Item) -> None:
    """The process that works on pictures belongs to an event loop, and takes longer to start than most tests take."""
    if is_async_test(item):
        item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)
