"""Reminders: the plan of a case as rows to be delivered, each with its deadline and its hour. `bell` says them."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from bot.domain.calendar import after
from bot.domain.quiet import Hours, day_ends, when, when_just_read
from bot.domain.reminders import DRAFT, Reminder
from bot.domain.screen import Button, Rows
from bot.services.advice import advise
from bot.services.scene import Scene
from bot.storage.changes import NewReminder

_SILENCE: Final = 3
"""Days after which a case that was begun is asked after."""


def planned(scene: Scene) -> tuple[NewReminder, ...] | None:
    """The whole plan of the open case; empty while it has no result, and for who switched reminders off. None: while an
    answer is being changed the old plan stands, for who stops halfway has not said that the old day is wrong."""
    if not scene.buyer.wants_reminders:
        return ()
    if not scene.case.reviewed:
        return None if scene.case.told else _unfinished(scene)
    hours = scene.buyer.hours
    wanted = [one for one in advise(scene).reminders if not scene.case.mutes(one.kind)]
    said_at = {one.kind: (one, _hour(scene, one)) for one in wanted}
    return tuple(
        NewReminder(kind, deadline(one, hours), at, day_begins=day_ends(after(one.due_on, -1), hours))
        for kind, (one, at) in said_at.items()
        if at is not None
    )


def row(scene: Scene) -> Rows:
    """The switch below a result, while all reminders are off; it lasts, because the result stays in the chat."""
    return () if scene.buyer.wants_reminders else ((Button("reminders_on", scene.lasting("allon")),),)


def _hour(scene: Scene, one: Reminder) -> datetime | None:
    """When it will be said. None: what is due today stands on the screen, and only the night is left of today."""
    hours, now = scene.buyer.hours, scene.now
    if one.due_on <= hours.day(now):
        return when_just_read(one.due_on, hours, now)
    return when(one.due_on, deadline(one, hours), hours, now)


def deadline(one: Reminder, hours: Hours) -> datetime:
    """Its deadline. What is said only after the day it is about has the day it is said on."""
    return day_ends(max(one.about_on, one.due_on), hours)


def _unfinished(scene: Scene) -> tuple[NewReminder, ...]:
    """A case that was begun in earnest and left is asked after, gently and once."""
    files = scene.record.files if scene.record else ()
    if scene.case.mutes(DRAFT) or (scene.case.blank and not files):
        return ()
    hours, day = scene.buyer.hours, after(scene.local_day, _SILENCE)
    by = day_ends(day, hours)
    return (NewReminder(DRAFT, by, when(day, by, hours, scene.now), once=True),)
