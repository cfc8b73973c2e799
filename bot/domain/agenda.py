"""AGENDA: the days of a case that belong into a calendar, and agenda(case, …) → each of them once, earliest first.

Several reminders can be about one day ("in three days", "tomorrow", "today"): in a calendar they are one entry with
alarms. An entry keeps its kind while its day moves, so a new file changes the old entry instead of adding one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.domain.assessment import Assessment
from bot.domain.case import Case
from bot.domain.policy import Policy
from bot.domain.reminders import Reminder, foreseen
from bot.domain.standing import Standing
from bot.domain.timeline import days_ahead

ALARM_DAYS: Final = (3, 1, 0)
"""So many days before an entry's day it is called to mind, in the morning."""

ENTRIES: Final[Mapping[str, tuple[str, ...]]] = {
    "opens": ("opens",),
    "button_expected": ("button_expected",),
    "protection_ends": ("protection_ending",),
    "protection_ended": ("protection_ended",),
    "last_day": ("last_day_in_three", "proof_missing", "last_day_tomorrow", "last_day"),
    "agreeing": ("agreeing_ends",),
    "platform_steps_in": ("platform_steps_in",),
    "seller_turn_over": ("seller_turn_over",),
    "say_not_received": ("say_not_received",),
    "evidence": ("evidence_ending", "evidence_last_day"),
    "decision": ("decision_late",),
    "proposal": ("proposal_half_time", "proposal_tomorrow", "proposal_last_day"),
    "waiting": ("waiting_over",),
    "return": ("ship_return", "ship_return_soon", "enter_tracking"),
    "return_number": ("return_number",),
    "return_unpaid": ("return_unpaid",),
    "appeal": ("appeal_ending", "appeal_last_day"),
    "appeal_answer": ("appeal_answer_late",),
    "reopen": ("reopen_ending", "reopen_last_day"),
    "money": ("money_due",),
    "money_late": ("money_late",),
    "route_paypal": ("paypal_ending", "paypal_last_days"),
    "route_card": ("card_ending", "card_last_days"),
}
"""Kind of entry → the reminders that it stands for. The words of the first one say what to do, by that day."""
MARKS: Final = frozenset({"page_last_day", "route_return", "route_law", "route_paypal", "route_card"})
"""Last days that nobody is reminded of and the timeline shows, by the key of the mark: kinds of entry too."""

_ENTRY: Final = {reminder: kind for kind, reminders in ENTRIES.items() for reminder in reminders}


@dataclass(frozen=True, slots=True)
class Entry:
    """One day. `kind` is a key of words/agenda.j2; `name` tells it from others of its kind (two rights by law)."""

    kind: str
    on: date
    name: str


@dataclass(frozen=True, slots=True)
class Agenda:
    """What a calendar is to hold of one case, and what it may hold of an earlier file and is true no longer."""

    entries: tuple[Entry, ...]
    gone: tuple[Entry, ...] = ()

    def days(self) -> Mapping[str, date]:
        """What an earlier file is remembered by: name → day."""
        return {one.name: one.on for one in self.entries}


def together(kind: str) -> tuple[str, ...]:
    """The other reminders of the same entry: they ask for the same by the same day."""
    return tuple(other for other in ENTRIES[_ENTRY[kind]] if other != kind)


def agenda(case: Case, assessment: Assessment, at: Standing, policy: Policy, today: date) -> Agenda:
    """The days from today on. What earlier files had (`Case.calendar`) and is not there any more is gone, unless its
    day is over anyway."""
    entries: dict[str, Entry] = {}
    for entry in _entries(case, assessment, at, policy, today):
        known = entries.get(entry.name)
        if today <= entry.on < date.max and (known is None or entry.on < known.on):
            entries[entry.name] = entry
    gone = (
        Entry(name.partition(":")[0], on, name)
        for name, on in case.calendar.items()
        if name not in entries and on >= today and name.partition(":")[0] in KINDS
    )
    return Agenda(tuple(sorted(entries.values(), key=_order)), tuple(sorted(gone, key=_order)))


KINDS: Final = frozenset(ENTRIES) | MARKS


def _order(entry: Entry) -> tuple[date, str]:
    return entry.on, entry.name


def _entries(case: Case, assessment: Assessment, at: Standing, policy: Policy, today: date) -> Iterator[Entry]:
    """What the reminders are about first: theirs are the better words. Two about the same are one, as in the plan."""
    reminders = foreseen(case, assessment, at, policy, today)
    for one in {(one.due_on, one.about_on): one for one in reminders}.values():
        kind = _ENTRY[one.kind]
        yield Entry(kind, _day(one), kind)
    for mark in days_ahead(assessment, at, reminders, today):
        if mark.key in MARKS and mark.on is not None:
            route = mark.facts.get("route")
            yield Entry(mark.key, mark.on, f"{mark.key}:{route}" if mark.key in _SEVERAL else mark.key)


_SEVERAL: Final = frozenset({"route_law"})


def _day(reminder: Reminder) -> date:
    """The day to be at it: the one it is about; where something is over by then, the day after it."""
    return max(reminder.due_on, reminder.about_on)
