"""Agenda: the days of a case in one language, as the entries of a calendar file. `calendar_file.py` writes the file.

It holds no name, no order number and no chat: whoever the calendar is shared with reads what is to be done, and of
which item. An entry's id comes from the case's number in the database, when it was begun and the kind, so the next
file of the same case finds the same entries and no other host's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from bot.domain.agenda import ALARM_DAYS, ENTRIES, Agenda, Entry
from bot.domain.buyer import Buyer, Record
from bot.domain.calendar import after
from bot.rendering.words import Words

MORNING: Final = time(9)
_DOMAIN: Final = "recourse.invalid"
"""No host has this name (RFC 2606): an id is a name and leads nowhere."""
_WORDS_OF: Final = {kind: reminders[0] for kind, reminders in ENTRIES.items()}


@dataclass(frozen=True, slots=True)
class Alarm:
    """When an entry is called to mind. `at` is an instant in UTC; None: `before` its day begins, wherever the calendar
    is (negative: after)."""

    before: timedelta
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One day in the calendar, worded. `cancelled`: it was in an earlier file and is true no longer."""

    uid: str
    on: date
    title: str
    text: str
    alarms: tuple[Alarm, ...] = ()
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """Everything in the file. `sequence` grows from file to file; `made_at` is UTC."""

    name: str
    sequence: int
    made_at: datetime
    events: tuple[Event, ...]


def entered(words: Words, facts: Mapping[str, Any], agenda: Agenda, made_at: datetime) -> CalendarFile:
    """The file of the case that a screen with these facts is about.

    The buyer's revision is the sequence: it grows with every turn, and the file asked for again is another turn."""
    record, buyer = facts["record"], facts["buyer"]
    return CalendarFile(
        name=f"recourse-{record.number}.ics",
        sequence=buyer.revision,
        made_at=made_at.astimezone(UTC).replace(microsecond=0),
        events=(
            *(_event(words, facts, one, tuple(_alarms(buyer, one.on, made_at))) for one in agenda.entries),
            *(_event(words, facts, one, (), cancelled=True) for one in agenda.gone),
        ),
    )


def _event(
    words: Words, facts: Mapping[str, Any], entry: Entry, alarms: tuple[Alarm, ...], *, cancelled: bool = False
) -> Event:
    record: Record = facts["record"]
    what = words.plain("agenda", entry.kind)
    if cancelled:  # a calendar that knows no cancelled entry shows it like any other
        what = words.plain("agenda", "taken_back", {"what": what})
    title = words.plain("agenda", "entry", {"number": record.number, "what": what})
    parts = () if cancelled else (record.case.item, _to_do(words, entry), _who_wins(words, facts))
    text = "\n\n".join(part for part in parts if part)
    return Event(_uid(record, entry.name), entry.on, title, text, alarms, cancelled)


def _to_do(words: Words, entry: Entry) -> str:
    """What to do by that day, and what happens otherwise. Words without the day get it put before them: an alarm that
    comes days ahead must not say "today"."""
    reminder = _WORDS_OF.get(entry.kind)
    facts = {"day": entry.on}
    said = words.plain("pings", reminder, facts) if reminder else words.plain("agenda", f"do_{entry.kind}", facts)
    if words.environment.filters["day"](entry.on) in said:
        return said
    return words.plain("agenda", "to_do", {**facts, "what": said})


def _who_wins(words: Words, facts: Mapping[str, Any]) -> str:
    return words.plain("timeline", "page_wins" if facts["disputed"] else "order_page_wins")


def _alarms(buyer: Buyer, on: date, now: datetime) -> Iterator[Alarm]:
    """Those to come, in the morning. Where the buyer's zone is known they are instants, so that nine o'clock is nine
    o'clock on the days of a clock change too. Where it is not, nobody knows what instant that is: they are counted
    from the beginning of the day, and the calendar knows where it is."""
    for days in ALARM_DAYS:
        before = timedelta(days=days) - timedelta(hours=MORNING.hour)
        day = after(on, -days)
        if buyer.zone is None:
            if day >= now.date():
                yield Alarm(before)
        else:
            at = datetime.combine(day, MORNING, ZoneInfo(buyer.zone)).astimezone(UTC)
            if at > now:
                yield Alarm(before, at)


def _uid(record: Record, name: str) -> str:
    begun = int(record.created_at.timestamp()) if record.created_at else 0
    digest = hashlib.sha256(f"{record.id} {begun} {name}".encode()).hexdigest()
    return f"{digest[:32]}@{_DOMAIN}"
