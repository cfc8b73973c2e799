"""Checks: what can be wrong with a bot that runs, as a table of small functions. /selftest shows what they find.

A check looks and says; it mends nothing. What it needs of the world outside comes through `Bench`.
"""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final, Protocol

from bot.domain.calendar import marketplace_day
from bot.domain.group import Groups
from bot.domain.policy import STALE_AFTER_DAYS, Policy
from bot.storage.faults import StorageFault
from bot.storage.store import Store

_PATIENCE: Final = 6.0  # seconds for one check
_DEAF: Final = timedelta(minutes=2)
_SLOW: Final = timedelta(minutes=10)
_DRIFT: Final = timedelta(seconds=30)
_ROOM: Final = 500  # megabytes
_SLUGGISH: Final = 1000  # milliseconds


@dataclass(frozen=True, slots=True)
class Rights:
    """What the bot may do in a group. Where there are no topics, none can be managed and nothing is lacking."""

    title: str
    member: bool
    forum: bool
    topics: bool
    pin: bool
    delete: bool


class Instruments(Protocol):
    """What can only be read off Telegram."""

    async def rights(self, group_id: int) -> Rights | None:
        """None: the group cannot be seen from here."""

    def heard_at(self) -> datetime | None:
        """When Telegram last answered the question for updates; None: never in this life of the bot."""

    def ahead(self) -> timedelta | None:
        """How far our clock is ahead of Telegram's, to a second; None: nothing was sent yet."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What the checks look at. `folder`: where the database lies, if it is a file here."""

    store: Store
    groups: Groups | None
    policy: Policy
    clock: Callable[[], datetime]
    instruments: Instruments
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check saw. The words, with the mend where it is not well, are in words/selftest.j2 under `check`."""

    check: str
    well: bool
    facts: dict[str, Any]


Check = Callable[[Bench], Awaitable[Sequence[Finding]]]


async def rights(bench: Bench) -> Sequence[Finding]:
    """In each support group: whether the bot is in it, and may do what it has to."""
    found = []
    for group in bench.groups.all if bench.groups is not None else ():
        seen = await bench.instruments.rights(group.chat_id)
        if seen is None:
            found.append(Finding("group_unseen", well=False, facts={"group": group.chat_id}))
            continue
        lacking = [name for name in ("topics", "pin") if seen.forum and not getattr(seen, name)]
        lacking += ["delete"] if not seen.delete else []
        well = seen.member and "topics" not in lacking
        found.append(Finding("rights", well, {**asdict(seen), "group": group.chat_id, "lacking": lacking}))
    return found


async def updates(bench: Bench) -> Sequence[Finding]:
    """Whether Telegram answers the question for updates."""
    at = bench.instruments.heard_at()
    if at is None:
        return [Finding("updates_never", well=False, facts={})]
    age = bench.clock() - at
    return [Finding("updates", age < _DEAF, {"seconds": _seconds(age)})]


async def outbox(bench: Bench) -> Sequence[Finding]:
    """How many messages wait that should be out, and for how long."""
    waiting = await bench.store.health.overdue()
    age = bench.clock() - waiting.since if waiting.since is not None else timedelta()
    return [Finding("outbox", age < _SLOW, {"count": waiting.count, "minutes": int(age.total_seconds() // 60)})]


async def clock(bench: Bench) -> Sequence[Finding]:
    """Our clock against Telegram's: reminders go by ours."""
    ahead = bench.instruments.ahead()
    if ahead is None:
        return [Finding("clock_unknown", well=True, facts={})]
    return [Finding("clock", abs(ahead) < _DRIFT, {"seconds": _seconds(ahead)})]


async def policy(bench: Bench) -> Sequence[Finding]:
    """The days since somebody last compared the terms with their sources: of the one that waits longest."""
    today = marketplace_day(bench.clock(), bench.policy)
    blocks = [block for term in bench.policy.terms.values() if (block := term.latest(today)) is not None]
    days = max(0, (today - min(block.checked_on for block in blocks)).days)
    return [Finding("policy", days <= STALE_AFTER_DAYS, {"days": days, "most": STALE_AFTER_DAYS})]


async def disk(bench: Bench) -> Sequence[Finding]:
    """Room on the disk that has the database."""
    if bench.folder is None:
        return []
    free = (await asyncio.to_thread(shutil.disk_usage, bench.folder)).free // 1_000_000
    return [Finding("disk", free >= _ROOM, {"megabytes": free})]


async def database(bench: Bench) -> Sequence[Finding]:
    """Whether the database answers, and how fast."""
    began = time.perf_counter()
    try:
        await bench.store.health.reachable()
    except StorageFault:
        return [Finding("database_out", well=False, facts={})]
    took = int((time.perf_counter() - began) * 1000)
    return [Finding("database", took < _SLUGGISH, {"milliseconds": took})]


CHECKS: Final[tuple[Check, ...]] = (rights, updates, outbox, clock, policy, disk, database)


async def look(bench: Bench, checks: Sequence[Check] = CHECKS) -> list[Finding]:
    """What all checks found, in their order. One that fails or takes too long is a finding too."""
    return [finding for found in await asyncio.gather(*(_made(check, bench) for check in checks)) for finding in found]


async def _made(check: Check, bench: Bench) -> Sequence[Finding]:
    try:
        async with asyncio.timeout(_PATIENCE):
            return await check(bench)
    except (TimeoutError, StorageFault, OSError):
        return [Finding("unfinished", well=False, facts={"what": check.__name__})]


def _seconds(span: timedelta) -> int:
    return round(span.total_seconds())
