"""Migrations lead to the tables of the code, can be walked both ways, and never meet a newer database silently."""

from __future__ import annotations

import asyncio
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine
from sqlalchemy.ext.asyncio import create_async_engine

from bot.commands.migrate import main
from bot.domain.case import Result
from bot.domain.issues import Issue
from bot.storage import schema
from bot.storage.changes import Count
from bot.storage.faults import StorageFault
from bot.storage.migrate import SCRIPTS, migrate
from bot.storage.store import open_store
from bot.storage.tables import METADATA
from tests.storage.given import CHAT, NOW, open_case, reminder, take_turn


@pytest.fixture(params=["file", "postgres"])
def bare_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without a schema."""
    if request.param == "postgres":
        address: str = request.getfixturevalue("bare_postgres_url")
        return address
    return f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}"


def test_history_is_one_line_that_ends_at_this_codes_version() -> None:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    scripts = ScriptDirectory.from_config(config)

    assert scripts.get_heads() == [schema.VERSION]
    assert len(scripts.get_bases()) == 1


def test_up_down_and_up_again_ends_at_the_tables_of_the_code(bare_url: str) -> None:
    migrate(bare_url)
    assert differences(bare_url) == []

    migrate(bare_url, "base")
    assert table_names(bare_url) <= {"alembic_version", "sqlite_sequence"}

    migrate(bare_url)
    migrate(bare_url)
    assert differences(bare_url) == []


def test_a_message_that_waits_in_the_outbox_outlives_the_migrations(bare_url: str) -> None:
    migrate(bare_url)
    execute(
        bare_url,
        "INSERT INTO outbox (chat_id, template, facts, language, urgent, not_before, attempts, errand) "
        "VALUES (7, 'reminder', '{}', 'en', false, '2026-03-14T09:26:53.000000+00:00', 0, 'say')",
    )

    migrate(bare_url, "0001")
    migrate(bare_url)

    assert [tuple(row) for row in execute(bare_url, "SELECT id, template, errand, ticket_id FROM outbox")] == [
        (1, "reminder", "say", None)
    ]


def test_cases_outlive_the_migrations_and_counters_begin_anew(bare_url: str) -> None:
    migrate(bare_url)
    asyncio.run(end_a_case(bare_url))
    assert [tuple(row) for row in execute(bare_url, "SELECT * FROM outcomes")] == [("damaged", "won", 1)]

    migrate(bare_url, "0002")
    assert "outcomes" not in table_names(bare_url)
    migrate(bare_url)

    assert execute(bare_url, "SELECT * FROM outcomes") == []
    asyncio.run(end_it_differently(bare_url))
    assert [tuple(row) for row in execute(bare_url, "SELECT * FROM outcomes")] == [("damaged", "part", 1)]


def test_buyers_and_reminders_outlive_the_migrations_and_hours_are_the_usual_ones_again(bare_url: str) -> None:
    migrate(bare_url)
    asyncio.run(open_with_a_reminder(bare_url))
    execute(bare_url, "UPDATE buyers SET quiet_from = 23, quiet_until = 7")
    execute(bare_url, "UPDATE reminders SET snoozed_until = deliver_at")

    migrate(bare_url, "0003")
    migrate(bare_url)

    assert [tuple(row) for row in execute(bare_url, "SELECT quiet_from, quiet_until FROM buyers")] == [(None, None)]
    assert [tuple(row) for row in execute(bare_url, "SELECT kind, snoozed_until, done_at FROM reminders")] == [
        ("last_day", None, None)
    ]


def test_reminders_of_who_blocked_the_bot_before_the_upgrade_are_asleep_after_it(bare_url: str) -> None:
    migrate(bare_url)
    asyncio.run(open_with_a_reminder(bare_url))
    asyncio.run(open_and_block(bare_url))
    migrate(bare_url, "0004")

    migrate(bare_url)

    rows = execute(bare_url, "SELECT chat_id, asleep FROM reminders ORDER BY chat_id")
    assert [tuple(row) for row in rows] == [(CHAT, False), (CHAT + 1, True)]
    assert [tuple(row) for row in execute(bare_url, "SELECT DISTINCT wants_reminders FROM buyers")] == [(True,)]


def test_the_database_in_memory_has_the_tables_of_the_migrations(tmp_path: Path) -> None:
    file, memory = tmp_path / "bot.db", tmp_path / "script.db"
    migrate(f"sqlite:///{file}")
    with closing(sqlite3.connect(memory)) as connection:
        connection.executescript(schema.script())

    assert columns_of(memory) == columns_of(file)
    assert differences(f"sqlite:///{memory}") == []


async def test_a_file_is_migrated_when_it_is_opened(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'deep' / 'er' / 'bot.db'}"
    store = await open_store(url, lambda: NOW)
    await open_case(store)
    await store.close()

    store = await open_store(url, lambda: NOW)
    assert len(await store.cases(CHAT)) == 1
    await store.close()


def test_a_current_file_is_opened_without_alembic(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'bot.db'}"
    migrate(url)
    program = (
        "import asyncio, sys; from datetime import UTC, datetime; from bot.storage.store import open_store\n"
        "async def start():\n"
        f"    await (await open_store({url!r}, lambda: datetime.now(UTC))).close()\n"
        "asyncio.run(start()); sys.exit('alembic' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


async def test_postgres_without_its_schema_is_refused_and_the_command_named(bare_postgres_url: str) -> None:
    with pytest.raises(StorageFault, match="python -m bot migrate"):
        await open_store(bare_postgres_url, lambda: NOW)


def test_a_database_newer_than_the_code_is_refused(bare_url: str) -> None:
    migrate(bare_url)
    execute(bare_url, "UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(StorageFault, match="9999"):
        asyncio.run(open_and_close(bare_url))
    with pytest.raises(StorageFault, match="newer"):
        migrate(bare_url)


def test_the_command_says_what_it_did_or_what_is_wrong(bare_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([bare_url]) == 0
    assert schema.VERSION in capsys.readouterr().out

    execute(bare_url, "UPDATE alembic_version SET version_num = '9999'")
    assert main([bare_url]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_postgres_has_the_partial_indexes_that_the_tables_name_for_sqlite(bare_postgres_url: str) -> None:
    migrate(bare_postgres_url)
    wanted = {
        index.name: str(where.compile(compile_kwargs={"literal_binds": True}))
        for table in METADATA.tables.values()
        for index in table.indexes
        if (where := index.dialect_options["sqlite"]["where"]) is not None
    }

    rows = execute(bare_postgres_url, "SELECT indexname, indexdef FROM pg_indexes WHERE indexdef LIKE '% WHERE %'")

    assert {name: _columns_named(definition.split(" WHERE ")[1]) for name, definition in rows} == {
        name: _columns_named(condition) for name, condition in wanted.items()
    }


def _columns_named(condition: str) -> set[str]:
    """The columns of a condition: the server words the rest of it in its own way."""
    names = {column.name for table in METADATA.tables.values() for column in table.columns}
    return names & set(re.findall(r"\w+", condition.replace(".", " ")))


async def open_with_a_reminder(url: str) -> None:
    store = await open_store(url, lambda: NOW)
    await open_case(store, reminders=(reminder("last_day"),))
    await store.close()


async def open_and_block(url: str) -> None:
    store = await open_store(url, lambda: NOW)
    await open_case(store, CHAT + 1, reminders=(reminder("last_day"),))
    await take_turn(store, CHAT + 1, blocked=True)
    await store.close()


async def end_a_case(url: str) -> None:
    store = await open_store(url, lambda: NOW)
    await open_case(store, counts=(Count(Issue.DAMAGED, Result.WON, 1),))
    await store.close()


async def end_it_differently(url: str) -> None:
    """The case is as it was, and what was counted for it before is nowhere any more."""
    store = await open_store(url, lambda: NOW)
    (record,) = await store.cases(CHAT)
    counts = (Count(Issue.DAMAGED, Result.WON, -1), Count(Issue.DAMAGED, Result.PART, 1))
    await take_turn(store, record=record, counts=counts)
    await store.close()


async def open_and_close(url: str) -> None:
    await (await open_store(url, lambda: NOW)).close()


def differences(url: str) -> list[Any]:
    """What a migration would still have to change."""

    def compare(connection: Connection) -> list[Any]:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found: list[Any] = compare_metadata(context, METADATA)
        return found

    async def ask() -> list[Any]:
        engine = create_async_engine(url)
        async with engine.connect() as connection:
            found = await connection.run_sync(compare)
        await engine.dispose()
        return found

    if not url.startswith("sqlite"):
        return asyncio.run(ask())
    engine = create_engine(url.replace("+aiosqlite", ""))
    with engine.connect() as connection:
        found = compare(connection)
    engine.dispose()
    return found


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


def columns_of(path: Path) -> set[Any]:
    with closing(sqlite3.connect(path)) as file:
        return set(
            file.execute(
                'SELECT m.name, c.name, c.type, c."notnull", c.pk FROM sqlite_master m, pragma_table_info(m.name) c '
                "WHERE m.type = 'table'"
            )
        ) | set(file.execute("SELECT type, name, tbl_name FROM sqlite_master"))
