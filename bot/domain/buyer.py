"""Buyer: one private chat, what it prefers and what it looks at now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from bot.domain.case import Case
from bot.domain.quiet import Hours
from bot.domain.ticket import Ticket


@dataclass(frozen=True, slots=True)
class Buyer:
    """One row per private chat.

    `revision` counts committed turns (compare-and-set), `step` counts changes of meaning (old buttons carry an
    older one), `shown` is the last revision the buyer has seen: a screen is owed while shown < revision.
    """

    chat_id: int
    language: str = "en"
    zone: str | None = None
    day_first: bool | None = None
    seller_language: str = "en"
    case_id: int | None = None
    view: str = "home"
    """Which screen is open; everything else on it is worked out from the case."""
    notice: Mapping[str, Any] = field(default_factory=dict)
    """What the next screen says first (a refusal, a hint): {"key": …, facts …}; empty: nothing."""
    revision: int = 0
    step: int = 0
    shown: int = 0
    screen_id: int | None = None
    """The message that holds the screen; None: there is none to edit."""
    blocked: bool = False
    created_at: datetime | None = None
    active_at: datetime | None = None
    quiet_from: int | None = None
    quiet_until: int | None = None
    """Hours of the day between which no reminder is said; None: the usual ones."""
    zone_asked_in: int | None = None
    """The case on whose result the zone was asked; None: it never was."""
    wants_reminders: bool = True
    """False: the buyer switched them all off, those of cases to come as well."""
    barred: bool = False
    """Volunteers let this one ask no more."""
    asks: int = 0
    """How often this one has asked for a human in the day that began at `asks_since`."""
    asks_since: datetime | None = None

    @property
    def hours(self) -> Hours:
        """When this buyer may be written to."""
        if self.quiet_from is None or self.quiet_until is None:
            return Hours(self.zone)
        return Hours(self.zone, self.quiet_from, self.quiet_until)

    def day_at(self, now: datetime) -> date:
        """The day it is for the buyer, as far as known where they are: what "yesterday" is counted from."""
        return self.hours.day(now)


@dataclass(frozen=True, slots=True)
class File:
    """One piece of evidence, kept by Telegram's file id."""

    kind: str
    file_id: str
    unique_id: str
    message_id: int
    size: int = 0
    mime: str = ""
    caption: str = ""
    album: str = ""
    shot: str | None = None
    """Its place: a line of the shot list, or that it serves none; None: it has none yet. See `lines`."""
    name: str = ""
    """How a document is called."""
    look: str = ""
    """What was seen in it; empty: nobody has looked yet. See `looks`."""
    marks: str = ""
    """What the buyer drew on it. See `marks`."""


@dataclass(frozen=True, slots=True)
class Record:
    """A stored case: its id and what surrounds the answers."""

    id: int
    chat_id: int
    number: int
    """Counts from 1 within one buyer: what people call it."""
    case: Case
    files: tuple[File, ...] = ()
    created_at: datetime | None = None
    updated_at: datetime | None = None
    closed_at: datetime | None = None
    ticket: Ticket | None = None
    """Where humans help with it; None: nobody was asked."""
