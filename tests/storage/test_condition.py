"""Condition: a database is looked at from outside, and what a host is told and offered where it is PostgreSQL."""

from __future__ import annotations

from pathlib import Path

import asyncpg
import pytest

from bot.settings import load
from bot.storage import schema
from bot.storage.condition import condition
from bot.storage.faults import StorageFault
from tests.commands.doctored import found, wrong
from tests.commands.keyboard import keyboard


async def test_a_server_tells_its_kind_its_size_and_its_version(postgres_url: str) -> None:
    seen = await condition(postgres_url)

    assert seen.engine.startswith("PostgreSQL ")
    assert (seen.version, seen.makes_itself, seen.path) == (schema.VERSION, False, None)
    assert seen.bytes > 1_000_000


async def test_a_server_without_our_tables_is_left_as_it_is_until_a_host_agrees(
    bare_postgres_url: str, tmp_path: Path
) -> None:
    """The doctor names the command; setup offers to run it. The address is typed unseen, and shown without password."""
    secret = bare_postgres_url.replace("postgres:@", "postgres:hunter2@")
    assert "hunter2" in secret
    findings = await found({"DATABASE_URL": secret}, tmp_path)
    assert {name for name in wrong(findings) if name.startswith("database")} == {"database_behind"}

    async with keyboard("setup", tmp_path, {}) as host:
        for question in ("Token, unseen", "Who runs", "Language", "Days of", "Encrypt"):
            await host.answers(question)
        await host.answers("Another address, unseen", "postgresql://recourse:hunter2@127.0.0.1:9/recourse")
        await host.sees("That cannot be used: DATABASE_URL")
        await host.answers("Another address, unseen", secret)
        await host.answers("Do it now?", "y")
        await host.sees(f"The database is at version {schema.VERSION}.")
        await host.sees("make run")
        assert await host.ends() == 0
        assert "hunter2" not in host.screen

    assert load({}, str(tmp_path / ".env")).database_url == secret
    assert (await condition(secret)).version == schema.VERSION


async def test_a_server_that_is_not_there_is_a_fault_without_a_password() -> None:
    with pytest.raises(StorageFault) as told:
        await condition("postgresql://recourse:hunter2@127.0.0.1:9/recourse")

    assert "hunter2" not in str(told.value)
    assert isinstance(told.value.__cause__, OSError | asyncpg.PostgresError)
