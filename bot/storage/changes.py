"""Changes: what one turn wants to save, as values. `Store.commit` saves all of it or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from bot.domain.buyer import Buyer, File, Record
from bot.domain.case import Result
from bot.domain.issues import Issue
from bot.domain.quiet import Hours
from bot.domain.ticket import Relay, Ticket


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What one turn needs to know. `buyer` None: never seen before. `seen`: this update had its effect already."""

    buyer: Buyer | None
    record: Record | None
    seen: bool


Events: TypeAlias = tuple[tuple[str, Mapping[str, Any]], ...]
"""What is added to the timeline of a case: kinds, and the facts of each."""


@dataclass(frozen=True, slots=True)
class NewReminder:
    """Canonical time (`due_at`: the end of the day it is about, where the buyer is) and delivery time apart; unique by
    case and kind."""

    kind: str
    due_at: datetime
    deliver_at: datetime
    once: bool = False
    """Said once in the life of a case: when it was, a later time changes nothing."""
    day_begins: datetime | None = None
    """What was said after this was said of its day: it is not said again when its canonical time moves."""


Plans: TypeAlias = tuple[tuple[int, tuple[NewReminder, ...]], ...]
"""The whole plans of cases, by their ids."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What the buyer did with a ping of the open case: put it off, or with no instant was done with it."""

    kind: str
    until: datetime | None = None
    ahead: tuple[str, ...] = ()
    """Kinds still to come that are done with it: they ask for the same by the same day."""


@dataclass(frozen=True, slots=True)
class Post:
    """A message that cannot be derived from state again: a row in the outbox until it was sent."""

    chat_id: int
    template: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    language: str = "en"
    urgent: bool = False
    not_before: datetime | None = None
    key: str | None = None
    """Two posts with one key are one post."""
    errand: str = "say"
    """What is to be done with it: a row of `handlers/errands.py`."""
    ticket_id: int | None = None
    """The case whose talk it belongs to. In the group it goes into the topic of that case, wherever that is by then."""
    pressing: bool = False
    """Its case has less than a day left: all its talk in that chat goes before that of others."""


@dataclass(frozen=True, slots=True)
class Job:
    """Work on the files of the turn's case that takes too long for the turn: a row of `handlers/jobs.py`."""

    kind: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    key: str | None = None
    """Two jobs of one kind and case with one key are one job."""


@dataclass(frozen=True, slots=True)
class Afterwards:
    """What is remembered in the same commit as that Telegram took a post, and what follows from it."""

    topic_id: int | None = None
    card_id: int | None = None
    topic_name: str | None = None
    card_says: str | None = None
    relays: tuple[Relay, ...] = ()
    posts: tuple[Post, ...] = ()
    forgotten: int | None = None
    """The volunteers' message that the buyer no longer has."""
    again: int | None = None
    """The message that could not be delivered and is to be sent once more."""


@dataclass(frozen=True, slots=True, order=True)
class Count:
    """One case more, or one less, that ended so."""

    issue: Issue
    result: Result
    by: int


@dataclass(frozen=True, slots=True)
class Changes:
    """One turn's effect on one chat. `buyer.revision` is the new revision; the row must still be at one less
    (or absent for revision 1), otherwise the commit is stale and nothing is saved."""

    update_id: int | None
    at: datetime
    buyer: Buyer
    record: Record | None = None
    """The current case to save; id 0: a new one, which also becomes `buyer.case_id`."""
    add_files: tuple[File, ...] = ()
    drop_files: tuple[str, ...] = ()
    """unique ids of evidence to remove from the case"""
    events: Events = ()
    """Appended to the case's timeline."""
    reminders: tuple[NewReminder, ...] | None = None
    """The whole plan of the case: unsent ones are replaced. None: leave the plan alone."""
    hours: Hours | None = None
    """The hours the buyer had before this turn, where it changes them: all their reminders move."""
    answered: Answered | None = None
    """What was done with one ping of the case."""
    plans: Plans = ()
    """Of further cases of this buyer, as `reminders` of the current one."""
    posts: tuple[Post, ...] = ()
    jobs: tuple[Job, ...] = ()
    """Work on the files of the current case."""
    counts: tuple[Count, ...] = ()
    """What the plain counters of outcomes gain and lose; the case saved with them remembers it."""
    ticket: Ticket | None = None
    """What people decided about one ticket of this buyer."""
    silenced: bool = False
    """Volunteers answer this buyer no more: their tickets are closed, and what waits to be passed on is dropped."""
    decided: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    """Appended to the timeline of that ticket's case, which need not be the current one."""
    waits: int | None = None
    """The case whose volunteers the buyer waits for from now on, if they did not before."""
    forget_case: int | None = None
    """A case to delete with everything that hangs on it; if it was the current one, the buyer has none then."""
    forget_all: bool = False
    """Delete everything about this chat; what remains is the buyer as given here, met at this moment."""


@dataclass(frozen=True, slots=True)
class Done:
    """What the turn became: ids, numbers and instants filled in. `record` is None when the turn saved no case."""

    record: Record | None
    buyer: Buyer
    paints: bool = True
    """False: another process is showing this chat its screens, and shows this one too."""
