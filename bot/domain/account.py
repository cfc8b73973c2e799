"""account(case) → everything that happened in a case, oldest first, as the pack tells it to a stranger.

Only what the buyer told: no clock that ran out, no day to come, nothing left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from bot.domain.case import Case
from bot.domain.history import Event
from bot.domain.pack import Entry
from bot.domain.situations import Situation, situation
from bot.domain.standing import story

_FORM: Final = {
    "ordered": "ordered_on",
    "paid": "paid_on",
    "shipped": "shipped_on",
    "wrote_to_seller": "seller_contacted_on",
    "delivered": "delivered_on",
    "confirmed": "confirmed_on",
}
"""The days the form asks for; those of the dispute are in its story."""


def account(case: Case) -> tuple[Entry, ...]:
    """What has no day stands behind what was told before it; what was told first, behind the days of the form."""
    form = list(_form(case))
    latest = max((day for day, _ in form), default=date.min)
    placed = form
    for entry in _told(case):
        latest = entry.on or latest
        placed.append((latest, entry))
    return tuple(entry for _, entry in sorted(placed, key=lambda one: one[0]))


def _form(case: Case) -> Iterator[tuple[date, Entry]]:
    arrived = {one.on for one in case.history if one.event is Event.PARCEL_ARRIVED}
    for key, field in _FORM.items():
        day = getattr(case, field)
        if day is None or (key == "paid" and day == case.ordered_on) or (key == "delivered" and day in arrived):
            continue
        claimed = key == "delivered" and situation(case) is Situation.SAID_DELIVERED
        yield day, Entry(day, "shown_delivered" if claimed else key)


def _told(case: Case) -> Iterator[Entry]:
    story_told = story(case)
    if case.opened_on is not None and all(one.event is not Event.DISPUTE_OPENED for one in story_told):
        yield Entry(case.opened_on, "event", {"event": Event.DISPUTE_OPENED.value})
    for one in story_told:
        yield Entry(one.on, "event", {"event": one.event.value, "amount": one.amount, "currency": case.currency})
