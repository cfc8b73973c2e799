"""The table of checks: in which part of the report each stands and who is shown it; and `look`, which asks them all."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from bot.services.checks import database, groups, listening, machine, settings, telegram
from bot.services.checks.bench import Bench
from bot.services.checks.finding import Finding
from bot.storage.faults import StorageFault

_PATIENCE: Final = 6.0  # seconds for one check

Check = Callable[[Bench], Awaitable[Sequence[Finding]]]


class Part(StrEnum):
    """The parts of a report, in its order."""

    SETTINGS = "settings"
    TELEGRAM = "telegram"
    GROUP = "group"
    DATABASE = "database"
    MACHINE = "machine"


class For(StrEnum):
    """Who is shown a check: whoever runs the bot, volunteers who ask it in their group, or both."""

    HOST = "host"
    GROUP = "group"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Row:
    """One check."""

    part: Part
    check: Check
    shown: For = For.BOTH


CHECKS: Final = (
    Row(Part.SETTINGS, settings.settings, For.HOST),
    Row(Part.SETTINGS, settings.settings_file, For.HOST),
    Row(Part.SETTINGS, settings.contact, For.HOST),
    Row(Part.SETTINGS, settings.retention, For.HOST),
    Row(Part.SETTINGS, settings.keys, For.HOST),
    Row(Part.TELEGRAM, telegram.token, For.HOST),
    Row(Part.TELEGRAM, telegram.joining, For.HOST),
    Row(Part.TELEGRAM, telegram.delivery),
    Row(Part.TELEGRAM, telegram.updates, For.GROUP),
    Row(Part.TELEGRAM, telegram.clock),
    Row(Part.TELEGRAM, telegram.hosts, For.HOST),
    Row(Part.TELEGRAM, telegram.operators),
    Row(Part.GROUP, groups.helpers, For.HOST),
    Row(Part.GROUP, groups.rights),
    Row(Part.DATABASE, database.database),
    Row(Part.DATABASE, database.writing),
    Row(Part.DATABASE, database.running, For.HOST),
    Row(Part.DATABASE, database.outbox),
    Row(Part.DATABASE, database.parked),
    Row(Part.MACHINE, machine.disk),
    Row(Part.MACHINE, machine.versions, For.HOST),
    Row(Part.MACHINE, machine.zones, For.HOST),
    Row(Part.MACHINE, machine.fonts),
    Row(Part.MACHINE, machine.catalogues, For.HOST),
    Row(Part.MACHINE, listening.listening, For.HOST),
    Row(Part.MACHINE, machine.policy),
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A finding and the part of the report that it belongs to."""

    part: Part
    finding: Finding


async def look(bench: Bench, rows: Sequence[Row] = CHECKS) -> list[Seen]:
    """What all checks found that concern whoever asks, in their order. They are asked side by side; one that fails or
    takes too long is a finding too."""
    whose = For.GROUP if bench.given is None else For.HOST
    asked = [row for row in rows if row.shown in (whose, For.BOTH)]
    if bench.instruments is not None:
        bench = replace(bench, me=await bench.instruments.me())
    found = await asyncio.gather(*(_made(row.check, bench) for row in asked))
    return [Seen(row.part, finding) for row, some in zip(asked, found, strict=True) for finding in some]


async def _made(check: Check, bench: Bench) -> Sequence[Finding]:
    try:
        async with asyncio.timeout(_PATIENCE):
            return await check(bench)
    except (TimeoutError, StorageFault, OSError):
        return [Finding("unfinished", well=False, facts={"what": check.__name__})]
