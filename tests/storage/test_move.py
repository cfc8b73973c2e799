"""A database moves to the other engine and back: every row, as it was, or nothing at all."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.commands import move as command
from bot.storage import sqlite, transfer
from bot.storage.faults import StorageFault
from bot.storage.migrate import migrate
from bot.storage.move import move
from bot.storage.occupancy import alone
from bot.storage.store import open_store
from tests.storage.filled import everything, fill, sizes
from tests.storage.given import CHAT, NOW, new_case, open_case, photo, take_turn

MANY = transfer.BATCH + 7


@pytest.fixture
def file(tmp_path: Path) -> str:
    """A full database in a file, in which the newest of everything was deleted."""
    url = f"sqlite:///{tmp_path / 'here.db'}"
    migrate(url)
    fill(url, count=MANY)
    with closing(sqlite3.connect(tmp_path / "here.db")) as connection, connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("DELETE FROM buyers WHERE chat_id = ?", (CHAT + MANY,))
    return url


def test_every_row_of_every_table_goes_to_postgres_and_back(file: str, postgres_url: str, tmp_path: Path) -> None:
    back = f"sqlite:///{tmp_path / 'deep' / 'back.db'}"

    there = move(file, postgres_url)
    again = move(postgres_url, back)

    assert there == again
    assert {one.table: one.count for one in there} == sizes(file) == sizes(postgres_url)
    assert min(one.count for one in there) == MANY - 1
    assert everything(back) == everything(file)


def test_numbers_that_were_given_never_come_back(file: str, postgres_url: str, tmp_path: Path) -> None:
    """Also not where their row is gone: old buttons still carry it."""
    back = f"sqlite:///{tmp_path / 'back.db'}"
    move(file, postgres_url)
    move(postgres_url, back)

    assert asyncio.run(next_case(back)) == asyncio.run(next_case(postgres_url)) == MANY + 1


async def next_case(url: str) -> int:
    """The number of a new case; it has a file and a line in its history too."""
    store = await open_store(url, lambda: NOW)
    record = await open_case(store, 5, add_files=(photo("new"),), events=(("begun", {}),))
    await store.close()
    return record.id


def test_what_was_encrypted_is_not_looked_into(file: str, postgres_url: str, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "here.db")) as connection, connection:
        connection.execute("UPDATE cases SET answers = 'gAAAAABno-json-at-all'")

    move(file, postgres_url)

    assert {row["answers"] for row in everything(postgres_url)["cases"]} == {"gAAAAABno-json-at-all"}


def test_a_database_with_buyers_is_never_written_over(file: str, postgres_url: str, tmp_path: Path) -> None:
    other = f"sqlite:///{tmp_path / 'other.db'}"
    for url in (other, postgres_url):
        migrate(url)
        fill(url)
        before = everything(url)
        with pytest.raises(StorageFault, match="there are rows in that database"):
            move(file, url)
        assert everything(url) == before


def test_a_database_does_not_move_to_itself(file: str) -> None:
    with pytest.raises(StorageFault, match="name another database"):
        move(file, file)


def test_an_older_database_is_to_be_migrated_first(file: str, postgres_url: str) -> None:
    migrate(file, "0007")

    with pytest.raises(StorageFault, match="python -m bot migrate"):
        move(file, postgres_url)


async def test_nothing_moves_while_a_bot_runs(lasting_url: str, tmp_path: Path) -> None:
    store = await open_store(lasting_url, lambda: NOW)
    await open_case(store)
    target = tmp_path / "target.db"

    with pytest.raises(StorageFault, match="a bot is running"):
        await asyncio.to_thread(move, lasting_url, f"sqlite:///{target}")
    await store.close()

    assert not target.exists()
    assert await asyncio.to_thread(move, lasting_url, f"sqlite:///{target}")


def test_a_bot_begun_meanwhile_waits_until_the_move_is_over(file: str, tmp_path: Path) -> None:
    path = tmp_path / "here.db"
    with alone(path), pytest.raises(sqlite3.OperationalError, match="locked"), closing(sqlite3.connect(path, 0)) as bot:
        bot.execute("SELECT * FROM buyers")
    assert sqlite.found_in(path) is not None


@pytest.mark.parametrize("kind", ["file", "postgres"])
def test_who_is_killed_in_the_middle_leaves_the_target_empty(
    kind: str, file: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    target: str = (
        request.getfixturevalue("postgres_url") if kind == "postgres" else f"sqlite:///{tmp_path / 'there.db'}"
    )
    program = (
        "import os, signal, sys\n"
        "from bot.storage import move, transfer\n"
        "class Dying(transfer.Tally):\n"
        "    count = 0\n"
        "    def add(self, rows):\n"
        f"        super().add(rows); self.count < {MANY - 1} or os.kill(os.getpid(), signal.SIGKILL)\n"
        "move.Tally = Dying\n"
        "move.move(*sys.argv[1:])\n"
    )
    assert subprocess.run([sys.executable, "-c", program, file, target], check=False).returncode == -signal.SIGKILL

    if kind == "file":
        assert not (tmp_path / "there.db").exists()
    else:
        assert sum(sizes(target).values()) == 0
    move(file, target)
    assert sizes(target) == sizes(file)


def test_the_command_says_what_to_do_next(
    file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", file)
    target = f"sqlite:///{tmp_path / 'there.db'}"

    assert command.main(["--to", target]) == 0
    said = capsys.readouterr().out
    assert "set DATABASE_URL" in said
    assert f"{MANY - 1:,}" in said

    assert command.main(["--to", target]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_an_address_with_a_password_need_not_stand_on_the_command_line(
    file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everybody on the machine can read that."""
    monkeypatch.setenv("DATABASE_URL", file)
    target = f"sqlite:///{tmp_path / 'there.db'}"
    monkeypatch.setattr(command, "getpass", lambda _: target)

    assert command.main(["--to", "-"]) == 0
    assert sizes(target) == sizes(file)


async def test_the_bot_goes_on_where_it_was_after_the_move(lasting_url: str, tmp_path: Path) -> None:
    store = await open_store(lasting_url, lambda: NOW)
    record = await open_case(store, update_id=1, add_files=(photo("a"),))
    await store.close()
    target = f"sqlite:///{tmp_path / 'there.db'}"
    await asyncio.to_thread(move, lasting_url, target)

    store = await open_store(target, lambda: NOW)
    snapshot = await store.load(CHAT, 1)
    assert snapshot.seen
    assert snapshot.record is not None
    assert (snapshot.record.id, [one.unique_id for one in snapshot.record.files]) == (record.id, ["a"])
    await take_turn(store, CHAT, record=new_case(CHAT))
    assert [one.number for one in await store.cases(CHAT)] == [1, 2]
    await store.close()
