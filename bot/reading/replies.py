"""Replies: the few words people type under a reminder instead of tapping a button, in any language we read."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from bot.reading.choices import bare


@lru_cache(maxsize=1)
def replies() -> Mapping[str, str]:
    """What they mean by the bare words: did, not, later, stop, open."""
    told = tomllib.loads((Path(__file__).parent / "lexicon" / "pings.toml").read_text("utf-8"))
    return {bare(word): meaning for meaning, row in told.items() for word in row["words"]}
