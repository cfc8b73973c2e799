"""PostgreSQL's own programs: pg_dump, pg_restore, psql. Found on PATH, told where to connect by their environment.

So a password is in no list of processes. Where the address has none, PGPASSWORD, PGPASSFILE and ~/.pgpass count as
usual.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import asyncpg

from bot.storage.address import PostgresAddress
from bot.storage.faults import StorageFault
from bot.storage.postgres import fault

MAGIC: Final = b"PGDMP"
_INSTALL: Final = "install the PostgreSQL client, version {} or newer (Debian: apt install postgresql-client)"
_QUERY: Final = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "database": "PGDATABASE",
    "dbname": "PGDATABASE",
    "passfile": "PGPASSFILE",
    "sslmode": "PGSSLMODE",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "sslrootcert": "PGSSLROOTCERT",
}
"""What an address may have behind its question mark, as the programs call it."""


async def connect(address: PostgresAddress) -> Any:
    """A connection of the driver. StorageFault when nobody answers there."""
    try:
        return await asyncpg.connect(address.dsn, timeout=30)
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, ValueError) as error:
        raise fault(error) from error


async def dump(address: PostgresAddress, target: Path) -> None:
    """Writes the whole database into a file of pg_dump's own format, and reads it through once."""
    await _refuse_older("pg_dump", address)
    await run("pg_dump", address, "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")
    await script(target, Path(os.devnull))


async def script(dumped: Path, target: Path, *which: str) -> None:
    """The dump as statements; StorageFault when it cannot be read to its end."""
    await run("pg_restore", None, "--no-owner", "--no-privileges", *which, f"--file={target}", str(dumped))


async def run(tool: str, address: PostgresAddress | None, *arguments: str) -> None:
    """Runs one of them to its end. StorageFault says how it failed, or that it is not there."""
    process = await asyncio.create_subprocess_exec(
        _found(tool),
        *arguments,
        env={**os.environ, **(_environment(address) if address is not None else {})},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await process.communicate()
    if process.returncode:
        lines = said.decode(errors="replace").strip().splitlines() or [f"it ended with {process.returncode}"]
        told = next((line for line in lines if "error" in line.lower()), lines[-1])
        raise StorageFault(f"{tool} failed: {told.removeprefix(f'{tool}: ')}")


def _found(tool: str, version: int | str = "the server's") -> str:
    path = shutil.which(tool)
    if path is None:
        raise StorageFault(f"{tool} is not on PATH: {_INSTALL.format(version)}")
    return path


async def _refuse_older(tool: str, address: PostgresAddress) -> None:
    """pg_dump reads no server that is newer than itself."""
    connection = await connect(address)
    needed = int(connection.get_server_version().major)
    await connection.close()
    process = await asyncio.create_subprocess_exec(_found(tool, needed), "--version", stdout=asyncio.subprocess.PIPE)
    told, _ = await process.communicate()
    found = re.search(rb"\d+", told)
    if found is None or int(found[0]) < needed:
        own = found[0].decode() if found else "unknown"
        raise StorageFault(f"{tool} on PATH is of version {own}, the server of {needed}: {_INSTALL.format(needed)}")


def _environment(address: PostgresAddress) -> Mapping[str, str]:
    url = address.url
    parts = {
        "PGHOST": url.host,
        "PGPORT": str(url.port) if url.port else None,
        "PGUSER": url.username,
        "PGPASSWORD": str(url.password) if url.password else None,
        "PGDATABASE": url.database,
    }
    query = {name: url.query[key] for key, name in _QUERY.items() if key in url.query}
    told = {name: value for name, value in (parts | query).items() if isinstance(value, str) and value}
    return {**told, "PGAPPNAME": "recourse-keeping", "PGOPTIONS": "-c lock_timeout=20s"}
