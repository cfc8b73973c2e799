"""Keyed: three keys, and a database as somebody sees it who has its file and no key."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import asyncpg

OLD: Final = "b2xkIGtleSBvZiB0aGUgdGVzdHMsIG5vIHNlY3JldCE="
NEW: Final = "bmV3IGtleSBvZiB0aGUgdGVzdHMsIG5vIHNlY3JldCE="
OTHER: Final = "b3RoZXIga2V5IG9mIHRoZSB0ZXN0LCBubyBzZWNyZXQ="


async def seen(url: str, statement: str) -> list[tuple[Any, ...]]:
    """What the statement finds, or changes, with no cipher between."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.split("///")[1], isolation_level=None)) as file:
            return file.execute(statement).fetchall()
    server = await asyncpg.connect(url.replace("+asyncpg", ""))
    try:
        return [tuple(row) for row in await server.fetch(statement)]
    finally:
        await server.close()


def raw(url: str) -> bytes:
    """Every byte of the file and of what lies beside it."""
    path = Path(url.split("///")[1])
    return b"".join(one.read_bytes() for one in sorted(path.parent.glob(f"{path.name}*")))
