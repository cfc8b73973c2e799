"""The same databases as the storage suite."""

from tests.storage.conftest import lasting_url, postgres_url

__all__ = ["lasting_url", "postgres_url"]
