"""What the support group asks at every turn and every tick is found by an index, however many cases there were."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import asyncpg

from bot.domain.demand import A_WHILE, LATELY
from bot.domain.ticket import Ticket
from bot.storage import carried, demand, gathering, relays, tickets, waiting
from bot.storage.faults import Stale
from bot.storage.gathering import Waiting
from bot.storage.statement import Statement, Values, Work
from bot.storage.store import open_store
from tests.storage.given import LEASE, NOW
from tests.storage.test_query_plans import explained, fill

GROUP: Final = -100
CASE: Final = 4_000
TICKET: Final = Ticket(CASE, CASE, GROUP, "Ana", opened_at=NOW, waiting_since=NOW)
FIRST: Final = Waiting(1, "relay", {"joins": True, "text": "hello"})
"""One of many cases, all closed but every hundredth, and the first of what waits in its topic."""

ASKED: Final[dict[str, Callable[[], Work[Any]]]] = {
    "open tickets, at every round": lambda: tickets.open_after(0, 100),
    "a buyer's open tickets": lambda: demand.open_tickets(CASE),
    "demand, when a buyer asks": lambda: demand.asking(CASE, 0, NOW),
    "demand, while a buyer talks": lambda: demand.talking(CASE, NOW),
    "the ticket of a topic": lambda: tickets.of_topic(GROUP, CASE),
    "the ticket of a message": lambda: tickets.of_message(GROUP, CASE),
    "the message that a volunteer answers": lambda: relays.in_group(GROUP, CASE),
    "the message that a buyer answers": lambda: relays.with_buyer(CASE, CASE),
    "a buyer waits": lambda: waiting.begin(CASE, NOW),
    "an alarm": lambda: waiting.alarm(TICKET, NOW),
    "what goes out as one": lambda: gathering.gathered(FIRST, GROUP, CASE, "token", NOW, NOW + LEASE),
    "what waits to be corrected": lambda: carried.waiting(CASE, GROUP, 1),
    "what is late, at every tick": lambda: carried.late(NOW),
}
TABLES: Final = ("tickets", "relays", "outbox", "cases", "buyers")


def asked(work: Callable[[], Work[Any]]) -> list[tuple[Statement, Values]]:
    """Its statements, as far as empty answers lead; a count of nothing is 0."""
    running = work()
    statement, values = next(running)
    found = []
    with suppress(StopIteration, Stale):
        while True:
            assert not isinstance(values, list)
            found.append((statement, values))
            statement, values = running.send([(0,)] if "count(" in statement.sqlite.text else [])
    return found


async def test_on_sqlite_nothing_of_the_support_group_reads_a_whole_table(tmp_path: Path) -> None:
    file = tmp_path / "bot.db"
    await (await open_store(f"sqlite:///{file}", lambda: NOW)).close()

    with closing(sqlite3.connect(file)) as connection:
        plans = {
            name: [
                step for statement, values in asked(work) for step in explained(connection, statement.sqlite, values)
            ]
            for name, work in ASKED.items()
        }

    scans = {name: step for name, steps in plans.items() for step in steps if step.startswith("SCAN")}
    assert scans == {}, scans
    assert any("ix_tickets_open" in step for step in plans["open tickets, at every round"])
    assert any("ix_outbox_due" in step for step in plans["what is late, at every tick"])


async def test_on_postgres_nothing_of_the_support_group_reads_a_whole_table(postgres_url: str) -> None:
    connection = await asyncpg.connect(postgres_url.replace("+asyncpg", ""))
    try:
        await fill(connection)
        await talk(connection)
        plans = {name: await steps(connection, work) for name, work in ASKED.items()}
    finally:
        await connection.close()

    scans = {name: plan for name, plan in plans.items() if any(f"Seq Scan on {table}" in plan for table in TABLES)}
    assert scans == {}, "\n\n".join(f"{name}\n{plan}" for name, plan in scans.items())
    assert "ix_tickets_open" in plans["open tickets, at every round"]
    assert "ix_outbox_due" in plans["what is late, at every tick"]


async def steps(connection: Any, work: Callable[[], Work[Any]]) -> str:
    """What the server would do."""
    rows = []
    for statement, values in asked(work):
        plan = statement.postgres
        rows += await connection.fetch(f"EXPLAIN {plan.text}", *plan.placed(values))
    return "\n".join(row[0] for row in rows)


async def talk(connection: Any) -> None:
    """Every case was asked about, long ago, and answered; one in a hundred is open, and there its buyer waits."""
    await connection.execute(
        "INSERT INTO tickets (case_id, chat_id, group_id, topic_id, name, taken_name, opened_at, answered_at,"
        " closed_at, waiting_since)"
        " SELECT id, chat_id, $1, id, '', '', at, at, CASE WHEN id % 100 > 0 THEN at END,"
        " CASE WHEN id % 100 = 0 THEN at END"
        " FROM (SELECT id, chat_id, $2::timestamptz - id * interval '1 hour' AS at FROM cases) AS given",
        GROUP,
        NOW - max(LATELY, A_WHILE),
    )
    await connection.execute(
        "INSERT INTO relays (case_id, topic_message_id, buyer_message_id, side) SELECT id, id, id, 'buyer' FROM cases"
    )
    await connection.execute(
        "INSERT INTO outbox (chat_id, buyer_id, template, facts, language, urgent, not_before, attempts, sent_at,"
        " ticket_id, errand, pressing)"
        " SELECT $1, chat_id, 'from_buyer', '{}', 'en', false, $2::timestamptz, 0,"
        " CASE WHEN id % 1000 > 0 THEN $2::timestamptz END, id, 'relay',"
        " false FROM cases",
        GROUP,
        NOW - timedelta(minutes=1),
    )
    await connection.execute("ANALYZE")
