"""Every step, up and down, with rows in every table: what a step forgets is written here, and nothing else is lost."""

from __future__ import annotations

from typing import Final

from bot.storage import schema
from bot.storage.migrate import migrate
from tests.storage.filled import Rows, everything, fill

FORGOTTEN: Final[dict[str, set[str]]] = {
    "0002": {"tickets", "relays", "outbox.errand", "outbox.ticket_id"},
    "0003": {"outcomes"},
    "0004": {
        "buyers.quiet_from",
        "buyers.quiet_until",
        "buyers.zone_asked_in",
        "reminders.done_at",
        "reminders.snoozed_until",
    },
    "0005": {"buyers.wants_reminders", "cases.spoken_at", "reminders.asleep"},
    "0006": {
        "support_groups",
        "volunteers",
        "outbox.pressing",
        "buyers.asks",
        "buyers.asks_since",
        "buyers.barred",
        "tickets.alarmed_at",
        "tickets.amount",
        "tickets.answered_at",
        "tickets.card_says",
        "tickets.currency",
        "tickets.helped",
        "tickets.taken_at",
        "tickets.topic_name",
        "tickets.waiting_since",
    },
    "0007": {"jobs", "evidence.look", "evidence.marks", "evidence.name"},
    "0008": {"replicas", "buyers.painter", "buyers.warned_at"},
}
"""What the step down from each version forgets: tables, and columns of those that stay."""


def test_what_is_written_here_is_every_step() -> None:
    assert [*FORGOTTEN] == [f"{number:04}" for number in range(2, int(schema.VERSION) + 1)]


def test_nothing_but_this_is_forgotten_on_the_way_down_and_nothing_on_the_way_up(bare_url: str) -> None:
    """Down to each version with all there was, rows of its own added there, and up to the newest with both."""
    migrate(bare_url)
    fill(bare_url, first=1)
    before = everything(bare_url)
    for number, version in enumerate(sorted({"0001", *FORGOTTEN} - {schema.VERSION}, reverse=True), start=1):
        migrate(bare_url, version)
        there = everything(bare_url)
        forgotten = set[str]().union(*(names for since, names in FORGOTTEN.items() if since > version))
        assert names(before) - names(there) == whole(forgotten, before), version
        assert shared(before, there) == shared(there, before), version

        fill(bare_url, first=1 + 2 * number)
        there = everything(bare_url)
        migrate(bare_url)
        after = everything(bare_url)
        assert names(after) >= names(there), version
        assert shared(there, after) == shared(after, there), version
        before = after


def names(rows: Rows) -> set[str]:
    """Tables, and their columns as table.column; every table has a row."""
    return {*rows, *(f"{table}.{column}" for table, found in rows.items() for column in (found[0] if found else ()))}


def whole(forgotten: set[str], rows: Rows) -> set[str]:
    """The same with the columns of the tables in it."""
    return forgotten | {name for name in names(rows) if name.partition(".")[0] in forgotten}


def shared(rows: Rows, other: Rows) -> Rows:
    """Of these rows, what the other ones know as well."""
    known = names(other)
    return {
        table: [{name: value for name, value in row.items() if f"{table}.{name}" in known} for row in found]
        for table, found in rows.items()
        if other.get(table)
    }
