"""written(file) → the bytes of an .ics file (RFC 5545). Pure: it knows of events and alarms, not of cases.

Escaping, folding and line ends are the library's; it would write control characters, which the format forbids. This
file loads it, so whoever writes imports it late.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

import icalendar
from icalendar.enums import STATUS, TRANSP

from bot.rendering.agenda import Alarm, CalendarFile, Event

_PRODUCT: Final = "-//Recourse//Recourse//EN"
_FORBIDDEN: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def written(file: CalendarFile) -> bytes:
    """The file, UTF-8. The same value gives the same bytes."""
    calendar = icalendar.Calendar.new(
        prodid=_PRODUCT, calscale="GREGORIAN", method="PUBLISH", name=file.title, uid=file.uid
    )
    for event in file.events:
        calendar.add_component(_event(file, event))
    content: bytes = calendar.to_ical()
    return content


def _event(file: CalendarFile, event: Event) -> icalendar.Event:
    """A whole day, which leaves the day free."""
    entry = icalendar.Event.new(
        uid=event.uid,
        summary=event.title,
        description=_FORBIDDEN.sub("", event.text) or None,
        start=event.on,
        end=event.on + timedelta(days=1),
        stamp=file.made_at,
        sequence=file.sequence,
        status=STATUS.CANCELLED if event.cancelled else STATUS.CONFIRMED,
        transparency=TRANSP.TRANSPARENT,
    )
    for alarm in event.alarms:
        entry.add_component(_alarm(alarm, event.title))
    return entry


def _alarm(alarm: Alarm, title: str) -> icalendar.Alarm:
    shown = icalendar.Alarm()
    shown.add("action", "DISPLAY")
    shown.add("description", title)
    if alarm.at is None:
        shown.add("trigger", -alarm.before)
    else:
        shown.add("trigger", alarm.at, parameters={"VALUE": "DATE-TIME"})
    return shown
