"""What only SQLite has to prove: its file, its faults, and that a kill loses nothing that was acknowledged."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.domain.buyer import Buyer
from bot.storage import sqlite
from bot.storage.changes import Changes
from bot.storage.faults import StorageFault
from bot.storage.store import Store, open_store
from tests.storage.given import CHAT, NOW, new_case, take_turn


async def opened_and_closed(url: str) -> None:
    await (await open_store(url, lambda: NOW)).close()


async def test_a_new_file_is_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "data" / "bot.db"
    store = await open_store(f"sqlite+aiosqlite:///{path}", lambda: NOW)
    await take_turn(store)

    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    await store.close()

    assert modes["bot.db"] == 0o600
    assert set(modes.values()) == {0o600}


async def test_every_connection_is_set_up_for_promises(tmp_path: Path) -> None:
    hop = await sqlite.connect(str(tmp_path / "bot.db"))

    def settings(connection: sqlite3.Connection) -> list[object]:
        names = ("busy_timeout", "journal_mode", "synchronous", "foreign_keys")
        return [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names]

    assert await hop.run(settings) == [sqlite.BUSY_MILLISECONDS, "wal", 2, 1]
    await hop.close()


@pytest.mark.parametrize(
    ("url", "mend"),
    [
        ("mysql://me:secret@host/db", "can use"),
        ("nonsense secret", "not an address"),
        ("sqlite://bot.db", "three slashes"),
        ("sqlite:////dev/null/secret/bot.db", "Not a directory"),
        ("sqlite:////dev", "unable to open"),
        ("postgresql+asyncpg://me:secret@127.0.0.1:1/db", "check that the server runs"),
    ],
)
async def test_a_wrong_address_is_explained_without_its_password(url: str, mend: str) -> None:
    with pytest.raises(StorageFault, match=mend) as caught:
        await opened_and_closed(url)

    assert "DATABASE_URL" in str(caught.value)
    assert "me:secret" not in str(caught.value)


async def test_a_file_that_is_something_else_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear seller, " * 100)

    with pytest.raises(StorageFault, match="not a database"):
        await opened_and_closed(f"sqlite:///{path}")

    assert path.read_text() == "Dear seller, " * 100


async def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "music.db"
    with closing(sqlite3.connect(path)) as file:
        file.execute("CREATE TABLE songs (title TEXT)")

    with pytest.raises(StorageFault, match="another program"):
        await opened_and_closed(f"sqlite:///{path}")


async def test_a_file_held_by_another_process_is_said_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "BUSY_MILLISECONDS", 20)
    path = tmp_path / "bot.db"
    store = await open_store(f"sqlite:///{path}", lambda: NOW)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageFault, match="another bot"):
            await take_turn(store)
        assert (await store.load(CHAT)).buyer is None
        other.execute("ROLLBACK")

    await take_turn(store)
    await store.close()


async def test_a_read_only_file_is_said_to_be(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    await opened_and_closed(f"sqlite:///{path}")

    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as file, pytest.raises(sqlite3.Error) as caught:
        file.execute("DELETE FROM meta")

    assert "right to write" in str(sqlite.fault(caught.value))


async def test_a_full_disk_fails_every_turn_that_waited_and_the_next_one_works(tmp_path: Path) -> None:
    """Nobody is told done before COMMIT returned, so a transaction that can't be written is nobody's."""
    path = tmp_path / "bot.db"
    await opened_and_closed(f"sqlite:///{path}")
    hop = await sqlite.connect(str(path))
    lane = sqlite.Lane(hop, "BEGIN IMMEDIATE")
    pages = await hop.run(lambda connection: connection.execute("PRAGMA page_count").fetchone()[0])
    await hop.run(lambda connection: connection.execute(f"PRAGMA max_page_count = {pages}").fetchone())
    store_engine = sqlite.Sqlite(lane, lane)
    store = Store(store_engine, lambda: NOW)
    big = "x" * 200_000
    turns = [
        store.commit(Changes(chat, NOW, Buyer(chat, revision=1), new_case(chat, item=big))) for chat in range(1, 6)
    ]
    outcomes = await asyncio.gather(*turns, return_exceptions=True)
    assert all(isinstance(outcome, StorageFault) for outcome in outcomes)
    assert "make room" in str(outcomes[0])

    await hop.run(lambda connection: connection.execute("PRAGMA max_page_count = 1000000").fetchone())
    assert (await store.counts())["buyers"] == 0
    await take_turn(store)
    await store.close()


async def test_a_caller_who_went_away_does_not_stop_the_others(tmp_path: Path) -> None:
    store = await open_store(f"sqlite:///{tmp_path / 'bot.db'}", lambda: NOW)
    turns = [asyncio.ensure_future(store.commit(Changes(chat, NOW, Buyer(chat, revision=1)))) for chat in range(1, 11)]
    await asyncio.sleep(0)
    for turn in turns[::2]:
        turn.cancel()

    outcomes = await asyncio.gather(*turns, return_exceptions=True)

    assert all(outcome is not None for outcome in outcomes[1::2])
    for chat in range(2, 11, 2):
        assert (await store.load(chat, chat)).seen
    await store.close()


WRITER = """
import asyncio, sys
from dataclasses import replace
from bot.storage.changes import Changes
from bot.storage.store import open_store
from tests.storage.given import NOW, new_case, photo, reminder, take_turn

async def talk(store, chat):
    for number in range(1, 1000):
        update = chat * 1000 + number
        await take_turn(store, chat, update, view=str(number), record=new_case(chat, item=str(number)),
                        add_files=(photo("a"),), events=(("said", {}),), reminders=(reminder("r"),))
        sys.stdout.write(f"{chat} {number}\\n")
        sys.stdout.flush()

async def main():
    store = await open_store(sys.argv[1], lambda: NOW)
    await asyncio.gather(*(talk(store, chat) for chat in range(1, 51)))

asyncio.run(main())
"""


@pytest.mark.parametrize("after", [1, 40, 333])
def test_a_kill_loses_no_acknowledged_turn_and_leaves_none_half_saved(tmp_path: Path, after: int) -> None:
    """Fifty chats talk at once; the process is killed after so many acknowledgements."""
    path = tmp_path / "bot.db"
    acknowledged: dict[int, int] = {}
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, f"sqlite:///{path}"], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        for line in writer.stdout:
            chat, number = map(int, line.split())
            acknowledged[chat] = number
            after -= 1
            if after == 0:
                os.kill(writer.pid, signal.SIGKILL)

    with closing(sqlite3.connect(path)) as file:
        rows = file.execute(
            "SELECT chat_id, revision, CAST(view AS INTEGER), last_number,"
            " (SELECT count(*) FROM cases WHERE cases.chat_id = buyers.chat_id),"
            " (SELECT count(*) FROM seen_updates WHERE update_id / 1000 = chat_id),"
            " (SELECT count(*) FROM cases JOIN case_events ON case_id = cases.id WHERE cases.chat_id = buyers.chat_id),"
            " (SELECT count(*) FROM cases JOIN evidence ON case_id = cases.id WHERE cases.chat_id = buyers.chat_id),"
            " (SELECT count(*) FROM reminders WHERE reminders.chat_id = buyers.chat_id) FROM buyers"
        ).fetchall()
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert all(len(set(counts)) == 1 for _, *counts in rows), "a turn was saved by half"
    saved = {chat: revision for chat, revision, *_ in rows}
    assert all(saved[chat] in (number, number + 1) for chat, number in acknowledged.items())
