"""Grounds: what the advice about each event rests on, one entry for each event. Part of `load`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from bot.domain.history import Event
from bot.domain.policy import Conflict, Ground, Source
from bot.policies.entries import FaultyPolicy, confidence, day, day_or_none, sources

_NUMBER: Final = re.compile(r"[RFQ]\d+[a-z]?")
_JUDGED: Final = frozenset({"source", "note", "checked_on"})
_FOUND: Final = _JUDGED | {"rests_on", "confidence", "still_valid_on"}


def every_ground(
    entries: Mapping[str, Any], known: Mapping[str, Source], conflicts: Mapping[str, Conflict]
) -> Mapping[Event, Ground]:
    """Each event with its ground. Raises FaultyPolicy for an event there is not, and for one without an entry."""
    if strange := entries.keys() - set(Event):
        raise FaultyPolicy(f"ground {min(strange)}: there is no such event")
    if missing := [event for event in Event if event not in entries]:
        raise FaultyPolicy(f"ground {missing[0]}: is in no file; every event needs one")
    return {event: _ground(event, entries[event], known, conflicts) for event in Event}


def _ground(
    event: Event, entry: Mapping[str, Any], known: Mapping[str, Source], conflicts: Mapping[str, Conflict]
) -> Ground:
    where, note = f"ground {event}", entry.get("note", "")
    judged = entry.get("source") == []
    if strange := entry.keys() - (_JUDGED if judged else _FOUND):
        raise FaultyPolicy(f"{where}: unknown key {min(strange)!r}" + (" beside no source" if judged else ""))
    if judged and not note:
        raise FaultyPolicy(f"{where}: without a source it needs a note that says why")
    return Ground(
        rests_on=() if judged else _numbers(where, entry.get("rests_on"), conflicts),
        sources=() if judged else sources(where, entry.get("source"), known),
        note=str(note),
        confidence=None if judged else confidence(where, entry),
        checked_on=day(where, entry, "checked_on"),
        still_valid_on=day_or_none(where, entry, "still_valid_on"),
    )


def _numbers(where: str, keys: Any, conflicts: Mapping[str, Conflict]) -> tuple[str, ...]:
    if not isinstance(keys, list) or not keys:
        raise FaultyPolicy(f"{where}: needs `rests_on`, numbers such as R33, C4 or Q7")
    if strange := [key for key in keys if key not in conflicts and not _NUMBER.fullmatch(str(key))]:
        raise FaultyPolicy(f"{where}: {strange[0]!r} is no rule, way, question or conflict")
    return tuple(keys)
