"""Move: everything into another, empty database, such as from a file to PostgreSQL. Stop the bot first."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from getpass import getpass

from bot.settings import SettingsFault, load
from bot.storage.faults import StorageFault
from bot.storage.move import move


def main(argv: Sequence[str]) -> int:
    """0 with a line for each table and one that says what to do next; 1 with one line on standard error, and both
    databases as they were."""
    parser = argparse.ArgumentParser(prog="python -m bot move", description=__doc__)
    parser.add_argument(
        "--to", required=True, metavar="URL", help="the new database, written as DATABASE_URL; - asks for it"
    )
    to = parser.parse_args(argv).to
    url = getpass("The new database, written as DATABASE_URL (it is not shown): ") if to == "-" else to
    try:
        moved = move(load().database_url, url)
    except (SettingsFault, StorageFault) as fault:
        print(fault, file=sys.stderr)
        return 1
    for one in moved:
        print(f"{one.table:<16} {one.count:>9,}  {one.checksum}")
    print("Moved; counts and checksums are the same on both sides. Now set DATABASE_URL to the new address and start.")
    return 0
