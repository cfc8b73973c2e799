"""Policy, Term, Source: numbers with a date and a source.

A term is one number through the years: blocks, each in force from its day until the next. A day before the
first block, or inside a block that says the rule had ended, has no number, and asking for it raises: a silent
zero would become a wrong deadline. The numbers live in `bot/policies`; what they decide, in `eligibility.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from bot.domain.history import Event

STALE_AFTER_DAYS: Final = 180


class Confidence(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Unit(StrEnum):
    DAYS = "days"
    WORKING_DAYS = "working_days"
    HOURS = "hours"
    YEARS = "years"
    WEEKS = "weeks"
    MEGABYTES = "megabytes"
    DOLLARS = "dollars"
    POUNDS = "pounds"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from: the key used in the policy file, a title and an address ("" when it has none)."""

    key: str
    title: str
    url: str


class NoTermInForce(LookupError):
    """A rule was asked about a day for which nobody knows a number."""

    def __init__(self, term: str, on: date) -> None:
        super().__init__(f"{term} has no value in force on {on.isoformat()}")
        self.term = term
        self.on = on


@dataclass(frozen=True, slots=True)
class Since:
    """What a term says from a day on. `value` None: the rule had ended."""

    on: date
    value: int | None
    unit: Unit
    sources: tuple[Source, ...]
    note: str
    confidence: Confidence
    checked_on: date
    """When a person last compared this number with its sources."""
    counted_from: str = ""
    in_force_by: date | None = None
    """The exact first day is not known; by this day the rule was certainly there."""
    still_valid_on: date | None = None
    """The newest source that still says so is of this day."""


@dataclass(frozen=True, slots=True)
class Term:
    key: str
    says: str
    since: tuple[Since, ...]
    """Oldest first."""

    def in_force(self, on: date) -> Since:
        """The block that decides on this day; raises NoTermInForce when there is none."""
        found = self.latest(on)
        if found is None or found.value is None:
            raise NoTermInForce(self.key, on)
        return found

    def latest(self, on: date) -> Since | None:
        """The last block that had begun by this day, ended rules included."""
        begun = [block for block in self.since if block.on <= on]
        return begun[-1] if begun else None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A question on which sources differ. The words are in `templates/words/conflicts.j2`, both sides told."""

    key: str
    question: str
    a: tuple[Source, ...]
    b: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """What the advice about one event rests on, beside the numbers."""

    rests_on: tuple[str, ...]
    """Rules, ways, questions and conflicts by their numbers in the collection of facts: R33, F6, Q7, C4."""
    sources: tuple[Source, ...]
    """The best one first. None: nobody writes about it, and the advice is our own judgement."""
    note: str
    """What a reader should know. Where there is no source: why none is needed, or that none was found."""
    confidence: Confidence | None
    """None only where there is no source."""
    checked_on: date
    still_valid_on: date | None
    """The newest source is of this day; None where none of them bears a date."""


@dataclass(frozen=True, slots=True, eq=False)
class Policy:
    zone: str
    """The marketplace's time zone: its days are counted there."""
    terms: Mapping[str, Term]
    conflicts: Mapping[str, Conflict]
    sources: Mapping[str, Source]
    lists: Mapping[str, tuple[str, ...]]
    """Words and country codes that decide: members of the EU, names of express carriers."""
    situations: Mapping[str, tuple[Source, ...]]
    """Whose word stands behind a warning, by the key of the warning."""
    grounds: Mapping[Event, Ground]
    """What the coach's advice rests on, for every event."""

    def term(self, key: str) -> Term:
        """The term of that key; KeyError names one that no file has."""
        return self.terms[key]


@dataclass(frozen=True, slots=True)
class Cited:
    """A term that was used: what it says, since when, who says so and when that was last checked."""

    term: str
    value: int | None
    since: date
    source: Source
    checked_on: date
    confidence: str
    unit: str = Unit.DAYS.value
    sources: tuple[Source, ...] = ()

    def stale(self, today: date) -> bool:
        """Whether nobody has looked at its sources for too long."""
        return (today - self.checked_on).days > STALE_AFTER_DAYS


class Reader:
    """Reads the terms in force on one day and remembers which it read, for the explanation."""

    def __init__(self, policy: Policy, on: date) -> None:
        self.policy = policy
        self.on = on
        self._cited: dict[str, Cited] = {}

    @property
    def cited(self) -> tuple[Cited, ...]:
        return tuple(self._cited.values())

    def value(self, key: str) -> int:
        """The number in force; raises NoTermInForce."""
        block = self.policy.term(key).in_force(self.on)
        if block.value is None:
            raise NoTermInForce(key, self.on)
        self._cited[key] = Cited(
            key,
            block.value,
            block.on,
            block.sources[0],
            block.checked_on,
            block.confidence.value,
            block.unit.value,
            block.sources,
        )
        return block.value

    def has(self, key: str) -> bool:
        """Whether the rule existed on that day. Looking is not using: nothing is cited."""
        block = self.policy.term(key).latest(self.on)
        return block is not None and block.value is not None

    def find(self, key: str) -> int | None:
        """The number in force, or None where the rule did not exist on that day."""
        try:
            return self.value(key)
        except NoTermInForce:
            return None

    def source(self, key: str) -> Source:
        """The first source of the number in force; raises NoTermInForce."""
        return self.policy.term(key).in_force(self.on).sources[0]
