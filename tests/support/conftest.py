"""The databases a conversation is kept on, as for the services; and those that outlive a restart."""

from tests.services.conftest import database
from tests.storage.conftest import lasting_url, postgres_url

__all__ = ["database", "lasting_url", "postgres_url"]
