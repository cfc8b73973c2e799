"""Migrate: brings the database to this bot's version. SQLite files also do so by themselves at start."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from bot.settings import SettingsFault, load
from bot.storage import schema
from bot.storage.faults import StorageFault
from bot.storage.migrate import migrate


def main(argv: Sequence[str]) -> int:
    """0 when the database is at this bot's version, 1 with one line on standard error when it can't be."""
    parser = argparse.ArgumentParser(prog="python -m bot migrate", description=__doc__)
    parser.add_argument("url", nargs="?", help="the database; DATABASE_URL when left out")
    wanted = parser.parse_args(argv).url
    try:
        migrate(wanted or load().database_url)
    except (SettingsFault, StorageFault) as fault:
        print(fault, file=sys.stderr)
        return 1
    print(f"The database is at version {schema.VERSION}.")
    return 0
