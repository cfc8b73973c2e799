"""Queued: what a bot that is dead, or another process, has left unsent or undone; asked of the database itself."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Final

import asyncpg

_END: Final = "UPDATE outbox SET leased_until = not_before WHERE token IS NOT NULL"
_WAITING: Final = "SELECT count(*) FROM outbox WHERE sent_at IS NULL AND failed_at IS NULL"


_JOB_END: Final = "UPDATE jobs SET leased_until = not_before WHERE token IS NOT NULL"
_JOBS_WAITING: Final = "SELECT count(*) FROM jobs WHERE sent_at IS NULL AND failed_at IS NULL"


async def job_lease_ends(url: str) -> None:
    """The work that was in hand at the death is free again."""
    await _asked(url, _JOB_END)


async def jobs_waiting(url: str) -> int:
    """How many pieces of work on files have not been done."""
    return await _asked(url, _JOBS_WAITING)


async def lease_ends(url: str) -> None:
    """What was in hand at the death is free again, as two minutes later."""
    await _asked(url, _END)


async def jobs_free(url: str) -> None:
    """The same for work on files, as a minute later."""
    await _asked(url, _END.replace("outbox", "jobs"))


async def waiting(url: str) -> int:
    """How many posts have not gone out."""
    return await _asked(url, _WAITING)


async def _asked(url: str, statement: str) -> int:
    """The number in the answer; 0: it has none."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.partition("///")[2])) as file, file:
            found = file.execute(statement).fetchone()
            return int(found[0]) if found else 0
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    try:
        return int(await connection.fetchval(statement) or 0)
    finally:
        await connection.close()
