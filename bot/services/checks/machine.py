"""The machine the bot runs on: room, versions, and the pieces that must lie beside the code."""

from __future__ import annotations

import asyncio
import platform
import shutil
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bot.domain.calendar import marketplace_day
from bot.domain.policy import STALE_AFTER_DAYS
from bot.rendering import pieces
from bot.rendering.catalogues import catalogue, languages
from bot.services.checks import zone_data
from bot.services.checks.bench import Bench
from bot.services.checks.finding import Finding
from bot.storage.address import folder
from bot.storage.faults import StorageFault
from bot.storage.sqlite import OLDEST

_ROOM: Final = 500  # megabytes
_NO_ROOM: Final = 50


async def disk(bench: Bench) -> Sequence[Finding]:
    """Room on the disk that has the database."""
    try:
        lies_in = folder(bench.settings.database_url)
    except StorageFault:  # no address at all, which is said of the database
        return []
    if lies_in is None:
        return []
    free = (await asyncio.to_thread(shutil.disk_usage, _there(lies_in))).free // 1_000_000
    return [Finding("disk_full" if free < _NO_ROOM else "disk", free >= _ROOM, {"megabytes": free})]


def _there(path: Path) -> Path:
    """The folder, or the nearest one above it that there is."""
    return next(one for one in (path, *path.parents) if one.is_dir())


async def versions(_: Bench) -> Sequence[Finding]:
    """What the bot runs on."""
    facts = {
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "oldest": ".".join(map(str, OLDEST)),
    }
    return [Finding("versions", sqlite3.sqlite_version_info >= OLDEST, facts)]


async def zones(bench: Bench) -> Sequence[Finding]:
    """Whether the clocks of the world are known, and since when: countries change them."""
    found = await asyncio.to_thread(zone_data.found)
    if found is None:
        return [Finding("zones_none", well=False, facts={})]
    return [Finding("zones", zone_data.fresh(found, bench.clock().year), {"version": found})]


async def fonts(_: Bench) -> Sequence[Finding]:
    """Whether timelines, examples and evidence packs can be drawn."""
    broken = await asyncio.to_thread(pieces.unreadable_fonts)
    return [Finding("fonts", not broken, {"names": list(broken)})]


async def catalogues(_: Bench) -> Sequence[Finding]:
    """Whether every language is whole."""
    missing = {one: await asyncio.to_thread(pieces.untranslated, catalogue(one)) for one in languages()}
    found = [
        Finding("catalogue", well=False, facts={"language": one, "count": count})
        for one, count in missing.items()
        if count
    ]
    return found or [Finding("catalogues", well=True, facts={"languages": list(missing)})]


async def policy(bench: Bench) -> Sequence[Finding]:
    """The days since somebody last compared the terms with their sources: of the one that waits longest."""
    today = marketplace_day(bench.clock(), bench.policy)
    blocks = [block for term in bench.policy.terms.values() if (block := term.latest(today)) is not None]
    days = max(0, (today - min(block.checked_on for block in blocks)).days)
    return [Finding("policy", days <= STALE_AFTER_DAYS, {"days": days, "most": STALE_AFTER_DAYS})]
