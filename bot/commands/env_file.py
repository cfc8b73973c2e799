"""Env file: `.env` as a host keeps it. It is changed as a whole or not at all, and only its owner may read it.

Comments, blank lines and names that are not ours stay where they are.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import fields
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from dotenv import dotenv_values, set_key

from bot.settings import Settings

FILE: Final = ".env"
OPENING: Final = "# Written by `python -m bot setup`. Every setting there is: .env.example\n"
_PLAIN: Final = re.compile(r"[\w./:@+,=-]*", re.ASCII)
"""What every reader of such a file takes without quotes."""
_ALIKE: Final = 0.75


def change(changes: Mapping[str, str], file: str = FILE) -> None:
    """Writes these settings into the file, readable for its owner only. Raises OSError; then the file is as it was."""
    target = Path(file).resolve()
    old = target.read_text(encoding="utf-8") if target.exists() else OPENING
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".env-")
    new = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as written:
            written.write(old)
        for key, value in changes.items():
            set_key(new, key, value, quote_mode="never" if _PLAIN.fullmatch(value) else "always")
        new.chmod(0o600)
        with new.open("rb") as written:
            os.fsync(written.fileno())
        new.replace(target)
    except BaseException:
        with suppress(OSError):
            new.unlink()
        raise


def strangers(file: str = FILE) -> tuple[tuple[str, str], ...]:
    """Names in the file that no setting has, each with the setting that is probably meant."""
    known = [one.name.upper() for one in fields(Settings)]
    try:
        names = [name for name in dotenv_values(file, encoding="utf-8", interpolate=False) if name not in known]
    except (OSError, ValueError):
        return ()
    near = ((name, get_close_matches(name.upper(), known, n=1, cutoff=_ALIKE)) for name in names)
    return tuple((name, meant[0]) for name, meant in near if meant)
