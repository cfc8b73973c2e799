"""What a host wrote, and what the settings mean for buyers."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bot.services.checks.bench import Bench
from bot.services.checks.finding import Finding

_OTHERS: Final = stat.S_IRGRP | stat.S_IROTH


async def settings(bench: Bench) -> Sequence[Finding]:
    """Whether every setting can be used, and whether a name looks mistyped."""
    given = bench.given
    if given is None:
        return []
    found = [Finding("setting", well=False, facts={"fault": fault}) for fault in given.faults]
    found = found or [Finding("settings", well=True, facts={"count": len(given.names)})]
    return [
        *found,
        *(
            Finding("setting_unknown", well=False, facts={"name": name, "meant": meant})
            for name, meant in given.strangers
        ),
    ]


async def settings_file(bench: Bench) -> Sequence[Finding]:
    """Whether others on this machine can read the token."""
    file = bench.given.file if bench.given is not None else None
    if file is None or not open_to_others(file):
        return []
    return [Finding("settings_open", well=False, facts={"file": str(file)})]


async def contact(bench: Bench) -> Sequence[Finding]:
    """Whether buyers are told who runs the bot."""
    return [Finding("contact", bench.settings.host_contact is not None, {})]


async def retention(bench: Bench) -> Sequence[Finding]:
    """For how long what buyers said is kept."""
    return [Finding("retention", well=True, facts={"days": bench.settings.retention_days})]


async def keys(bench: Bench) -> Sequence[Finding]:
    """Whether what buyers say lies encrypted in the database."""
    if bench.given is not None and bench.given.faulty("ENCRYPTION_KEYS"):
        return []
    count = len(bench.settings.encryption_keys)
    return [Finding("keys", count > 0, {"count": count})]


def open_to_others(file: Path) -> bool:
    """Whether somebody else on this machine may read it."""
    return os.name == "posix" and file.is_file() and bool(file.stat().st_mode & _OTHERS)
