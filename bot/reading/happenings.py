"""Happenings: what happened in a dispute, heard in the buyer's own words.

The words say what was done (`told.py`) and by whom; the table in `acts.py` says which event that is. Nothing is taken
as true here: every happening is shown for confirmation, and where the words leave open which of two events is meant,
both come back. What is not clear is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from bot.domain.history import Event
from bot.reading import money
from bot.reading.acts import ACTS, ONLY_WITH_A_SUM
from bot.reading.calendar import base
from bot.reading.cues import common, lexicon, tokens
from bot.reading.sentence import language_of
from bot.reading.spelling import fold, plain_digits
from bot.reading.stakes import Stake, stakes
from bot.reading.told import Told, acts_told, story
from bot.reading.when import counted, days_told, phrases_told

_LONGEST: Final = 4096
_MOST_WORDS: Final = 900
_MOST: Final = 12
_LINE: Final = re.compile(r"\s*\n\s*")
_SHELF: Final = "happenings"
_OF_NOTHING: Final = {"offers": "offers_zero", "puts": "offers_zero", "accepts": "accepts_zero"}
_TIMELESS: Final = frozenset({Event.SELLER_ASKED_EVIDENCE})
"""Asked for in the chat: only the page gives a last day, so who gave one is AliExpress."""
_OFFERS_OF: Final = {
    # What was on the table when the buyer said yes.
    Event.BUYER_ACCEPTED_RETURN: {
        Event.SELLER_ASKED_RETURN,
        Event.PLATFORM_PROPOSED_RETURN,
        Event.DECIDED_RETURN,
    },
    Event.BUYER_ACCEPTED_NOTHING: {Event.PLATFORM_PROPOSED_ZERO},
    Event.BUYER_ACCEPTED_REFUND: {Event.SELLER_OFFERED_AMOUNT, Event.PLATFORM_PROPOSED_AMOUNT},
}


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing that happened, as it was understood."""

    events: tuple[Event, ...]
    """The likeliest first; several: the words leave open which."""
    on: date | None = None
    """The day it happened; never one to come."""
    amount: Decimal | None = None
    currency: str | None = None
    answer_by: date | None = None
    """The last day to answer, or to send it back, that the words name."""
    share: Decimal | None = None
    """The part of the price (0 to 1) it is about, where no amount was told."""


def hear_happenings(text: str, language: str, today: date, day_first: bool | None = None) -> tuple[Heard, ...]:
    """What happened, in the order in which it was told; empty where nothing was understood. Never raises."""
    folded = fold(plain_digits(_LINE.sub(". ", text[:_LONGEST])))
    for spoken in _languages(folded, language):
        heard = _heard(folded, spoken, today, day_first)
        if heard:
            return heard
    return ()


def _languages(folded: str, language: str) -> Iterator[str]:
    """The language of the words, and what else they may be: a short text tells little."""
    spoken = language_of(folded, language)
    if spoken is None:
        return
    cyrillic = any("\u0400" <= letter <= "\u04ff" for letter in folded)
    own = base(language)
    others = ("ru", "uk") if cyrillic else ("en",)
    yield from dict.fromkeys((spoken, *((own,) if own in common() else ()), *others))


def _heard(folded: str, language: str, today: date, day_first: bool | None) -> tuple[Heard, ...]:
    table = lexicon(language, _SHELF)
    tale = story(folded, tokens(folded, table)[:_MOST_WORDS], table)
    told = acts_told(tale)
    if not told:
        return ()
    phrases = phrases_told(tale, language, today, day_first)
    sums = [one for one in money.sums(folded) if not counted(tale, one, phrases)]
    both = zip(told, stakes(tale, told, sums, language), strict=True)
    closing = any(one.act == "asks_cancel" for one in told)  # then a refund without a sum is only the bait
    empty = ONLY_WITH_A_SUM | ({"offers"} if closing else set())
    worth = [(one, stake) for one, stake in both if one.act not in empty or stake.told]
    priced = [stake.at for _, stake in worth] + [(one.start, one.end) for one in sums if one.currencies]
    days = days_told(tale, [one for one, _ in worth], priced, phrases, today)
    met: list[Heard] = []
    for (one, stake), (on, answer_by) in zip(worth, days, strict=True):
        events = _events(one, stake, met)
        if answer_by and len(events) > 1:
            events = tuple(event for event in events if event not in _TIMELESS)
        if events:
            _add(met, Heard(events, on, stake.amount, stake.currency, answer_by, stake.share))
    return tuple(met[:_MOST])


def _events(told: Told, stake: Stake, before: list[Heard]) -> tuple[Event, ...]:
    """Which events the act can be, seen with the sum it is about and with what was told before it."""
    nothing = stake.amount is not None and not stake.amount
    act = _OF_NOTHING.get(told.act, told.act) if nothing else told.act
    if act not in ACTS:
        return (Event(act),)
    events = ACTS[act].events(told.who)
    for accepted, offers in _OFFERS_OF.items():
        if accepted in events and before and offers & set(before[-1].events):
            return (accepted,)
    return events


def _add(met: list[Heard], heard: Heard) -> None:
    """Adds it, or what it says more, when it was told already."""
    for at, one in enumerate(met):
        if (
            set(heard.events) & set(one.events)
            and None in (one.amount, heard.amount)
            and None in (one.share, heard.share)
        ):
            met[at] = Heard(
                one.events if len(one.events) <= len(heard.events) else heard.events,
                one.on or heard.on,
                one.amount if one.amount is not None else heard.amount,
                one.currency or heard.currency,
                one.answer_by or heard.answer_by,
                one.share or heard.share,
            )
            return
    if heard not in met:
        met.append(heard)
