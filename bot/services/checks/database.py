"""The database: whether it is there, speaks this release's version, takes what is written; and what waits in it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from bot.services.checks.bench import Bench
from bot.services.checks.finding import Finding
from bot.services.checks.settings import open_to_others
from bot.storage import schema
from bot.storage.condition import Condition, condition
from bot.storage.faults import StorageFault
from bot.storage.lock import lock

_SLOW: Final = timedelta(minutes=10)
_SLUGGISH: Final = 1000  # milliseconds


async def database(bench: Bench) -> Sequence[Finding]:
    """Whether the database answers, how fast, and whether it is at this release's version."""
    try:
        found = await condition(bench.settings.database_url)
        facts = _facts(found)
        if found.version != schema.VERSION:
            return [_other_version(found, facts)]
        began = time.perf_counter()
        if bench.store is not None:
            await bench.store.health.reachable()
    except StorageFault as fault:
        return [Finding("database_out", well=False, facts={"reason": _told(bench, fault)})]
    took = int((time.perf_counter() - began) * 1000)
    told = [Finding("database", took < _SLUGGISH, facts | {"milliseconds": took})]
    if found.path is not None and open_to_others(found.path):
        told.append(Finding("database_open", well=False, facts={"file": str(found.path)}))
    return told


def _facts(found: Condition) -> dict[str, Any]:
    return {
        "engine": found.engine,
        "megabytes": -(-found.bytes // 1_000_000),
        "version": found.version,
        "needs": schema.VERSION,
        "file": str(found.path) if found.path is not None else "",
    }


def _other_version(found: Condition, facts: dict[str, Any]) -> Finding:
    if found.kept_in_memory:
        return Finding("database_memory", well=False, facts=facts)
    if found.version is not None and found.version > schema.VERSION:
        return Finding("database_newer", well=False, facts=facts)
    if not found.makes_itself:
        return Finding("database_behind", well=False, facts=facts)
    return Finding("database_none", True, facts) if found.version is None else Finding("database_old", False, facts)


async def writing(bench: Bench) -> Sequence[Finding]:
    """Whether the database keeps what is written. Nothing is said of one that could not be asked at all."""
    if bench.unopened:
        return [Finding("database_shut", well=False, facts={"reason": bench.unopened})]
    if bench.store is None:
        return []
    try:
        await bench.store.health.write()
    except StorageFault as fault:
        return [Finding("writing", well=False, facts={"reason": _told(bench, fault)})]
    return [Finding("writing", well=True, facts={})]


async def running(bench: Bench) -> Sequence[Finding]:
    """Whether a bot asks for updates on this database now."""
    place = (
        lock(bench.settings.database_url) if bench.store is not None and bench.settings.webhook_url is None else None
    )
    if place is None:
        return []
    try:
        free = await place.take()
    finally:
        await place.close()
    return [Finding("running_not" if free else "running", well=True, facts={})]


async def outbox(bench: Bench) -> Sequence[Finding]:
    """How many messages wait that should be out, and for how long."""
    if bench.store is None:
        return []
    waiting = await bench.store.health.overdue()
    age = bench.clock() - waiting.since if waiting.since is not None else timedelta()
    return [Finding("outbox", age < _SLOW, {"count": waiting.count, "minutes": int(age.total_seconds() // 60)})]


async def parked(bench: Bench) -> Sequence[Finding]:
    """How many updates were set aside because they failed each time."""
    if bench.store is None:
        return []
    count = await bench.store.health.parked()
    return [Finding("parked", well=False, facts={"count": count})] if count else []


def _told(bench: Bench, fault: StorageFault) -> str:
    """Why, for whoever runs the bot: addresses and paths are no business of a group."""
    return str(fault) if bench.given is not None else ""
