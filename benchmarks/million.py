"""A million buyers with three reminders each, as real rows on PostgreSQL: how large that is, what a turn and a claim
cost beside the same with few, and how late a reminder is on the busiest morning.

`python -m benchmarks.million` prints it alone; a number after it is how many buyers. Takes about five minutes.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import asyncpg

from benchmarks.postgres import serving
from bot.domain.buyer import Buyer
from bot.domain.case import Case
from bot.domain.case_json import to_json
from bot.storage.changes import Changes
from bot.storage.store import Store, open_store
from handlers.pace import Limits

_NOW: Final = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
_LEASE: Final = timedelta(minutes=2)
_DUE: Final = 1_000
_TURNS: Final = 300
_CLAIMS: Final = 9
_ANSWERS: Final = 700
"""Characters of a usual case's answers."""
FILL: Final = (
    """INSERT INTO buyers (chat_id, language, zone, seller_language, case_id, view, notice, revision, step, shown,
      blocked, created_at, active_at, last_number)
    SELECT n, 'en', 'Europe/Paris', 'en', n, 'result', '{}', 12, 12, 12, false, $2::timestamptz, $2, 1
    FROM generate_series(1, $1::bigint) n""",
    """INSERT INTO cases (id, chat_id, number, answers, created_at, updated_at)
    SELECT n, n, 1, $3::text, $2::timestamptz, $2 FROM generate_series(1, $1::bigint) n""",
    """INSERT INTO case_events (case_id, kind, facts, at)
    SELECT n, 'opened', '{}', $2::timestamptz FROM generate_series(1, $1::bigint) n, generate_series(1, 3)""",
    """INSERT INTO evidence (case_id, kind, file_id, unique_id, message_id, size, mime, caption, album, added_at)
    SELECT n, 'photo', repeat('f', 80), n || ':' || k, k, 200000, 'image/jpeg', '', '', $2::timestamptz
    FROM generate_series(1, $1::bigint) n, generate_series(1, 3) k""",
    # Three mornings each, over two months: nine o'clock where the buyer is, in twelve zones.
    """INSERT INTO reminders (case_id, chat_id, kind, due_at, deliver_at, attempts)
    SELECT n, n, 'kind ' || k, d, d, 0 FROM generate_series(1, $1::bigint) n, generate_series(1, 3) k,
      LATERAL (SELECT $2::timestamptz + interval '1 hour' + ((n * 7919 + k * 104729) % 60) * interval '1 day'
        + (n % 12) * interval '1 hour' AS d) AS at""",
)


async def filled(url: str, buyers: int) -> None:
    """So many rows of everything that grows with buyers."""
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    answers = json.dumps(json.loads(to_json(Case())) | {"words": "x" * _ANSWERS})
    for statement in FILL:
        given = (buyers, _NOW, answers) if "$3" in statement else (buyers, _NOW)
        await connection.execute(statement, *given, timeout=1800)
    await connection.execute("VACUUM ANALYZE", timeout=1800)
    await connection.close()


async def turns(store: Store, buyers: int) -> list[float]:
    """Milliseconds of single turns of buyers here and there: load and commit."""
    taken = []
    for number in range(_TURNS):
        chat_id = 1 + (number * 3571) % buyers
        began = time.perf_counter()
        buyer = (await store.load(chat_id, number)).buyer or Buyer(chat_id)
        await store.commit(Changes(number, _NOW, replace(buyer, revision=buyer.revision + 1)))
        taken.append((time.perf_counter() - began) * 1000)
    return sorted(taken)


async def claims(store: Store, url: str) -> float:
    """Milliseconds to find and claim a thousand that are due."""
    at = _NOW + timedelta(days=61)
    taken = []
    for _ in range(_CLAIMS):
        began = time.perf_counter()
        claimed = await store.claim_reminders(at, _DUE, _LEASE)
        taken.append((time.perf_counter() - began) * 1000)
        if not claimed:
            raise RuntimeError("nothing was claimed: the figure would say nothing")
        connection = await asyncpg.connect(url.replace("+asyncpg", ""))
        await connection.execute("UPDATE reminders SET token = NULL, leased_until = NULL WHERE token IS NOT NULL")
        await connection.close()
    return statistics.median(taken)


async def busiest(url: str) -> tuple[int, float, int]:
    """Reminders of the busiest hour; the minutes by which the last of any morning comes late when each goes out as fast
    as queued messages may; and how many a day there are at most."""
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    hours = await connection.fetch("SELECT deliver_at, count(*) FROM reminders GROUP BY 1 ORDER BY 1", timeout=600)
    days = await connection.fetchval(
        "SELECT max(c) FROM (SELECT count(*) c FROM reminders GROUP BY date_trunc('day', deliver_at)) d", timeout=600
    )
    await connection.close()
    rate, left, at, latest = Limits().queued, 0.0, hours[0][0], 0.0
    for moment, many in hours:
        left = max(0.0, left - (moment - at).total_seconds() * rate) + many
        latest, at = max(latest, left / rate / 60), moment
    return max(many for _, many in hours), latest, int(days)


async def sizes(url: str) -> dict[str, float]:
    """Megabytes of each table that has some, with its indexes."""
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    rows = await connection.fetch(
        "SELECT relname, pg_total_relation_size(oid) FROM pg_class WHERE relkind = 'r' AND relnamespace ="
        " 'public'::regnamespace ORDER BY 2 DESC"
    )
    await connection.close()
    return {name: size / 1e6 for name, size in rows if size > 1e6}


async def print_million(folder: Path, many: int = 1_000_000, few: int = 1_000) -> None:
    """Prints all of it."""
    with serving(folder / "million") as server:
        found = {}
        for buyers in (few, many):
            url = await server.database()
            began = time.perf_counter()
            await filled(url, buyers)
            took = time.perf_counter() - began
            store = await open_store(url, lambda: _NOW)
            await turns(store, buyers)  # connections and plans
            taken = await turns(store, buyers)
            found[buyers] = taken[len(taken) // 2], taken[int(len(taken) * 0.99)], await claims(store, url)
            await store.close()
        p50, p99, claim = found[many]
        print(
            f"{many} buyers, {3 * many} reminders (filled in {took:.0f} s): turn p50 {p50:.2f} ms, p99 {p99:.2f} ms "
            f"({p50 / found[few][0]:.2f} and {p99 / found[few][1]:.2f} of the same among {few}), {_DUE} due claimed in "
            f"{claim:.1f} ms ({claim / found[few][2]:.2f})",
            flush=True,
        )
        tables = await sizes(url)
        listed = ", ".join(f"{name} {megabytes:.0f}" for name, megabytes in tables.items())
        print(f"on the disk: {sum(tables.values()):.0f} MB ({listed})", flush=True)
        hour, late, day = await busiest(url)
        print(
            f"busiest hour {hour} reminders, busiest day {day}: at {Limits().queued:.0f} a second the last one of a "
            f"morning is {late:.0f} minutes late",
            flush=True,
        )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        asyncio.run(print_million(Path(name), *map(int, sys.argv[1:])))
