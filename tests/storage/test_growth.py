"""What must stay cheap as it grows: counted in steps of SQLite's own machine, so no clock takes part."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.storage import (
    buyers,
    cases,
    evidence,
    holdings,
    outbox,
    relays,
    reminders,
    retention,
    tickets,
    turn,
    waiting,
    weekly,
)
from bot.storage.changes import Post
from bot.storage.migrate import migrate
from bot.storage.sqlite import drive
from bot.storage.statement import Work
from tests.storage.given import HOUR, LEASE, NOW

PEOPLE = 100_000
"""Each has something planned for next year; and as many blocked the bot, with something overdue."""
FILL = """
BEGIN;
INSERT INTO buyers SELECT value, 'en', NULL, NULL, 'en', value, 'home', '{}', 2, 2, 2, NULL, 0, 'now', 'now', 1,
  NULL, NULL, NULL, 1, 0, 0, NULL, NULL, NULL FROM numbers;
INSERT INTO cases SELECT value, value, 1, '{}', 'now', 'now', NULL, NULL FROM numbers;
INSERT INTO evidence SELECT value, value, 'photo', 'f', 'u', 1, 0, '', '', '', NULL, 'now', '', '', '' FROM numbers;
INSERT INTO reminders SELECT value, value, value, 'k', '2027-01-01T00:00:00.000000+00:00',
  '2027-01-01T00:00:00.000000+00:00', NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0 FROM numbers;
INSERT INTO buyers SELECT -value, 'en', NULL, NULL, 'en', NULL, 'home', '{}', 2, 2, 2, NULL, 1, 'now', 'now', 1,
  NULL, NULL, NULL, 1, 0, 0, NULL, NULL, NULL FROM numbers;
INSERT INTO cases SELECT -value, -value, 1, '{}', 'now', 'now', NULL, NULL FROM numbers;
INSERT INTO reminders SELECT -value, -value, -value, 'k', '2026-01-01T00:00:00.000000+00:00',
  '2026-01-01T00:00:00.000000+00:00', NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 1 FROM numbers;
INSERT INTO tickets SELECT value, value, -1, '', NULL, '', NULL, 'now', NULL, value, NULL,
  NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM numbers;
UPDATE tickets SET closed_at = 'now';
INSERT INTO relays SELECT value, value, value, 'buyer' FROM numbers;
INSERT INTO outbox SELECT value, value, value, 't', '{}', 'en', 0, 'now', value, NULL, NULL, 1, 'now', NULL, NULL,
  value, 'say', 0 FROM numbers;
INSERT INTO seen_updates SELECT value, 'now' FROM numbers;
COMMIT
""".replace("'now'", f"'{NOW.isoformat()}'")


def filled(path: Path, people: int) -> sqlite3.Connection:
    migrate(f"sqlite:///{path}")
    file = sqlite3.connect(path, isolation_level=None)
    file.execute("CREATE TEMP TABLE numbers (value INTEGER)")
    file.execute("BEGIN")
    file.executemany("INSERT INTO numbers VALUES (?)", ((number,) for number in range(1, people + 1)))
    file.execute("COMMIT")
    file.executescript(FILL)
    return file


def steps(file: sqlite3.Connection, work: Work[object]) -> int:
    taken = 0

    def step() -> int:
        nonlocal taken
        taken += 1
        return 0

    file.set_progress_handler(step, 1)
    drive(file, work)
    file.set_progress_handler(None, 0)
    return taken


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[sqlite3.Connection, sqlite3.Connection]]:
    folder = tmp_path_factory.mktemp("growth")
    with closing(filled(folder / "few.db", 10)) as few, closing(filled(folder / "many.db", PEOPLE)) as many:
        yield few, many


@pytest.mark.parametrize(
    "work",
    [
        lambda: turn.load(7, 7),
        lambda: evidence.of_case(7),
        lambda: cases.shelf(7),
        lambda: buyers.owed(100, None),
        lambda: reminders.claim(NOW, 100, NOW + LEASE),
        lambda: reminders.planned(7),
        lambda: outbox.claim(NOW, 100, NOW + LEASE),
        lambda: tickets.of_topic(-1, 7),
        lambda: relays.with_buyer(7, 7),
        lambda: waiting.begin(7, NOW),
        lambda: tickets.open_after(0, 50),
        lambda: weekly.week(-1, NOW + LEASE),
        lambda: turn.forget(7, NOW),
        lambda: holdings.held(8),
        lambda: holdings.rows(8),
        lambda: retention.find(NOW - LEASE, None, 5),
        lambda: retention.find(NOW + LEASE, None, 5),
        lambda: retention.settle(8, NOW + 400 * 24 * HOUR, 180, Post(8, "t")),
    ],
    ids=[
        "load",
        "evidence",
        "shelf",
        "owed",
        "empty tick",
        "planned",
        "outbox",
        "topic",
        "relay",
        "waiting",
        "rounds",
        "week",
        "forget",
        "held",
        "my data",
        "nobody idle",
        "some idle",
        "settle",
    ],
)
def test_a_hundred_thousand_cases_cost_no_more_than_ten(
    files: tuple[sqlite3.Connection, sqlite3.Connection], work: Callable[[], Work[object]]
) -> None:
    few, many = files

    assert steps(many, work()) <= steps(few, work()) + 20
