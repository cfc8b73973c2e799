"""Tidings: what a chat is told at one moment, as one message with its keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.domain.buyer import Buyer, Record
from bot.domain.reminders import Reminder
from bot.services import pings
from bot.services.advice import NO_NEED, Need
from bot.storage.changes import Post
from bot.storage.reminders import DueReminder

_MOST_SHOWN: Final = 8
"""In one message; it has to stay within what Telegram takes."""


@dataclass(frozen=True, slots=True)
class Tiding:
    """A reminder that is said now: the row, what it says, and the case it is of."""

    due: DueReminder
    one: Reminder
    record: Record
    late: bool
    proof: Need = NO_NEED
    """The proof that the claim still needs."""

    def facts(self) -> dict[str, Any]:
        """What its words mention."""
        one, case = self.one, self.record.case
        return {
            "number": self.record.number,
            "case": self.record.id,
            "item": case.item,
            "kind": one.kind,
            "due_on": one.due_on.isoformat(),
            "about_on": one.about_on.isoformat() if case.reviewed else None,
            "late": self.late,
            "again": self.due.snoozed_until is not None,
            **(self.proof.facts() if one.kind == "proof_missing" else NO_NEED.facts()),
        }


def message(buyer: Buyer, told: Sequence[Tiding]) -> Post:
    """The message: of several about one day of one case only the last, the one whose day comes first on top."""
    last = {(one.record.id, one.one.about_on): one for one in sorted(told, key=lambda one: one.one.due_on)}
    shown = sorted(last.values(), key=lambda one: (one.one.about_on, one.record.id))
    if len(shown) == 1:
        (only,) = shown
        facts = {**only.facts(), "keys": pings.keys(only.record.id, only.one.kind, only.one.due_on)}
        return Post(buyer.chat_id, "reminder", facts, buyer.language)
    facts = {
        "pings": [one.facts() for one in shown[:_MOST_SHOWN]],
        "more": len(shown[_MOST_SHOWN:]),
        "late": any(one.late for one in shown),
        "keys": list(_rows(shown[:_MOST_SHOWN])),
    }
    return Post(buyer.chat_id, "reminders", facts, buyer.language)


def _rows(shown: Sequence[Tiding]) -> Iterator[list[pings.Key]]:
    """A row for each: done with it, and the case, where everything else is. Nothing is offered twice."""
    offered = set[tuple[int, str]]()
    for one in shown:
        record, reminder = one.record, one.one
        done = pings.done_key(record, reminder.kind, reminder.due_on)
        named = {"number": record.number, "item": record.case.item}
        way: pings.Key = ["open_numbered" if done else "open_number", f"open:{record.id}:0", named]
        what = {(record.id, key[2].get("label", "")): key for key in (done, way) if key}
        if row := [key for name, key in what.items() if name not in offered]:
            yield row
        offered |= what.keys()
