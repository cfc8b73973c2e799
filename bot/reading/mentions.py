"""Mentions: the days a story tells, each with what happened on it.

`day_phrases` finds the phrases, `clauses.matched` gives each to the words that say what happened. A vague day, a day
to come, and a day nobody names an event for are left out: the bot will ask. Only the end of the protection may lie
ahead, so it is looked for first, in its own words ("protection ends in 5 days").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from bot.domain.ask import Direction
from bot.reading.calendar import words as calendar_words
from bot.reading.clauses import Clauses, Place, matched
from bot.reading.cues import Hit, Token
from bot.reading.items import Item, cut
from bot.reading.money import Sum
from bot.reading.numeric import in_range, valid
from bot.reading.phrases import Reader
from bot.reading.spans import Found

PROTECTION: Final = "protection_ends_on"
_READINGS: Final = 2
_MOST: Final = 40
_MOST_TOLD: Final = 10
_TALK: Final = 1000  # a long story without a single digit names no day worth the search
_STALE: Final = 300  # days: a day without a year this long ago is rather one to come
_YEAR: Final = re.compile(r"\d{4}|\d[./-]\d+[./-]\d|ago|year")
_AROUND: Final = 60  # letters
_NEAR: Final = 4  # words between the protection and its end


class Mention(NamedTuple):
    """A day phrase and its place in the folded text."""

    found: Found
    start: int
    end: int


class Days(NamedTuple):
    """The phrases about days in a text: those of things past, and those that may lie ahead."""

    past: list[Mention]
    ahead: list[Mention]


def day_phrases(
    folded: str, language: str, today: date, day_first: bool | None, protected: Sequence[tuple[int, int]]
) -> Days:
    """Every phrase about days, the vague ones too: their numbers count nothing else. `protected`: the places where
    the end of the protection is spoken of; near them days to come and bare lengths of time are read as well."""
    if not any(letter.isdigit() for letter in folded) and len(folded) > _TALK:
        return Days([], [])
    table = calendar_words(language)
    items = cut(folded, table)

    def read(direction: Direction) -> list[Mention]:
        reader = Reader(items, table, today, direction, day_first)
        if direction is Direction.PAST:
            return [_placed(one, items) for one in reader.all()]
        near = [(start - _AROUND, end + _AROUND) for start, end in protected[:_MOST_TOLD]]
        places = [at for at, item in enumerate(items) if any(first < item.start < last for first, last in near)]
        return _apart(_placed(one, items) for one in map(reader.at, places) if one)

    past = _months_repeated(read(Direction.PAST), items, today)
    if not protected:
        return Days(past, [])
    either = read(Direction.ANY)
    spans = [one for one in read(Direction.FUTURE) if _lasts(one, items) and not _meets(one, either)]
    return Days(past, sorted(either + spans, key=lambda one: one.start))


def _apart(mentions: Iterable[Mention]) -> list[Mention]:
    """Left to right, without those that begin inside another."""
    met: list[Mention] = []
    for one in mentions:
        if not met or one.start >= met[-1].end:
            met.append(one)
    return met


def _placed(found: Found, items: Sequence[Item]) -> Mention:
    return Mention(found, items[found.first].start, items[found.last - 1].end)


def _lasts(mention: Mention, items: Sequence[Item]) -> bool:
    """Whether it is a length of time ("5 days"), which tells a day only where something is about to end."""
    return any(item.slot == "#" for item in items[mention.found.first : mention.found.last]) and all(
        item.digits is None for item in items[mention.found.first : mention.found.last]
    )


def _meets(one: Mention, others: Sequence[Mention]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in others)


def _months_repeated(mentions: list[Mention], items: Sequence[Item], today: date) -> list[Mention]:
    """ "Bought 5 March, sent on the 8th": a bare day of the month is the first one after the day named before it."""
    met: list[Mention] = []
    before: date | None = None
    for one in mentions:
        alone = one.found.last - one.found.first == 1 and items[one.found.first].ordinal
        if alone and before:
            number = int(items[one.found.first].text)
            months = (before, before.replace(day=28) + timedelta(days=4))
            days = [
                day for day in (valid(month.year, month.month, number) for month in months) if day and day >= before
            ]
            if days and days[0] <= today:
                one = one._replace(found=Found((days[0],), one.found.first, one.found.last))
        before = one.found.days[0] if len(one.found.days) == 1 and not one.found.vague else None
        met.append(one)
    return met


def days_mentioned(
    phrases: Days, sums: Sequence[Sum], words: Sequence[Token], hits: Sequence[Hit], folded: str, today: date
) -> dict[str, tuple[str, ...]]:
    """ISO days by field. Two values: the text has two readings, or tells two days for one event."""
    events = [hit for hit in hits if hit.cue.topic == "day"]
    if not events or not (phrases.past or phrases.ahead):
        return {}
    clauses = Clauses(words, folded)
    priced = [(one.start, one.end) for one in sums if one.currencies]

    def free(one: Mention) -> bool:
        return not any(one.start < last and first < one.end for first, last in priced)

    heard: dict[str, dict[date, None]] = {}
    ends, taken = _protection(phrases.ahead, events, clauses, today)
    if ends:
        heard[PROTECTION] = dict.fromkeys(ends)
    mentions = [one for one in phrases.past[:_MOST] if free(one) and not _meets(one, taken)]
    places = [clauses.place(one.start, one.end, solid=one.found.solid) for one in mentions]
    for fields, at in matched(places, events, hits, clauses):
        found = mentions[at].found
        days = [day for day in found.days if in_range(day, today, Direction.PAST)]
        if found.vague or found.repaired or not 0 < len(days) <= _READINGS:
            continue
        if (today - days[0]).days > _STALE and not _YEAR.search(folded, mentions[at].start, mentions[at].end):
            continue  # "20 July" said on the 15th is hardly last year's
        for field in fields:
            heard.setdefault(field, {}).update(dict.fromkeys(days))
    return {
        field: tuple(day.isoformat() for day in sorted(days)) for field, days in heard.items() if len(days) <= _READINGS
    }


def _protection(
    mentions: Sequence[Mention], events: Sequence[Hit], clauses: Clauses, today: date
) -> tuple[list[date], list[Mention]]:
    """The days the protection may end on, and the phrases that say so (they say nothing else)."""
    met: dict[date, None] = {}
    taken: list[Mention] = []
    placed = [(one, clauses.place(one.start, one.end, solid=one.found.solid)) for one in mentions[:_MOST]]
    for hit in [hit for hit in events if hit.cue.key == PROTECTION and not hit.negated][:_MOST_TOLD]:
        best: tuple[float, Mention] | None = None
        for one, place in placed:
            gap = _from_protection(place, hit, clauses)
            if gap is not None and (best is None or gap < best[0]):
                best = gap, one
        if best is None or best[1] in taken:
            continue
        taken.append(best[1])
        found = best[1].found
        days = [day for day in found.days if in_range(day, today, Direction.ANY)]
        if not found.vague and not found.repaired and 0 < len(days) <= _READINGS:
            met |= dict.fromkeys(days)
    return list(met), taken


def _from_protection(place: Place, hit: Hit, clauses: Clauses) -> float | None:
    """How far a day stands from the words that say the protection ends; None: too far, or in another clause."""
    if place.first < hit.last and hit.first < place.last:
        return 0.0
    if hit.last <= place.first:
        gap, between = float(place.first - hit.last), (hit.last, place.first)
    else:
        gap, between = hit.first - place.last + 0.5, (place.last, hit.first)
    return gap if gap <= _NEAR and not clauses.commas(*between) and not clauses.ends(*between) else None
