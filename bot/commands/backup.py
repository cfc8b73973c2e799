"""Backup: one checked file with the whole database, taken while the bot goes on."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot.settings import SettingsFault, load
from bot.storage import backup
from bot.storage.faults import StorageFault


def main(argv: Sequence[str]) -> int:
    """0 with one line that says where it is; 1 with one line on standard error that says what mends it."""
    parser = argparse.ArgumentParser(prog="python -m bot backup", description=__doc__)
    parser.add_argument("target", nargs="?", help="a folder, or a file; - writes to standard output")
    parser.add_argument("--keep", type=_some, metavar="N", help="afterwards only the N newest stay in the folder")
    wanted = parser.parse_args(argv)
    try:
        url = load().database_url
        if wanted.target == "-":
            _poured(url)
            return 0
        taken = backup.take(url, Path(wanted.target) if wanted.target else backup.folder(url), datetime.now(UTC))
        gone = backup.prune(taken.path.parent, wanted.keep) if wanted.keep else 0
    except (SettingsFault, StorageFault) as fault:
        print(fault, file=sys.stderr)
        return 1
    removed = f", {gone} older removed" if gone else ""
    print(
        f"{taken.path}: {taken.size:,} bytes, version {taken.version}, checked{removed}. "
        "Not in it: .env with BOT_TOKEN and ENCRYPTION_KEYS; keep those too, and not beside it."
    )
    return 0


def _poured(url: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        taken = backup.take(url, Path(folder), datetime.now(UTC))
        with taken.path.open("rb") as file:
            shutil.copyfileobj(file, sys.stdout.buffer)


def _some(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError("a whole number from 1")
    return int(text)
