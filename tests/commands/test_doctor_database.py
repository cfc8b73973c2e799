"""`python -m bot doctor` and the database: each way it can be wrong, and what waits in it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.fernet import Fernet

from bot.services.checks.finding import Level
from bot.storage import schema
from bot.storage.changes import Post
from bot.storage.lock import lock
from bot.storage.store import open_store
from tests.commands import doctored
from tests.commands.doctored import Host, wrong

BROKEN, NOTE = Level.BROKEN, Level.WORTH_KNOWING


@pytest.mark.parametrize(
    ("version", "said"), [("0007", {"database_old": NOTE}), ("9999", {"database_newer": BROKEN}), (schema.VERSION, {})]
)
async def test_a_database_of_another_release_is_told_and_left_as_it_is(
    host: Host, version: str, said: dict[str, Level]
) -> None:
    host.path.unlink()
    doctored.database(host.folder, version)

    assert await host.hears() == said
    with closing(sqlite3.connect(host.path)) as left:
        assert left.execute("SELECT version_num FROM alembic_version").fetchall() == [(version,)]


async def test_a_database_that_is_not_there_yet_is_not_made(host: Host) -> None:
    path = host.folder / "deep" / "down" / "bot.db"
    findings = await host.asks(DATABASE_URL=f"sqlite:///{path}")

    assert wrong(findings) == {}
    assert "database_none" in findings
    assert not path.parent.exists()


async def test_a_database_that_cannot_be_used_says_why_without_its_password(host: Host) -> None:
    host.path.write_text("this is a letter to my grandmother, and no database" * 20)
    (host.folder / "file").touch()
    lost = "postgresql://recourse:hunter2@127.0.0.1:9/recourse"
    elsewhere = await host.asks(DATABASE_URL=lost)

    assert await host.hears() == {"database_out": BROKEN}
    assert await host.hears(DATABASE_URL=f"sqlite:///{host.folder / 'file' / 'bot.db'}") == {"database_out": BROKEN}
    assert await host.hears(DATABASE_URL="mysql://recourse@127.0.0.1/recourse") == {"database_out": BROKEN}
    assert await host.hears(DATABASE_URL="sqlite:///:memory:") == {"database_memory": NOTE}
    assert wrong(elsewhere) == {"database_out": BROKEN}
    assert "hunter2" not in str(elsewhere)


async def test_a_database_that_takes_nothing_and_one_that_others_read_are_told(host: Host) -> None:
    with closing(sqlite3.connect(host.path)) as held:
        held.execute(
            "CREATE TRIGGER fails BEFORE INSERT ON meta WHEN NEW.key = 'checked_at'"
            " BEGIN SELECT abs(-9223372036854775808); END"
        )
    host.path.chmod(0o640)
    findings = await host.asks()

    assert wrong(findings) == {"writing": BROKEN, "database_open": NOTE}
    assert "overflow" in findings["writing"].facts["reason"]


async def test_what_waits_too_long_and_what_was_set_aside_is_counted(host: Host) -> None:
    store = await open_store(host.env["DATABASE_URL"], lambda: datetime.now(UTC) - timedelta(hours=1))
    await store.park(17, "private words", "KeyError", 101, 3)
    await store.post(Post(101, "stuck", {}))
    await store.close()
    findings = await host.asks()

    assert wrong(findings) == {"parked": NOTE, "outbox": BROKEN}
    assert findings["outbox"].facts["minutes"] >= 60


async def test_a_bot_that_runs_is_seen_and_not_disturbed(host: Host) -> None:
    place = lock(host.env["DATABASE_URL"])
    assert place is not None
    before = await host.asks()
    await place.take()
    meanwhile = await host.asks()
    await place.close()

    assert ("running_not" in before, "running" in meanwhile) == (True, True)


async def test_a_database_whose_key_is_gone_says_so(host: Host) -> None:
    one, other = (Fernet.generate_key().decode() for _ in range(2))
    store = await open_store(host.env["DATABASE_URL"], lambda: datetime.now(UTC), [one])
    await store.park(17, "private words", "KeyError", 101, 3)
    await store.close()
    findings = await host.asks(ENCRYPTION_KEYS=other)

    assert wrong(findings) == {"database_shut": BROKEN}
    assert "ENCRYPTION_KEYS" in findings["database_shut"].facts["reason"]
