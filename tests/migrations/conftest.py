"""The same databases as the storage suite."""

from tests.storage.conftest import bare_postgres_url, postgres_url, server

__all__ = ["bare_postgres_url", "postgres_url", "server"]
