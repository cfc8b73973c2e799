"""What the tests of the support group share: the database of a conversation."""

from __future__ import annotations

from tests.services.conftest import database, postgres_url, server

__all__ = ["database", "postgres_url", "server"]
