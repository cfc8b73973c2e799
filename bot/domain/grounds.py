"""What a piece of advice rests on: the numbers behind its day, the conflicts that concern it, whose word it follows.

The entries are data, in `bot/policies/grounds_*.toml`; here is which of them belong to this case.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from typing import Final

from bot.domain.advice import By, Lesson
from bot.domain.counsel import View
from bot.domain.history import Event
from bot.domain.offers import Weighed
from bot.domain.policy import Cited, Ground, Policy

_WINDOW: Final[Set[str | None]] = frozenset({"window_after_end", "window_after_delivery"})
_ON_AMOUNTS: Final = frozenset({"C11", "C12"})
"""Conflicts on what a claim brings."""


def ground(view: View, lesson: Lesson, policy: Policy) -> Ground | None:
    """Whose word the advice follows: the event's, and that of the way outside it leads to. None: nothing happened."""
    if view.event is None:
        return None
    found = policy.grounds[Event.BUYER_ACCEPTED_REFUND if view.settled else view.event]
    if lesson.by is not By.ROUTE or not view.routes:
        return found
    return replace(found, sources=tuple(dict.fromkeys((view.routes[0].source, *found.sources))))


def numbers(view: View, lesson: Lesson) -> tuple[Cited, ...]:
    """The terms behind a day that is not the stage's own: the window's, or those of the first way outside."""
    match lesson.by:
        case By.WINDOW:
            used = _WINDOW
        case By.ROUTE if view.routes:
            used = {view.routes[0].term}
        case _:
            return ()
    return tuple(term for term in view.found.terms if term.term in used)


def conflicts(view: View, lesson: Lesson, offer: Weighed | None) -> tuple[str, ...]:
    """Those of the event, then of its stage; where an amount is weighed, also those on what such a claim brings."""
    weighed = [key for key in view.found.conflicts if key in _ON_AMOUNTS] if offer else []
    return tuple(dict.fromkeys((*lesson.conflicts, *view.at.conflicts, *weighed)))
