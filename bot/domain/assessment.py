"""Assessment: what the rules say about a case, as a value. `eligibility.py` makes it; everybody else reads it.

The keys in it (reasons, warnings, routes, notes, conflicts) name macros in `templates/words`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.domain.policy import Cited, Source

Facts = Mapping[str, date | int | str]


class Verdict(StrEnum):
    TOO_EARLY = "too_early"
    OPEN = "open"
    CLOSING_SOON = "closing_soon"
    CLOSED = "closed"
    NOT_VALID = "not_valid"
    RUNNING = "running"
    DECIDED = "decided"
    DEPENDS = "depends"


@dataclass(frozen=True, slots=True)
class Reading:
    """One side of a conflict between sources, with the dates it leads to."""

    conflict: str
    side: str
    verdict: Verdict
    opens_on: date | None
    last_day: date | None
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Fallback:
    """A route that remains outside the dispute. `last_day` None means: no fixed last day."""

    route: str
    last_day: date | None
    from_on: date | None
    source: Source
    notes: tuple[str, ...] = ()
    facts: Facts = field(default_factory=dict)
    """What the words of the route and of its notes need."""
    term: str | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of the explanation: a key for the words, the facts they need, the term it rests on."""

    key: str
    facts: Facts
    term: str | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    verdict: Verdict
    opens_on: date | None
    safe_last_day: date | None
    page_last_day: date | None
    days_left: int | None
    readings: tuple[Reading, ...]
    conflicts: tuple[str, ...]
    terms: tuple[Cited, ...]
    reasons: tuple[Reason, ...]
    warnings: tuple[str, ...]
    fallbacks: tuple[Fallback, ...]
    missing: tuple[str, ...]
    """Case fields that would make the verdict firmer, most telling first."""
    stale: bool
    """Some term used here was last checked more than 180 days ago."""
    facts: Facts = field(default_factory=dict)
    """What the words of the warnings need."""
