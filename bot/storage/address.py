"""Address: DATABASE_URL taken apart. Says which forms are accepted and never repeats a password."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.storage.faults import StorageFault

_FORMS: Final = "sqlite+aiosqlite:///path/to/file or postgresql+asyncpg://user:password@host/name"


@dataclass(frozen=True, slots=True)
class SqliteAddress:
    """`path` None: a database in memory."""

    path: Path | None


@dataclass(frozen=True, slots=True)
class PostgresAddress:
    """`dsn` as the driver takes it, `url` as SQLAlchemy does."""

    dsn: str
    url: URL


def parse(url: str) -> SqliteAddress | PostgresAddress:
    """StorageFault when it is none of the accepted forms."""
    try:
        parsed = make_url(url.strip())
    except (ArgumentError, ValueError) as error:
        raise StorageFault(f"DATABASE_URL: not an address; write {_FORMS}") from error
    backend = parsed.get_backend_name()
    if backend == "sqlite":
        if parsed.host:
            raise StorageFault(
                f"DATABASE_URL: three slashes before a relative path, four before an absolute one: {_FORMS}"
            )
        memory = parsed.database in (None, "", ":memory:")
        return SqliteAddress(None if memory else Path(str(parsed.database)).expanduser())
    if backend in ("postgresql", "postgres"):
        plain = parsed.set(drivername="postgresql")
        return PostgresAddress(plain.render_as_string(hide_password=False), parsed.set(drivername="postgresql+asyncpg"))
    raise StorageFault(f"DATABASE_URL: {backend} is not a database this bot can use; write {_FORMS}")


def folder(url: str) -> Path | None:
    """Where the file of the database lies; None: it is no file of this machine."""
    address = parse(url)
    return address.path.absolute().parent if isinstance(address, SqliteAddress) and address.path is not None else None


def shown(url: str) -> str:
    """The address without its password; what is none is not repeated."""
    try:
        return make_url(url.strip()).render_as_string(hide_password=True)
    except (ArgumentError, ValueError):
        return "…"
