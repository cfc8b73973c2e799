"""Restore: puts a backup in the place of the database. Stop the bot first."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bot.settings import SettingsFault, load
from bot.storage import meta
from bot.storage.faults import StorageFault
from bot.storage.restore import restore
from bot.storage.store import open_engine

_TOLD: Final = {
    "buyers": "buyers",
    "cases": "cases",
    "reminders": "reminders",
    "posts": "messages that wait",
    "owed": "screens to show again",
}
"""What is counted, and how it is called."""


def main(argv: Sequence[str]) -> int:
    """0 with one line that says what is there now; 1 with one line on standard error, and nothing was changed."""
    parser = argparse.ArgumentParser(prog="python -m bot restore", description=__doc__)
    parser.add_argument("file", type=Path, help="what `python -m bot backup` made")
    parser.add_argument(
        "--force", action="store_true", help="also where the database has buyers; what was there is kept"
    )
    wanted = parser.parse_args(argv)
    try:
        url = load().database_url
        done = restore(url, wanted.file, datetime.now(UTC), force=wanted.force)
        there = asyncio.run(_counts(url))
    except (SettingsFault, StorageFault) as fault:
        print(fault, file=sys.stderr)
        return 1
    kept = f" What was there before: {done.kept}." if done.kept else ""
    told = ", ".join(f"{called} {there[name]}" for name, called in _TOLD.items())
    print(f"Restored from version {done.version}: {told}.{kept} ENCRYPTION_KEYS must be those of the backup.")
    return 0


async def _counts(url: str) -> dict[str, int]:
    """How much there is of everything; no key is needed to count."""
    engine = await open_engine(url)
    try:
        return await engine.read(meta.counts())
    finally:
        await engine.close()
