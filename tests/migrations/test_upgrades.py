"""What is stored outlives the migrations, and what a step adds is right for what was there before."""

from __future__ import annotations

import asyncio

from bot.domain.case import Result
from bot.domain.issues import Issue
from bot.storage.changes import Count
from bot.storage.migrate import migrate
from bot.storage.store import open_store
from tests.migrations.databases import execute, table_names
from tests.storage.given import CHAT, HOUR, LEASE, NOW, open_case, post, reminder, take_turn


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


def test_a_case_that_was_spoken_of_before_the_upgrade_is_known_to_be_after_it(bare_url: str) -> None:
    migrate(bare_url)
    asyncio.run(open_with_a_reminder(bare_url))
    asyncio.run(ring(bare_url))
    before = execute(bare_url, "SELECT spoken_at FROM cases")
    assert before[0][0] is not None
    migrate(bare_url, "0004")

    migrate(bare_url)

    assert execute(bare_url, "SELECT spoken_at FROM cases") == before


async def open_with_a_reminder(url: str) -> None:
    store = await open_store(url, lambda: NOW)
    await open_case(store, reminders=(reminder("last_day"),))
    await store.close()


async def open_and_block(url: str) -> None:
    store = await open_store(url, lambda: NOW)
    await open_case(store, CHAT + 1, reminders=(reminder("last_day"),))
    await take_turn(store, CHAT + 1, blocked=True)
    await store.close()


async def ring(url: str) -> None:
    store = await open_store(url, lambda: NOW)
    assert await store.announce(await store.claim_reminders(NOW + 2 * HOUR, 9, LEASE), post("reminder"))
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
