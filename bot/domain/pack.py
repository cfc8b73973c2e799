"""Pack: the evidence of one case as one document, and the order in which each reader wants it.

SECTIONS says what stands where, SHOWN_IN which section a picture speaks for. Pure and without a word: the words are
templates/pack/<section>.j2 and words/pack.j2, the document is made by bot.rendering.pack.

- AliExpress judges by the form: the claim, the order, then the proof (POLICY sections 1.4 and 3).
- PayPal asks first whether the item was not received or is significantly not as described, then for the transaction,
  then what was promised against what came, then whether the seller was asked (POLICY F1, sources PP180 and PPUK).
- The issuer of a card fills a scheme's form: the transaction, what was agreed, what came, what was tried with the
  merchant first, and then the claim with its reason: Visa 13.1 and 13.3, Mastercard 4853 (POLICY F3 to F6, sources
  V131, V133 and MC-MID).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from bot.domain.claims import Shot

MOST_EXHIBITS: Final = 60
"""As many as a case has files."""


class Reader(StrEnum):
    """Who decides by the pack."""

    PLATFORM = "platform"
    PAYPAL = "paypal"
    CARD = "card"


class Section(StrEnum):
    """One part of the document."""

    CLAIM = "claim"
    ORDER = "order"
    AGREED = "agreed"
    CAME = "came"
    TRIED = "tried"
    TIMELINE = "timeline"
    LETTER = "letter"
    EXHIBITS = "exhibits"


class Kind(StrEnum):
    """What an exhibit is; only a picture can be printed."""

    PICTURE = "picture"
    VIDEO = "video"
    DOCUMENT = "document"


S = Section
SECTIONS: Final[Mapping[Reader, tuple[Section, ...]]] = MappingProxyType(
    {
        Reader.PLATFORM: (S.CLAIM, S.ORDER, S.EXHIBITS, S.TIMELINE, S.LETTER),
        Reader.PAYPAL: (S.CLAIM, S.ORDER, S.AGREED, S.CAME, S.TRIED, S.TIMELINE, S.LETTER, S.EXHIBITS),
        Reader.CARD: (S.ORDER, S.AGREED, S.CAME, S.TRIED, S.CLAIM, S.TIMELINE, S.LETTER, S.EXHIBITS),
    }
)
SHOWN_IN: Final[Mapping[Shot, Section]] = MappingProxyType(
    {
        **dict.fromkeys(Shot, S.CAME),
        **dict.fromkeys((Shot.ORDER_DATES, Shot.ORDER_ADDRESS), S.ORDER),
        **dict.fromkeys((Shot.CHOSEN_VARIANT, Shot.LISTING, Shot.SIZE_CHART), S.AGREED),
        **dict.fromkeys((Shot.SELLER_CHAT, Shot.ORDER_LOG), S.TRIED),
        **dict.fromkeys((Shot.PART_PRICE, Shot.REPAIR_QUOTE, Shot.RETURN_QUOTE), S.CLAIM),
    }
)
"""The section in which an exhibit is named by its number."""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One piece of evidence under the number it has everywhere."""

    number: int
    shot: str | None
    """The line of the shot list that it serves; None: none."""
    caption: str
    """The buyer's own words, in any script; may be empty."""
    kind: Kind
    name: str
    """The name of the file it is prepared as."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. `on` None: nobody knows when. `key` names an entry of words/pack.j2."""

    on: date | None
    key: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pack:
    """The evidence of one case for one reader, without a word."""

    reader: Reader
    language: str
    made_on: date
    number: int
    """Of the case, as its buyer counts."""
    order_number: str | None
    facts: Mapping[str, Any]
    """What the sections may mention: those of every letter, and what was paid."""
    timeline: tuple[Entry, ...]
    letter: str
    """Its key."""
    letter_language: str
    exhibits: tuple[Exhibit, ...]

    @property
    def sections(self) -> tuple[Section, ...]:
        """In this reader's order; one that would be empty is left out."""
        empty = {S.TIMELINE: not self.timeline, S.EXHIBITS: not self.exhibits}
        return tuple(section for section in SECTIONS[self.reader] if not empty.get(section))

    def showing(self, section: Section) -> tuple[int, ...]:
        """The numbers of the exhibits that speak for a section. Where the reader has no such section, they are named
        with the claim."""
        there = SECTIONS[self.reader]
        named = ((one.number, SHOWN_IN[Shot(one.shot)]) for one in self.exhibits if one.shot)
        return tuple(number for number, place in named if (place if place in there else S.CLAIM) is section)


def _check() -> None:
    for reader in Reader:
        if len(set(SECTIONS[reader])) != len(SECTIONS[reader]) or {S.CLAIM, S.ORDER, S.EXHIBITS} - {*SECTIONS[reader]}:
            raise ValueError(f"the sections for {reader} are not whole")


_check()
