"""timeline(case, assessment, at, reminders, today) → what happened, today, and what comes, as marks in their order.

Pure and without a word: a mark's key names an entry of words/timeline.j2. It holds only days of the case itself and of
its clocks, never a reminder's own day ("in three days it is over"), which would be noise here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final

from bot.domain.assessment import Assessment, Fallback, Verdict
from bot.domain.case import Case
from bot.domain.history import Event, Happening
from bot.domain.reminders import Reminder
from bot.domain.situations import Situation, situation
from bot.domain.stages import Phase
from bot.domain.standing import Standing, story

MOST: Final = 12
"""Marks in all, so that a phone shows them."""
MOST_COMING: Final = 5


class Kind(StrEnum):
    """On which side of today a mark stands. OVER: a last day that has passed, and nobody has told what came of it."""

    PAST = "past"
    OVER = "over"
    TODAY = "today"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class Mark:
    """One day of the case. `on` None: it happened, nobody knows when."""

    kind: Kind
    key: str
    on: date | None
    facts: Mapping[str, Any] = field(default_factory=dict)
    """What the words need."""
    by_calendar: bool = False
    """Nobody told it: a time ran out."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The marks, oldest first, and how many more there are before and after them."""

    marks: tuple[Mark, ...]
    today: date
    """The day that distances are counted from."""
    earlier: int = 0
    later: int = 0

    def counted_from(self, mark: Mark) -> date:
        """Today; where the marketplace is a day behind and a day is still to come, that day: it is "today" too."""
        return min(self.today, mark.on) if mark.kind is Kind.COMING and mark.on else self.today

    def shorter(self) -> Timeline | None:
        """The same without the oldest thing that happened; None where nothing more can be left out."""
        at = next((index for index, mark in enumerate(self.marks) if mark.kind is Kind.PAST), None)
        if at is None:
            return None
        return replace(self, marks=self.marks[:at] + self.marks[at + 1 :], earlier=self.earlier + 1)


def timeline(
    case: Case,
    assessment: Assessment,
    at: Standing,
    reminders: Iterable[Reminder],
    today: date,
    here: date | None = None,
) -> Timeline:
    """The marks of one case. `today` is the marketplace's day, by which a time is over; `here` the day where the buyer
    is, which may be one ahead: it is the one shown, and the one distances are counted from."""
    here = max(today, here or today)
    marks = (*_days(case, at, here), *_happened(case, at), *days_ahead(assessment, at, reminders, today))
    ordered = max((mark.on for mark in _days(case, at, here) if mark.on and mark.on <= here), default=date.min)
    # What happened in the dispute on a day nobody knows came after the order.
    before = sorted((mark for mark in marks if mark.kind is not Kind.COMING), key=lambda mark: mark.on or ordered)
    after = sorted((mark for mark in marks if mark.kind is Kind.COMING), key=lambda mark: mark.on or date.max)
    coming = after[:MOST_COMING]
    kept = tuple(_newest(before, MOST - 1 - len(coming)))
    shown = (*kept, Mark(Kind.TODAY, "today", here), *coming)
    return Timeline(shown, here, earlier=len(before) - len(kept), later=len(after) - len(coming))


def _newest(marks: list[Mark], most: int) -> Iterator[Mark]:
    """So many of them; a time that is over is never left out."""
    surplus = len(marks) - most
    for mark in marks:
        if surplus > 0 and mark.kind is Kind.PAST:
            surplus -= 1
        else:
            yield mark


_FORM: Final = {
    "ordered": "ordered_on",
    "shipped": "shipped_on",
    "wrote_to_seller": "seller_contacted_on",
    "delivered": "delivered_on",
    "confirmed": "confirmed_on",
}
"""The days the form asks for; that of the dispute is in its story."""
_TOLD_AS: Final = {"delivered": Event.PARCEL_ARRIVED}
"""A day of the form that may also have been told as something that happened."""
_MAY_OPEN: Final = frozenset({Phase.BEFORE_OPENING, Phase.CANCELLED})
_OUTSIDE: Final = frozenset({Phase.REFUSED, Phase.APPEAL_RUNNING, Phase.LOST, Phase.CANCELLED})
"""The platform has had its word: what remains are other ways."""


