"""Databases of both engines, asked directly: what the code would not say of itself."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from typing import Any

import asyncpg


def execute(url: str, statement: str) -> list[Any]:
    async def ask() -> list[Any]:
        connection = await asyncpg.connect(url.replace("+asyncpg", ""))
        rows: list[Any] = await connection.fetch(statement)
        await connection.close()
        return rows

    if not url.startswith("sqlite"):
        return asyncio.run(ask())
    with closing(sqlite3.connect(url.split("///")[1])) as file, file:
        return file.execute(statement).fetchall()


def table_names(url: str) -> set[str]:
    if url.startswith("sqlite"):
        rows = execute(url, "SELECT name FROM sqlite_master WHERE type = 'table'")
    else:
        rows = execute(url, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    return {row[0] for row in rows}
