"""written(file) → the bytes of an .ics file (RFC 5545). Pure: it knows of events and alarms, not of cases.

These are entries of one person's own calendar, opened by hand, not a message between calendars. So there is no METHOD:
with PUBLISH an ORGANIZER would be needed (RFC 5546, 3.2.1; the checks of libical and ical4j ask for it), and an
organizer must not be named in a calendar of one's own (RFC 5545, 3.8.4.3; Outlook was seen to ask for an answer, and
Apple's calendar to refuse the file). What CalDAV stores has no METHOD either (RFC 4791, 4.1). And the file has no name:
with X-WR-CALNAME Outlook was seen to make another calendar of it.

What a new file does to the old entries is up to the calendar; `docs/architecture.md` says what is known.

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
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", _PRODUCT)
    calendar.add("calscale", "GREGORIAN")
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
