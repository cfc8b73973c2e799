"""Zone data: which edition of the world's time zones Python reads. The system's goes before the package's."""

from __future__ import annotations

import re
import zoneinfo
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

_ANY: Final = "Europe/Berlin"
_EDITION: Final = re.compile(r"\d{4}\w*")


def found() -> str | None:
    """The edition, such as 2026a; empty: it does not say; None: there is none, or it cannot be read."""
    try:
        zoneinfo.ZoneInfo.no_cache(_ANY)
    except (zoneinfo.ZoneInfoNotFoundError, OSError, ValueError):
        return None
    for place in map(Path, zoneinfo.TZPATH):
        if (place / _ANY).is_file():
            return _edition(place)
    try:
        return version("tzdata")
    except PackageNotFoundError:
        return ""


def fresh(edition: str, year: int) -> bool:
    """Whether the edition is of this year or the one before. One that does not say is taken as fresh."""
    said = _EDITION.search(edition)
    return said is None or int(said[0][:4]) >= year - 1


def _edition(place: Path) -> str:
    """Systems write it in one of two files."""
    for name in ("tzdata.zi", "+VERSION"):
        try:
            with (place / name).open(encoding="utf-8", errors="replace") as file:
                said = _EDITION.search(file.readline())
                return said[0] if said is not None else ""
        except OSError:
            continue
    return ""
