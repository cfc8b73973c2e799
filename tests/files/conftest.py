"""The database of a conversation, in memory or where `tests.engines` says."""

from tests.services.conftest import database, postgres_url

__all__ = ["database", "postgres_url"]
