"""What is due is found by an index, whatever the total: asked of the databases themselves."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from bot.storage import buyers, health, outbox, reminders
from bot.storage.statement import Plan, Statement, Values, Work
from bot.storage.store import open_store
from tests.storage.given import LEASE, NOW, open_case, post, reminder

MANY = 20_000
"""Enough for PostgreSQL to prefer an index to reading everything."""

Claim = Callable[[datetime, int, datetime], Work[Any]]
CLAIMS: tuple[tuple[Claim, str], ...] = (
    (reminders.LEASES.claim, "ix_reminders_due"),
    (outbox.LEASES.claim, "ix_outbox_due"),
)


def asked(claim: Claim) -> tuple[Statement, Values]:
    """The statement that finds and claims, with its values."""
    statement, values = next(claim(NOW, 100, NOW + LEASE))
    assert not isinstance(values, list)
    return statement, values


@pytest.mark.parametrize(("claim", "index"), CLAIMS)
async def test_on_sqlite_what_is_due_is_found_by_its_time(claim: Claim, index: str, tmp_path: Path) -> None:
    file = tmp_path / "bot.db"
    await (await open_store(f"sqlite:///{file}", lambda: NOW)).close()
    statement, values = asked(claim)

    with closing(sqlite3.connect(file)) as connection:
        steps = explained(connection, statement.sqlite, values)

    assert any(f"USING INDEX {index} (" in step for step in steps), steps
    assert {step for step in steps if step.startswith("SCAN")} <= {"SCAN chats", "SCAN due"}  # what was found, no table


async def test_on_sqlite_what_a_start_is_owed_is_found_by_an_index(tmp_path: Path) -> None:
    """Nothing else is read of what is stored when the bot starts."""
    file = tmp_path / "bot.db"
    await (await open_store(f"sqlite:///{file}", lambda: NOW)).close()
    statement, values = next(buyers.owed(100, None))
    assert not isinstance(values, list)

    with closing(sqlite3.connect(file)) as connection:
        steps = explained(connection, statement.sqlite, values)

    assert len(steps) == 1
    assert "ix_buyers_owed" in steps[0]


@pytest.mark.parametrize("name", health.LOAD)
async def test_on_sqlite_a_gauge_reads_an_index_and_stops_somewhere(name: str, tmp_path: Path) -> None:
    """Whoever looks at the bot from outside keeps no buyer waiting."""
    file = tmp_path / "bot.db"
    await (await open_store(f"sqlite:///{file}", lambda: NOW)).close()
    plan = health.LOAD[name].sqlite

    with closing(sqlite3.connect(file)) as connection:
        steps = explained(connection, plan, {})

    assert " LIMIT " in plan.text.replace("\n", " ")
    assert all("INDEX" in step for step in steps if step not in ("CO-ROUTINE some", "SCAN some")), steps


def explained(connection: sqlite3.Connection, plan: Plan, values: Values) -> list[str]:
    found = connection.execute(f"EXPLAIN QUERY PLAN {plan.text}", plan.named(values))
    return [str(detail) for _, _, _, detail in found]


async def test_on_postgres_what_is_due_among_many_is_found_by_its_time(postgres_url: str) -> None:
    """A thousandth of them is due."""
    statement, values = asked(reminders.LEASES.claim)
    connection = await asyncpg.connect(postgres_url.replace("+asyncpg", ""))
    try:
        await fill(connection)
        plan = statement.postgres
        rows = await connection.fetch(f"EXPLAIN {plan.text}", *plan.placed(values))
    finally:
        await connection.close()

    steps = "\n".join(row[0] for row in rows)
    assert "ix_reminders_due" in steps, steps
    assert "Seq Scan on reminders" not in steps, steps


async def test_on_postgres_an_empty_tick_reads_nothing_of_buyers_who_blocked_the_bot(postgres_url: str) -> None:
    """All of them are overdue, and none is looked at: the server says itself what it read."""
    statement, values = asked(reminders.LEASES.claim)
    connection = await asyncpg.connect(postgres_url.replace("+asyncpg", ""))
    try:
        await fill(connection)
        await connection.execute("UPDATE reminders SET deliver_at = deliver_at - interval '1 year', asleep = true")
        await connection.execute("UPDATE buyers SET blocked = true")
        await connection.execute("VACUUM ANALYZE")
        plan = statement.postgres
        rows = await connection.fetch(f"EXPLAIN (ANALYZE, FORMAT JSON) {plan.text}", *plan.placed(values))
    finally:
        await connection.close()

    read = [node for node in _nodes(json.loads(rows[0][0])[0]["Plan"]) if node.get("Relation Name") == "reminders"]
    assert read
    assert sum(node["Actual Rows"] + node.get("Rows Removed by Filter", 0) for node in read) == 0, read


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for below in node.get("Plans", ()):
        yield from _nodes(below)


@pytest.mark.parametrize(("claim", "index"), CLAIMS)
async def test_on_postgres_what_is_due_is_looked_for_once_also_in_a_table_nobody_counted(
    claim: Claim, index: str, postgres_url: str
) -> None:
    """PostgreSQL takes a young table for empty, and looked again for each row: twenty seconds for 600 reminders."""
    store = await open_store(postgres_url, lambda: NOW)
    for chat_id in range(1, 31):
        await open_case(store, chat_id, reminders=(reminder("a", -1), reminder("b", -1)))
        await store.post(post(chat_id=chat_id))
    await store.close()
    statement, values = asked(claim)
    connection = await asyncpg.connect(postgres_url.replace("+asyncpg", ""))
    try:
        plan = statement.postgres
        found = await connection.fetchval(f"EXPLAIN (ANALYZE, FORMAT JSON) {plan.text}", *plan.placed(values))
    finally:
        await connection.close()

    steps = list(_nodes(json.loads(found)[0]["Plan"]))
    looks = {step["Node Type"]: step["Actual Loops"] for step in steps if step["Node Type"] in ("LockRows", "Limit")}
    assert looks == {"LockRows": 1, "Limit": 1}


async def fill(connection: Any) -> None:
    """One buyer in a thousand has a reminder that is due."""
    await connection.execute(
        "INSERT INTO buyers (chat_id, language, seller_language, view, notice, revision, step, shown, blocked,"
        " created_at, active_at, last_number)"
        " SELECT n, 'en', 'en', '', '{}', 1, 1, 1, false, now(), now(), 1 FROM generate_series(1, $1) AS n",
        MANY,
    )
    await connection.execute(
        "INSERT INTO cases (id, chat_id, number, answers, created_at, updated_at)"
        " SELECT chat_id, chat_id, 1, '{}', created_at, created_at FROM buyers"
    )
    await connection.execute(
        "INSERT INTO reminders (case_id, chat_id, kind, due_at, deliver_at, attempts)"
        " SELECT id, chat_id, 'window_opens', at, at, 0"
        " FROM (SELECT id, chat_id, $1::timestamptz + id * $2::interval AS at FROM cases) AS planned",
        NOW - timedelta(minutes=MANY // 1000),
        timedelta(minutes=1),
    )
    await connection.execute("ANALYZE")
