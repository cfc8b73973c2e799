"""Reminders: the plan of a case as rows to be delivered, and the ping that is made of a row when its time has come."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from bot.services.advice import advise
from bot.services.scene import Scene
from bot.storage.changes import NewReminder

_MORNING: Final = time(10)
_NOBODY_KNOWS: Final = time(7)
"""UTC, where the buyer's zone is not known: morning or midday for nearly all of our buyers."""


def planned(scene: Scene) -> tuple[NewReminder, ...]:
    """The whole plan of the open case; none while its summary was not confirmed."""
    if not scene.case.reviewed:
        return ()
    reminders = advise(scene).reminders
    at = {one.kind: _due_at(scene, one.due_on) for one in reminders}
    return tuple(NewReminder(kind, due, due) for kind, due in at.items() if due > scene.now)


def _due_at(scene: Scene, day: date) -> datetime:
    """The morning of that day where the buyer is, in UTC."""
    if scene.buyer.zone is None:
        return datetime.combine(day, _NOBODY_KNOWS, UTC)
    return datetime.combine(day, _MORNING, ZoneInfo(scene.buyer.zone)).astimezone(UTC)