def _days(case: Case, at: Standing, here: date) -> Iterator[Mark]:
    claimed = situation(case) is Situation.SAID_DELIVERED
    for key, field_name in _FORM.items():
        day = getattr(case, field_name)
        told = any(one.event is _TOLD_AS.get(key) and one.on == day for one in case.history)
        if day is not None and not told:
            name = "shown_delivered" if key == "delivered" and claimed else key
            yield Mark(Kind.PAST if day <= here else Kind.COMING, name, day)
    ends = case.protection_ends_on
    if ends is not None and at.phase in _MAY_OPEN:
        yield Mark(Kind.PAST, "protection_ended", ends) if ends < here else Mark(Kind.COMING, "protection_ends", ends)


def _happened(case: Case, at: Standing) -> Iterator[Mark]:
    """What was told, and the clocks that ran out since."""
    told = story(case)
    if case.opened_on is not None and all(one.event is not Event.DISPUTE_OPENED for one in told):
        told = (Happening(Event.DISPUTE_OPENED, case.opened_on), *told)
    for one, by_calendar in (*((one, False) for one in told), *((one, True) for one in at.ran_out)):
        facts = {"event": one.event, "amount": one.amount, "currency": case.currency}
        yield Mark(Kind.PAST, "event", one.on, facts, by_calendar)


_PLANNED: Final = {"opens": "opens", "button_expected": "button_expected", "platform_steps_in": "platform_steps_in"}
"""Kinds of reminder that fall on a day of the case which no clock names."""


def days_ahead(assessment: Assessment, at: Standing, reminders: Iterable[Reminder], today: date) -> Iterator[Mark]:
    """Last days and days to come. One that its clock names is not named twice; when all is lost on the platform, the
    ways outside have the days."""
    if at.act_by is not None and at.phase is not Phase.LOST:
        yield Mark(Kind.OVER if at.over else Kind.COMING, f"due_{at.phase}", at.act_by, {"turn": at.turn})
    for one in reminders:
        if one.kind == "platform_steps_in" and at.phase is Phase.NEGOTIATION:
            continue  # the stage's own clock says it
        if one.kind in _PLANNED and one.due_on != at.act_by and one.due_on >= today:
            yield Mark(Kind.COMING, _PLANNED[one.kind], one.due_on)
    page = assessment.page_last_day
    if at.phase in _MAY_OPEN and at.over and page is not None and page >= today:
        yield Mark(Kind.COMING, "page_last_day", page)
    if at.phase in _OUTSIDE or assessment.verdict is Verdict.NOT_VALID:
        yield from _routes(assessment, at, today)


def _routes(assessment: Assessment, at: Standing, today: date) -> Iterator[Mark]:
    """The last days of other ways, each once. A way that hangs on an "if" is left to the screen that can explain it."""
    known = {at.act_by if at.phase is not Phase.LOST else None}
    for route in assessment.fallbacks:
        last_day = route.last_day
        if last_day is None or last_day < today or last_day in known or route.route in _CLOCKED:
            continue
        if not any(note.startswith("if_") and note not in _SEEN for note in route.notes):
            known.add(last_day)
            yield Mark(Kind.COMING, _way(route), last_day, {"route": route.route})


_SEEN: Final = frozenset({"if_label"})
"""The order page shows it: no need to ask."""
_CLOCKED: Final = frozenset({"appeal", "reopen_dispute"})
"""Ways on the platform, each with a stage and a clock of its own."""
_WAYS: Final = {
    ("free_return",): "route_return",
    ("paypal",): "route_paypal",
    ("visa", "mastercard", "amex", "card"): "route_card",
}


def _way(route: Fallback) -> str:
    """The words of a route; what is none of these is a right by law."""
    return next((key for starts, key in _WAYS.items() if route.route.startswith(starts)), "route_law")
