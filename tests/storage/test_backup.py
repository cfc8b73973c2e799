"""A backup is whole, checked and nobody else's to read; putting one back loses nothing that was there."""

from __future__ import annotations

import asyncio
import gzip
import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.commands import backup as backup_command
from bot.commands import restore as restore_command
from bot.storage import backup, schema
from bot.storage.faults import StorageFault
from bot.storage.migrate import migrate
from bot.storage.restore import restore
from bot.storage.store import open_store
from tests.migrations.databases import execute
from tests.storage.filled import everything, fill, sizes
from tests.storage.given import CHAT, NOW, open_case, reminder, take_turn
from tests.storage.tools import postgres_programs


@pytest.fixture(autouse=True)
def programs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{postgres_programs()}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def full_url(lasting_url: str) -> str:
    """A database with rows in every table, and no bot on it."""
    migrate(lasting_url)
    fill(lasting_url)
    return lasting_url


@pytest.fixture
def two_urls(full_url: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """The same, and an empty place of the same kind."""
    if full_url.startswith("sqlite"):
        yield full_url, f"sqlite:///{tmp_path / 'elsewhere' / 'new.db'}"
    else:
        yield full_url, request.getfixturevalue("bare_postgres_url")


def test_what_is_put_back_elsewhere_is_what_was_backed_up(two_urls: tuple[str, str], tmp_path: Path) -> None:
    here, there = two_urls
    taken = backup.take(here, tmp_path / "safe", NOW)

    done = restore(there, taken.path, NOW)

    assert everything(there) == everything(here)
    assert (done.version, done.kept) == (schema.VERSION, None)
    assert taken.path.name.startswith(f"recourse-20260314T092653Z-{schema.VERSION}.")
    assert stat.S_IMODE(taken.path.stat().st_mode) == 0o600
    assert list((tmp_path / "safe").iterdir()) == [taken.path]


def test_a_database_with_buyers_is_replaced_only_by_force_and_then_kept(full_url: str, tmp_path: Path) -> None:
    taken = backup.take(full_url, tmp_path / "safe", NOW)
    fill(full_url, first=7)
    newer = everything(full_url)

    with pytest.raises(StorageFault, match="--force"):
        restore(full_url, taken.path, NOW)
    assert everything(full_url) == newer
    done = restore(full_url, taken.path, NOW + timedelta(seconds=1), force=True)

    assert sizes(full_url) == dict.fromkeys(sizes(full_url), 2)
    assert done.kept is not None
    restore(full_url, _as_backup(done.kept, tmp_path), NOW + timedelta(seconds=2), force=True)
    assert everything(full_url) == newer


def _as_backup(kept: Path, folder: Path) -> Path:
    return kept if kept.suffix == ".pgdump" else kept.rename(folder / "kept.db")


def test_what_is_kept_is_never_written_over(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'bot.db'}"
    migrate(url)
    taken = backup.take(url, tmp_path / "safe.gz", NOW)

    kept = [restore(url, taken.path, NOW, force=True).kept for _ in range(3)]

    assert [path.name for path in kept if path] == [f"bot.db.before-restore{end}" for end in ("", "-2", "-3")]


def test_a_backup_of_an_older_release_is_brought_to_this_one(two_urls: tuple[str, str], tmp_path: Path) -> None:
    here, there = two_urls
    migrate(here, "0006")
    taken = backup.take(here, tmp_path / "safe", NOW)

    assert restore(there, taken.path, NOW).version == "0006"
    assert sizes(there)["cases"] == 2


def test_a_backup_of_a_newer_release_changes_nothing(two_urls: tuple[str, str], tmp_path: Path) -> None:
    here, there = two_urls
    execute(here, "UPDATE alembic_version SET version_num = '9999'")
    taken = backup.take(here, tmp_path / "safe", NOW)

    with pytest.raises(StorageFault, match="9999"):
        restore(there, taken.path, NOW)


def test_a_newer_database_on_a_server_is_not_cleared_but_left_for_an_empty_one(
    bare_postgres_url: str, tmp_path: Path
) -> None:
    """It may have tables we do not know. The way back is said, and is not the one that was just gone."""
    migrate(bare_postgres_url)
    taken = backup.take(bare_postgres_url, tmp_path / "safe", NOW)
    execute(bare_postgres_url, "UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(StorageFault, match="make an empty database"):
        restore(bare_postgres_url, taken.path, NOW, force=True)


async def test_nothing_is_put_back_under_a_running_bot(lasting_url: str, tmp_path: Path) -> None:
    store = await open_store(lasting_url, lambda: NOW)
    await open_case(store)
    taken = await asyncio.to_thread(backup.take, lasting_url, tmp_path / "safe", NOW)

    with pytest.raises(StorageFault, match="a bot is running"):
        await asyncio.to_thread(restore, lasting_url, taken.path, NOW, force=True)

    assert len(await store.cases(CHAT)) == 1
    await store.close()


async def test_turns_go_on_while_a_backup_is_taken(lasting_url: str, tmp_path: Path) -> None:
    """Each of many backups is one moment: no buyer without their case, no case without its reminder."""
    store = await open_store(lasting_url, lambda: NOW)
    taking = asyncio.create_task(asyncio.to_thread(_several, lasting_url, tmp_path))
    turns = 0
    while not taking.done():
        await open_case(store, CHAT + turns, update_id=turns + 1, reminders=(reminder("last_day"),))
        await take_turn(store, CHAT + turns, update_id=-turns - 1)
        turns += 1
    await store.close()

    assert turns > 1
    for path in await taking:
        await asyncio.to_thread(restore, lasting_url, path, NOW, force=True)
        found = await asyncio.to_thread(sizes, lasting_url)
        assert found["buyers"] == found["cases"] == found["reminders"]
        assert 2 * found["buyers"] - found["seen_updates"] in (0, 1)


def _several(url: str, folder: Path) -> list[Path]:
    return [backup.take(url, folder / f"{number}.backup", NOW).path for number in range(3)]


def test_a_damaged_database_makes_no_backup(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'bot.db'}"
    migrate(url)
    with closing(sqlite3.connect(tmp_path / "bot.db")) as file, file:
        file.execute(
            "INSERT INTO cases (chat_id, number, answers, created_at, updated_at) VALUES (1, 1, '{}', 'now', 'now')"
        )

    with pytest.raises(StorageFault, match="hang on nothing, the first in cases"):
        backup.take(url, tmp_path / "safe", NOW)
    assert list((tmp_path / "safe").iterdir()) == []


@pytest.mark.parametrize(
    "bytes_", [b"", b"PK\x03\x04 a zip", gzip.compress(b"no database", mtime=0), b"PGDMP and then nothing"]
)
def test_what_is_no_backup_changes_nothing(bytes_: bytes, full_url: str, tmp_path: Path) -> None:
    (tmp_path / "backup").write_bytes(bytes_)
    before = everything(full_url)

    with pytest.raises(StorageFault):
        restore(full_url, tmp_path / "backup", NOW, force=True)

    assert everything(full_url) == before


def test_a_backup_that_is_cut_short_changes_nothing(full_url: str, tmp_path: Path) -> None:
    taken = backup.take(full_url, tmp_path / "safe", NOW)
    taken.path.write_bytes(taken.path.read_bytes()[:-2000])
    before = everything(full_url)

    with pytest.raises(StorageFault):
        restore(full_url, taken.path, NOW, force=True)

    assert everything(full_url) == before


def test_another_programs_file_is_not_taken_for_ours(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.db")) as file, file:
        file.execute("CREATE TABLE accounts (id INTEGER)")

    with pytest.raises(StorageFault, match="another program"):
        restore(f"sqlite:///{tmp_path / 'bot.db'}", tmp_path / "other.db", NOW)


def test_a_file_that_cannot_be_read_any_more_is_replaced_by_force(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    url = f"sqlite:///{path}"
    migrate(url)
    fill(url)
    taken = backup.take(url, tmp_path / "safe", NOW)
    path.write_bytes(b"\0" * 8192)
    path.with_name("bot.db-wal").write_bytes(b"what was not yet in it")

    with pytest.raises(StorageFault, match="--force"):
        restore(url, taken.path, NOW)
    done = restore(url, taken.path, NOW, force=True)

    assert sizes(url)["buyers"] == 2
    assert done.kept is not None
    assert done.kept.read_bytes() == b"\0" * 8192


def test_only_our_oldest_make_room(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'bot.db'}"
    migrate(url)
    folder = tmp_path / "safe"
    taken = [backup.take(url, folder, datetime(2026, 3, day, tzinfo=UTC)).path for day in (3, 1, 2)]
    (folder / "recourse-holiday.sqlite.gz").write_text("mine")

    assert backup.prune(folder, 2) == 1

    assert {path.name for path in folder.iterdir()} == {taken[0].name, taken[2].name, "recourse-holiday.sqlite.gz"}


def test_pg_dump_that_is_missing_or_too_old_is_named_with_its_mend(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(
        StorageFault, match="pg_dump is not on PATH: install the PostgreSQL client, version 18 or newer"
    ):
        backup.take(postgres_url, tmp_path / "safe", NOW)

    old = tmp_path / "pg_dump"
    old.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.1'\n")
    old.chmod(0o700)
    with pytest.raises(StorageFault, match="of version 9, the server of 18"):
        backup.take(postgres_url, tmp_path / "safe", NOW)


def test_the_password_is_in_no_list_of_processes(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spy = tmp_path / "pg_dump"
    real = f"{postgres_programs()}/pg_dump"
    spy.write_text(f'#!/bin/sh\necho "$@" "$PGPASSWORD" >> {tmp_path}/seen\nexec {real} "$@"\n')
    spy.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")

    backup.take(postgres_url.replace("postgres:@", "postgres:s3cret@"), tmp_path / "safe", NOW)

    _, last = (tmp_path / "seen").read_text().splitlines()
    assert last.endswith(" s3cret")
    assert last.count("s3cret") == 1


def test_the_commands_say_in_one_line_what_they_did(
    full_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setenv("DATABASE_URL", full_url)
    folder = tmp_path / "safe"

    assert backup_command.main([str(folder), "--keep", "1"]) == 0
    said = capfdbinary.readouterr().out.decode()
    assert said.count("\n") == 1
    assert "ENCRYPTION_KEYS" in said
    assert backup_command.main(["-"]) == 0
    (tmp_path / "poured").write_bytes(capfdbinary.readouterr().out)

    assert restore_command.main([str(tmp_path / "poured")]) == 1
    assert capfdbinary.readouterr().err.count(b"\n") == 1
    assert restore_command.main([str(tmp_path / "poured"), "--force"]) == 0
    assert b"buyers 2, cases 2" in capfdbinary.readouterr().out
    assert backup_command.main(["/dev/null/nowhere"]) == 1
    assert capfdbinary.readouterr().err.count(b"\n") == 1
