"""Entries: one value of a policy file, read and refused where a reader could not check it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.domain.policy import Confidence, Source


class FaultyPolicy(ValueError):
    """A policy file that must not be used; the message says which part and why."""


def sources(where: str, keys: Any, known: Mapping[str, Source]) -> tuple[Source, ...]:
    """The sources of these keys, in order, at least one. Raises FaultyPolicy."""
    if not isinstance(keys, list) or not keys:
        raise FaultyPolicy(f"{where}: needs at least one source")
    if strange := [key for key in keys if key not in known]:
        raise FaultyPolicy(f"{where}: source {strange[0]!r} is in no file")
    return tuple(known[key] for key in keys)


def confidence(where: str, entry: Mapping[str, Any]) -> Confidence:
    """How sure it is. Raises FaultyPolicy."""
    said = entry.get("confidence")
    if said not in set(Confidence):
        raise FaultyPolicy(f"{where}: confidence must be high, medium or low")
    return Confidence(said)


def day(where: str, entry: Mapping[str, Any], name: str) -> date:
    """A day that must be there. Raises FaultyPolicy."""
    found = day_or_none(where, entry, name)
    if found is None:
        raise FaultyPolicy(f"{where}: needs `{name}`, a day like 2026-03-14")
    return found


def day_or_none(where: str, entry: Mapping[str, Any], name: str) -> date | None:
    """A day that may be absent, but not something else. Raises FaultyPolicy."""
    found = entry.get(name)
    if found is not None and type(found) is not date:
        raise FaultyPolicy(f"{where}: needs `{name}`, a day like 2026-03-14")
    return found
