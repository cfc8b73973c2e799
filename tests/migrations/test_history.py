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

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, make_url
from sqlalchemy.ext.asyncio import create_async_engine

from bot.commands.migrate import main
from bot.storage import schema
from bot.storage.apart import METADATA
from bot.storage.faults import StorageFault
from bot.storage.migrate import SCRIPTS, migrate
from bot.storage.store import open_store
from tests.migrations.databases import execute, table_names
from tests.storage.given import CHAT, NOW, open_case


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


def test_a_database_that_is_not_there_is_said_in_one_line(
    bare_postgres_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    url = make_url(bare_postgres_url).set(database="nowhere").render_as_string(hide_password=False)

    assert main([url]) == 1
    said = capsys.readouterr().err
    assert said.startswith("DATABASE_URL: ")
    assert 'database "nowhere" does not exist' in said
    assert said.count("\n") == 1
    assert "sqlalche" not in said


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


def columns_of(path: Path) -> set[Any]:
    with closing(sqlite3.connect(path)) as file:
        return set(
            file.execute(
                'SELECT m.name, c.name, c.type, c."notnull", c.pk FROM sqlite_master m, pragma_table_info(m.name) c '
                "WHERE m.type = 'table'"
            )
        ) | set(file.execute("SELECT type, name, tbl_name FROM sqlite_master"))
